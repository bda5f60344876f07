import type { Completeness } from '../../kubernetes/shapes/check-object.ts';
import type { Bundle } from '../../workspace/bundle.ts';
import { folderOf } from '../../workspace/file-path.ts';
import { isKustomizationPath } from '../../workspace/kustomization.ts';
import { fieldOf, pairsOf, rootOf } from '../../workspace/manifest-fields.ts';
import type { ManifestObject, WorkspaceFile } from '../../workspace/manifest-object.ts';
import type { WorkspaceModel } from '../../workspace/workspace-model.ts';

/** What a kustomization adds fields with, or may add them with. */
const ADDING_FIELDS: ReadonlySet<string> = new Set([
  'commonAnnotations',
  'commonLabels',
  'components',
  'configurations',
  'generators',
  'labels',
  'patches',
  'patchesJson6902',
  'patchesStrategicMerge',
  'replacements',
  'transformers',
  'vars',
]);

/** Patches that no kustomization names, what tests expect, bases of kustomizations that are elsewhere: for tools that are not followed. */
const PARTIAL_NAMES = /patch|assert|expect|(?:^|[/_-])errors?\b|(?:^|\/)(?:base|overlays?)\//i;

/**
 * Whether the objects of a file have in it all that the API server gets of them. `partial` for what is a patch, may be one,
 * or may be patched: what is missing in its text is then no mistake.
 */
export function completenessIn(model: WorkspaceModel, file: WorkspaceFile): (object: ManifestObject) => Completeness {
  const bundles = model.bundlesOf(file.uri);
  const isNamedSo = PARTIAL_NAMES.test(file.path) && bundles.every(({ kind }) => kind !== 'kustomization');
  const mayBePatch = isNamedSo || isBelowKustomization(model, file, bundles);
  if (bundles.length === 0 || mayBePatch || bundles.some(bundle => addsFields(model, bundle))) return () => 'partial';
  return object => (bundles.every(bundle => isWholeIn(bundle, object)) ? 'whole' : 'partial');
}

function isWholeIn(bundle: Bundle, object: ManifestObject): boolean {
  // What has a status says how an object is to be found, in a test, and not how it is made.
  const isMade = fieldOf(rootOf(object), 'status') === undefined;
  return isMade && bundle.kind !== 'chart' && bundle.objects.some(one => one.object === object);
}

/** What a kustomization above does not name may be used by it all the same, in ways that are not followed. */
function isBelowKustomization(model: WorkspaceModel, file: WorkspaceFile, bundles: readonly Bundle[]): boolean {
  if (bundles.every(({ kind }) => kind === 'kustomization')) return false;
  const roots = [...model.files.values()]
    .filter(({ path, folder }) => folder === file.folder && isKustomizationPath(path))
    .map(({ path }) => folderOf(path));
  return roots.some(root => root === '' || file.path.startsWith(`${root}/`));
}

function addsFields({ files }: WorkspaceModel, bundle: Bundle): boolean {
  if (bundle.kind !== 'kustomization') return false;
  return bundle.files.some(uri => {
    const file = files.get(uri);
    const [document] = file?.file.documents ?? [];
    if (!file || !isKustomizationPath(file.path) || !document?.root) return false;
    if (document.root.kind !== 'map') return true;
    return pairsOf({ document, node: document.root }).some(({ key }) => ADDING_FIELDS.has(key));
  });
}
