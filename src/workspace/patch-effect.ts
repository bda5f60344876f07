import { isNull } from '../yaml/scalar.ts';
import { itemsOf, type ManifestNode, pairsOf, textOfField } from './manifest-fields.ts';
import { POD_SPEC_PATHS } from './workload.ts';

/**
 * What a patch may do to an object, as far as we read it: nothing; change to whom it refers, what it grants or holds; or
 * also rename, move or remove it.
 */
export type PatchEffect = 'none' | 'content' | 'identity';

type Path = readonly string[];

const IDENTITY: readonly Path[] = [
  ['apiVersion'],
  ['kind'],
  ['metadata', 'name'],
  ['metadata', 'namespace'],
  ['metadata', 'annotations', 'config.kubernetes.io/local-config'],
];

const IN_PODS: readonly Path[] = [
  ['serviceAccountName'],
  ['serviceAccount'],
  ['automountServiceAccountToken'],
  ['volumes'],
  ['containers', '*', 'volumeMounts'],
  ['initContainers', '*', 'volumeMounts'],
];

const CONTENT: readonly Path[] = [
  ['rules'],
  ['subjects'],
  ['roleRef'],
  ['aggregationRule'],
  ['automountServiceAccountToken'],
  ['data'],
  ['stringData'],
  ['binaryData'],
  ...POD_SPEC_PATHS.flatMap(spec => IN_PODS.map(field => [...spec, ...field])),
];

/** Lists whose items a strategic merge patch finds by name, so that the others stay. */
const MERGED_LISTS: ReadonlySet<string> = new Set(['containers', 'initContainers']);

/** The effect of a change of what stands at the path, everything below it included; `*` is any item of a list. */
export function effectAt(path: Path): PatchEffect {
  if (IDENTITY.some(read => areRelated(read, path))) return 'identity';
  return CONTENT.some(read => areRelated(read, path)) ? 'content' : 'none';
}

/** The larger of two effects. */
export function largerEffect(a: PatchEffect, b: PatchEffect): PatchEffect {
  if (a === 'identity' || b === 'identity') return 'identity';
  return a === 'content' ? a : b;
}

/** Whether one path leads to the other, or further. */
function areRelated(read: Path, changed: Path): boolean {
  const length = Math.min(read.length, changed.length);
  for (let index = 0; index < length; index++) {
    const step = changed[index];
    if (read[index] !== '*' && step !== '*' && step !== read[index]) return false;
  }
  return true;
}

/** The effect of a JSON patch, a list of operations. See https://www.rfc-editor.org/rfc/rfc6902 */
export function effectOfOperations(operations: readonly ManifestNode[]): PatchEffect {
  let effect: PatchEffect = 'none';
  for (const operation of operations) {
    if (textOfField(operation, 'op') === 'test') continue;
    for (const field of ['path', 'from']) {
      const pointer = textOfField(operation, field);
      if (pointer !== undefined) effect = largerEffect(effect, effectAt(segmentsOf(pointer)));
    }
  }
  return effect;
}

function segmentsOf(pointer: string): Path {
  return pointer
    .split('/')
    .slice(1)
    .map(segment => segment.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/**
 * The effect of a strategic merge patch: of each value that it sets, and of its directives. Kind and name say whom it is
 * for and change nothing.
 * See https://github.com/kubernetes/community/blob/master/contributors/devel/sig-api-machinery/strategic-merge-patch.md
 */
export function effectOfMerge(patch: ManifestNode): PatchEffect {
  let effect: PatchEffect = 'none';
  for (const { key, value } of pairsOf(patch)) {
    if (key === 'apiVersion' || key === 'kind') continue;
    if (key === '$patch') return 'identity';
    effect = largerEffect(effect, mergedAt(value, [key]));
  }
  return effect;
}

function mergedAt(value: ManifestNode, path: Path): PatchEffect {
  const { node } = value;
  if (node.kind === 'map') {
    let effect: PatchEffect = 'none';
    for (const { key, value: inner } of pairsOf(value)) {
      const at = [...path, key];
      const isDirective = key.startsWith('$');
      if (!isDirective && isOwnName(at) && !isNothing(inner)) continue;
      effect = largerEffect(effect, isDirective ? effectAt(path) : mergedAt(inner, at));
    }
    return effect;
  }
  if (node.kind === 'scalar' || !MERGED_LISTS.has(path.at(-1) ?? '')) return effectAt(path);
  return itemsOf(value).reduce<PatchEffect>(
    (effect, item) => largerEffect(effect, mergedAt(item, [...path, '*'])),
    'none',
  );
}

function isOwnName(path: Path): boolean {
  return path.length === 2 && path[0] === 'metadata' && (path[1] === 'name' || path[1] === 'namespace');
}

function isNothing({ node }: ManifestNode): boolean {
  return node.kind === 'scalar' && isNull(node, 'manifest');
}
