import { type ManifestNode, textOfField } from './manifest-fields.ts';

/** Which kind of object something is; undefined where that is not written, or not yet. */
export interface ObjectHeader {
  readonly apiVersion: string | undefined;
  readonly kind: string | undefined;
}

/**
 * The header of an item of a list: the API server takes what the item does not say from its list. `List` says nothing of
 * its items.
 */
export function headerOfItem(item: ManifestNode, list: ObjectHeader): ObjectHeader {
  const kind = list.kind?.replace(/List$/, '') || undefined;
  const apiVersion = kind === undefined ? undefined : list.apiVersion;
  return { apiVersion: textOfField(item, 'apiVersion') ?? apiVersion, kind: textOfField(item, 'kind') ?? kind };
}
