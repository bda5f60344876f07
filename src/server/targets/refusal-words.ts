import { resourceOf } from '../../kubernetes/objects/resource-name.ts';
import type { ListedResource } from '../../prometheus/discovery/listed-resources.ts';

/** More than these are counted. */
const MOST_NAMED = 2;

/** What may not be listed, for a row: `services`, `services and pods in shop`, `pods in 5 namespaces`. */
export function listsInShort(lists: readonly ListedResource[]): string {
  const places = Map.groupBy(lists, ({ kind }) => kind);
  const kinds = [...places].map(([kind, all]) => {
    const namespaces = all.flatMap(({ namespace }) => (namespace === '' ? [] : [namespace]));
    return {
      resource: resourceOf(kind),
      place: namespaces.length === 0 ? '' : ` in ${named(namespaces, 'namespaces')}`,
    };
  });
  const byPlace = Map.groupBy(kinds, ({ place }) => place);
  return [...byPlace]
    .map(([place, same]) => {
      const resources = same.map(({ resource }) => resource);
      return `${named(resources, 'kinds of objects')}${place}`;
    })
    .join(', and ');
}

function named(names: readonly string[], many: string): string {
  return names.length > MOST_NAMED ? `${names.length} ${many}` : names.join(' and ');
}
