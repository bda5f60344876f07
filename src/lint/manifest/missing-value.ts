import { pairsOf, textOfField } from '../../workspace/manifest-fields.ts';
import type { WorkspaceFile } from '../../workspace/manifest-object.ts';
import type { NewValue } from '../../yaml/insertion.ts';
import type { MapNode } from '../../yaml/node.ts';
import type { YamlDocument } from '../../yaml/source.ts';
import { writeText } from '../../yaml/write-scalar.ts';

/** A mapping that misses a field. */
export interface MappingPlace {
  readonly document: YamlDocument;
  readonly map: MapNode;
}

/** What a missing field has to be, by what stands beside it and in the file; undefined where that does not say it. */
export function missingValue(file: WorkspaceFile, place: MappingPlace, field: string): NewValue | undefined {
  if (field === 'selector') return selectorOf(place);
  return field === 'namespace' ? namespaceOf(file, place) : undefined;
}

/** The pods of a workload are those with the labels of its template. */
function selectorOf({ document, map: node }: MappingPlace): NewValue | undefined {
  const labels = pairsOf({ document, node }, 'template', 'metadata', 'labels').flatMap(({ key, value }) =>
    value.node.kind === 'scalar' ? [`${writeText(key)}: ${writeText(value.node.text)}`] : [],
  );
  if (labels.length === 0) return undefined;
  return { kind: 'block', lines: ['matchLabels:', ...labels.map(label => `  ${label}`)] };
}

/** Of a subject: that of the one account in the file which has its name. */
function namespaceOf({ objects }: WorkspaceFile, { document, map: node }: MappingPlace): NewValue | undefined {
  const name = textOfField({ document, node }, 'name');
  const accounts = objects.filter(one => one.kind === 'ServiceAccount' && one.name === name);
  const namespaces = new Set(accounts.map(({ namespace }) => namespace));
  const [namespace] = namespaces;
  return namespaces.size === 1 && namespace !== undefined ? { kind: 'written', text: writeText(namespace) } : undefined;
}
