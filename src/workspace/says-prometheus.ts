import { documentSpan, endOf, type SourceFile, startOf, type YamlDocument } from '../yaml/source.ts';
import { isMap, itemsOf, type ManifestNode, pairsOf, textOfField } from './manifest-fields.ts';
import { POD_SPEC_PATHS } from './workload.ts';

const PROMETHEUS = /prometheus/i;
const MENTIONED = /prometheus|monitoring\.coreos\.com/i;
const OPERATOR_GROUP = 'monitoring.coreos.com/';
const NAME_LABELS: ReadonlySet<string> = new Set(['app', 'app.kubernetes.io/name']);

/**
 * Whether a Kubernetes object of the file says of itself that it has to do with Prometheus: by its name, by the label
 * `app.kubernetes.io/name` or `app`, by the image of a container, or because it is one of the Prometheus Operator. List
 * kinds are looked into. What is half-typed counts as far as it is there. Asked at every keystroke: what does not mention
 * it at all is not taken apart.
 */
export function saysPrometheus(file: SourceFile): boolean {
  if (!MENTIONED.test(file.text)) return false;
  return file.documents.some(document => {
    const { start, end } = documentSpan(document);
    if (!MENTIONED.test(file.text.slice(start, end))) return false;
    const objects = objectsIn(document);
    return objects.some(object => (objects.length === 1 || mayMention(file, object)) && saysSo(object));
  });
}

/** What an alias stands for is somewhere else. */
function mayMention({ text }: SourceFile, { node }: ManifestNode): boolean {
  const own = text.slice(startOf(node), endOf(node));
  return MENTIONED.test(own) || own.includes('*');
}

function saysSo(object: ManifestNode): boolean {
  return (
    PROMETHEUS.test(textOfField(object, 'metadata', 'name') ?? '') ||
    textOfField(object, 'apiVersion')?.startsWith(OPERATOR_GROUP) === true ||
    hasLabel(object) ||
    hasImage(object)
  );
}

function objectsIn(document: YamlDocument): readonly ManifestNode[] {
  if (document.root?.kind !== 'map') return [];
  const top: ManifestNode = { document, node: document.root };
  if (!pairsOf(top).some(({ key }) => key === 'apiVersion' || key === 'kind')) return [];
  const isList = textOfField(top, 'kind')?.endsWith('List') === true;
  return isList ? [top, ...itemsOf(top, 'items').filter(isMap)] : [top];
}

function hasLabel(object: ManifestNode): boolean {
  return pairsOf(object, 'metadata', 'labels').some(
    ({ key, value: { node } }) => NAME_LABELS.has(key) && node.kind === 'scalar' && PROMETHEUS.test(node.text),
  );
}

/** Wherever its pods are specified: the kind may be half-typed. */
function hasImage(object: ManifestNode): boolean {
  return POD_SPEC_PATHS.some(path =>
    [...itemsOf(object, ...path, 'containers'), ...itemsOf(object, ...path, 'initContainers')].some(container =>
      PROMETHEUS.test(textOfField(container, 'image') ?? ''),
    ),
  );
}
