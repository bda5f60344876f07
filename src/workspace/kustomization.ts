import { hasSyntaxError, spanOf } from '../yaml/source.ts';
import type { ManifestPlace, OpenReason } from './bundle.ts';
import { baseNameOf, folderOf } from './file-path.ts';
import { type Generator, generatorsOf } from './kustomize-generator.ts';
import { type KustomizePatch, patchesOf } from './kustomize-patch.ts';
import { type Replacement, replacementsOf } from './kustomize-replacement.ts';
import { itemsOf, type ManifestNode, pairsOf, textOfField, textOfNode } from './manifest-fields.ts';
import type { WorkspaceFile } from './manifest-object.ts';

/** A path that a kustomization names, as it is written. */
export interface NamedPath {
  readonly path: string;
  readonly place: ManifestPlace;
}

/** A kustomization.yaml. See https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/ */
export interface Kustomization {
  readonly file: WorkspaceFile;
  /** Its folder, from the root of the workspace folder. */
  readonly root: string;
  readonly kind: 'Kustomization' | 'Component';
  /** Files and folders of `resources` and `bases`. */
  readonly resources: readonly NamedPath[];
  readonly components: readonly NamedPath[];
  readonly patches: readonly KustomizePatch[];
  readonly replacements: readonly Replacement[];
  readonly generators: readonly Generator[];
  readonly namePrefix: string;
  readonly nameSuffix: string;
  readonly namespace: string | undefined;
  /** What it does that we cannot follow. */
  readonly reasons: readonly OpenReason[];
  /** Fields that may change any object in any way: where their keys stand. */
  readonly alterations: readonly ManifestPlace[];
}

/** The names that kustomize looks for in a folder. */
const KUSTOMIZATION_NAMES: readonly string[] = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'];

/** Whether the path is one that kustomize reads as a kustomization. */
export function isKustomizationPath(path: string): boolean {
  return KUSTOMIZATION_NAMES.includes(baseNameOf(path));
}

/** Fields that make objects which are not there to read, or fill in values. */
const MAKING_FIELDS: readonly string[] = ['generators', 'helmChartInflationGenerator', 'helmCharts', 'vars'];
/** Fields that change objects, or how kustomize changes them, in ways that are not followed. */
const ALTERING_FIELDS: readonly string[] = ['configurations', 'crds', 'openapi', 'transformers'];
const FOLLOWED_FIELDS: readonly string[] = [
  'apiVersion',
  'bases',
  'buildMetadata',
  'commonAnnotations',
  'commonLabels',
  'components',
  'configMapGenerator',
  'generatorOptions',
  'helmGlobals',
  'imageTags',
  'images',
  'kind',
  'labels',
  'metadata',
  'namePrefix',
  'nameSuffix',
  'namespace',
  'patches',
  'patchesJson6902',
  'patchesStrategicMerge',
  'replacements',
  'replicas',
  'resources',
  'secretGenerator',
  'sortOptions',
  'validators',
];

/** Reads a kustomization. What is templated or broken is read as an empty one that says so. */
export function readKustomization(file: WorkspaceFile): Kustomization {
  const [document] = file.file.documents;
  const root = document?.root;
  const isBroken = document === undefined || hasSyntaxError(document);
  const readable = root?.kind === 'map' && !isBroken && file.templated === 'plain';
  const top = readable ? { document, node: root } : undefined;
  const unread: OpenReason = {
    kind: file.templated === 'templated' ? 'templated' : root === undefined && !isBroken ? 'refused' : 'unreadable',
    uri: file.uri,
    what: '',
  };
  const kind = textOfField(top, 'kind') === 'Component' ? 'Component' : 'Kustomization';
  return {
    file,
    root: folderOf(file.path),
    kind,
    resources: [...pathsOf(file, top, 'resources'), ...pathsOf(file, top, 'bases')],
    components: pathsOf(file, top, 'components'),
    patches: top ? patchesOf(file, top) : [],
    replacements: replacementsOf(file, top),
    generators: generatorsOf(top),
    namePrefix: textOfField(top, 'namePrefix') ?? '',
    nameSuffix: textOfField(top, 'nameSuffix') ?? '',
    namespace: textOfField(top, 'namespace') || undefined,
    reasons: top ? [...unfollowed(file, top), ...headReasons(file, top)] : [unread],
    alterations: pairsOf(top)
      .filter(({ key }) => isAltering(key))
      .map(({ keyNode }) => ({ uri: file.uri, span: spanOf(keyNode) })),
  };
}

/** Keys are found by kustomize whatever their case; what is not written as usual is not followed. */
function isAltering(key: string): boolean {
  return ALTERING_FIELDS.includes(key) || (!isFollowed(key) && isFollowed(inUsualCase(key)));
}

function isFollowed(key: string): boolean {
  return FOLLOWED_FIELDS.includes(key);
}

function inUsualCase(key: string): string {
  const all = [...FOLLOWED_FIELDS, ...MAKING_FIELDS, ...ALTERING_FIELDS];
  return all.find(one => one.toLowerCase() === key.toLowerCase()) ?? key;
}

function unfollowed(file: WorkspaceFile, top: ManifestNode): readonly OpenReason[] {
  const keys = pairsOf(top).map(({ key }) => key);
  const others = keys.filter(key => !isFollowed(key));
  return others.map(key => {
    const usual = inUsualCase(key);
    const isKnown = isFollowed(usual) || MAKING_FIELDS.includes(usual) || ALTERING_FIELDS.includes(usual);
    return { kind: isKnown ? 'plugin' : 'refused', uri: file.uri, what: key };
  });
}

/** The `kind` and `apiVersion` that kustomize takes, and that there is anything beside them. */
function headReasons(file: WorkspaceFile, top: ManifestNode): readonly OpenReason[] {
  const kind = textOfField(top, 'kind') || 'Kustomization';
  const apiVersion = textOfField(top, 'apiVersion');
  const wanted = `kustomize.config.k8s.io/${kind === 'Component' ? 'v1alpha1' : 'v1beta1'}`;
  const wrong = [
    ...(kind === 'Kustomization' || kind === 'Component' ? [] : [`kind: ${kind}`]),
    ...(apiVersion && apiVersion !== wanted ? [`apiVersion: ${apiVersion}`] : []),
    ...(pairsOf(top).every(({ key }) => key === 'kind' || key === 'apiVersion') ? ['nothing'] : []),
  ];
  return wrong.map(what => ({ kind: 'refused', uri: file.uri, what }));
}

function pathsOf(file: WorkspaceFile, top: ManifestNode | undefined, field: string): readonly NamedPath[] {
  return itemsOf(top, field).flatMap(item => {
    const path = textOfNode(item);
    return path ? [{ path, place: { uri: file.uri, span: spanOf(item.node) } }] : [];
  });
}
