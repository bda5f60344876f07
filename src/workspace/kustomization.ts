import type { MapNode } from '../yaml/node.ts';
import { hasSyntaxError, spanOf } from '../yaml/source.ts';
import type { ManifestPlace, OpenReason } from './bundle.ts';
import { baseNameOf, folderOf } from './file-path.ts';
import { type KustomizePatch, patchesOf } from './kustomize-patch.ts';
import { isMap, itemsOf, type ManifestNode, pairsOf, textOfField, textOfNode } from './manifest-fields.ts';
import type { WorkspaceFile } from './manifest-object.ts';

/** A path that a kustomization names, as it is written. */
export interface NamedPath {
  readonly path: string;
  readonly place: ManifestPlace;
}

/** One item of `configMapGenerator` or `secretGenerator`. */
export interface Generator {
  readonly kind: 'ConfigMap' | 'Secret';
  readonly name: string | undefined;
  readonly namespace: string | undefined;
  readonly behavior: 'create' | 'merge' | 'replace';
  /** Keys whose values are files, with paths from the kustomization's folder. */
  readonly files: readonly { readonly key: string; readonly path: string }[];
  readonly node: MapNode;
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
  readonly generators: readonly Generator[];
  readonly namePrefix: string;
  readonly nameSuffix: string;
  readonly namespace: string | undefined;
  /** What it does that we cannot follow. */
  readonly reasons: readonly OpenReason[];
}

/** The names that kustomize looks for in a folder. */
export const KUSTOMIZATION_NAMES: readonly string[] = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'];

/** Whether the path is one that kustomize reads as a kustomization. */
export function isKustomizationPath(path: string): boolean {
  return KUSTOMIZATION_NAMES.includes(baseNameOf(path));
}

/** Fields that make objects, or change them in ways that are not followed. */
const PLUGIN_FIELDS: readonly string[] = [
  'configurations',
  'generators',
  'helmChartInflationGenerator',
  'helmCharts',
  'replacements',
  'transformers',
  'vars',
];

/** Reads a kustomization. What is templated or broken is read as an empty one that says so. */
export function readKustomization(file: WorkspaceFile): Kustomization {
  const [document] = file.file.documents;
  const root = document?.root;
  const isBroken = document === undefined || hasSyntaxError(document);
  const readable = root?.kind === 'map' && !isBroken && file.templated === 'plain';
  const reasons: OpenReason[] = [];
  if (!readable && !(root === undefined && !isBroken))
    reasons.push({ kind: file.templated === 'plain' ? 'unreadable' : 'templated', uri: file.uri, what: '' });
  const top = readable ? { document, node: root } : undefined;
  for (const { key } of pairsOf(top))
    if (PLUGIN_FIELDS.includes(key)) reasons.push({ kind: 'plugin', uri: file.uri, what: key });
  return {
    file,
    root: folderOf(file.path),
    kind: textOfField(top, 'kind') === 'Component' ? 'Component' : 'Kustomization',
    resources: [...pathsOf(file, top, 'resources'), ...pathsOf(file, top, 'bases')],
    components: pathsOf(file, top, 'components'),
    patches: top ? patchesOf(file, top) : [],
    generators: [...generatorsOf(top, 'configMapGenerator'), ...generatorsOf(top, 'secretGenerator')],
    namePrefix: textOfField(top, 'namePrefix') ?? '',
    nameSuffix: textOfField(top, 'nameSuffix') ?? '',
    namespace: textOfField(top, 'namespace') || undefined,
    reasons,
  };
}

function pathsOf(file: WorkspaceFile, top: ManifestNode | undefined, field: string): readonly NamedPath[] {
  return itemsOf(top, field).flatMap(item => {
    const path = textOfNode(item);
    return path ? [{ path, place: { uri: file.uri, span: spanOf(item.node) } }] : [];
  });
}

function generatorsOf(
  top: ManifestNode | undefined,
  field: 'configMapGenerator' | 'secretGenerator',
): readonly Generator[] {
  return itemsOf(top, field)
    .filter(isMap)
    .map(item => ({
      kind: field === 'secretGenerator' ? 'Secret' : 'ConfigMap',
      name: textOfField(item, 'name'),
      namespace: textOfField(item, 'namespace'),
      behavior: behaviorOf(textOfField(item, 'behavior')),
      files: itemsOf(item, 'files').flatMap(fileSource),
      node: item.node,
    }));
}

function behaviorOf(text: string | undefined): Generator['behavior'] {
  return text === 'merge' || text === 'replace' ? text : 'create';
}

/** `prometheus.yml`, or `prometheus.yml=config/prod.yml` for another key than the file's name. */
function fileSource(item: ManifestNode): readonly { readonly key: string; readonly path: string }[] {
  const text = textOfNode(item);
  if (!text) return [];
  const at = text.indexOf('=');
  return at < 0 ? [{ key: baseNameOf(text), path: text }] : [{ key: text.slice(0, at), path: text.slice(at + 1) }];
}
