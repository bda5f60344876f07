import { endOf, startOf } from '../yaml/source.ts';
import type { Bundle, Named, OpenReason } from './bundle.ts';
import { isClusterKind } from './cluster-kinds.ts';
import { type Delivery, type Told, UNTOLD } from './delivery.ts';
import { folderOf } from './file-path.ts';
import type { Kustomization, NamedPath } from './kustomization.ts';
import { buildKustomization } from './kustomize-build.ts';
import { headOf } from './kustomize-naming.ts';
import type { KustomizeTree } from './kustomize-tree.ts';
import type { WorkspaceFile } from './manifest-object.ts';
import { plainBundle } from './plain-bundle.ts';

/** What a delivery brings into a cluster; none where its folder is not here, or is a chart. */
export function deliveredBundle(tree: KustomizeTree, delivery: Delivery): Bundle | undefined {
  const { path, tool, file, place } = delivery;
  if (path === UNTOLD || path === undefined || tree.byPath.has(join(path, 'Chart.yaml'))) return undefined;
  const by = `${tool} ${file.uri} ${place.span.start}`;
  const there = tree.kustomizations.get(path);
  const all = [...tree.byPath.values()];
  if (there) return finished(buildKustomization(tree, changed(there, delivery), by), delivery);
  if (tool === 'flux') {
    const resources = resourcesBelow(tree, all, delivery, path);
    if (resources.length === 0) return undefined;
    return finished(
      buildKustomization(tree, changed(kustomizationOf(delivery, path, resources), delivery), by),
      delivery,
    );
  }
  const files = all.filter(one => isYaml(one.path) && isIn(path, folderOf(one.path), delivery.depth));
  if (files.length === 0) return undefined;
  return finished(plainBundle({ kind: 'folder', folder: file.folder, root: path, files, reasons: [], by }), delivery);
}

function join(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`;
}

function isYaml(path: string): boolean {
  return /\.ya?ml$/.test(path);
}

function isIn(path: string, folder: string, depth: Delivery['depth']): boolean {
  if (folder === path) return true;
  return depth === 'below' && (path === '' || folder.startsWith(`${path}/`));
}

/** The kustomization with what the delivery writes into it. */
function changed(from: Kustomization, delivery: Delivery): Kustomization {
  const { imposedNamespace, namePrefix, nameSuffix, patches, components } = delivery;
  return {
    ...from,
    namespace: told(imposedNamespace) ?? from.namespace,
    namePrefix: told(namePrefix) ?? from.namePrefix,
    nameSuffix: told(nameSuffix) ?? from.nameSuffix,
    patches: [...from.patches, ...patches],
    components: [...from.components, ...components],
  };
}

function told(text: Told): string | undefined {
  return text === UNTOLD ? undefined : text;
}

/** All manifests below the folder; of a folder with a kustomization that alone. */
function resourcesBelow(
  tree: KustomizeTree,
  files: readonly WorkspaceFile[],
  { place }: Delivery,
  path: string,
): readonly NamedPath[] {
  const found = new Set<string>();
  for (const file of files) {
    const folder = folderOf(file.path);
    if (!isYaml(file.path) || !isIn(path, folder, 'below')) continue;
    found.add(outermostKustomization(tree, path, folder) ?? file.path);
  }
  return [...found].map(one => ({ path: path === '' ? `./${one}` : `./${one.slice(path.length + 1)}`, place }));
}

function outermostKustomization({ kustomizations }: KustomizeTree, path: string, folder: string): string | undefined {
  let outermost: string | undefined;
  for (let at = folder; at !== path && at !== ''; at = folderOf(at)) if (kustomizations.has(at)) outermost = at;
  return outermost;
}

function kustomizationOf({ file }: Delivery, root: string, resources: readonly NamedPath[]): Kustomization {
  return {
    file,
    root,
    kind: 'Kustomization',
    resources,
    components: [],
    patches: [],
    replacements: [],
    generators: [],
    namePrefix: '',
    nameSuffix: '',
    namespace: undefined,
    reasons: [],
    alterations: [],
  };
}

/** With what is done once the objects are made; where that is not known, nothing is known of them. */
function finished(bundle: Bundle, delivery: Delivery): Bundle {
  const { unsaidNamespace, place, substitution, made } = delivery;
  const isUntold = made === 'plugin' || changesUntold(delivery);
  const finish = <T extends Named>(one: T): T => {
    const namespace = isClusterKind(headOf(one).kind) ? '' : (one.namespace ?? told(unsaidNamespace));
    const placed = { ...one, namespace };
    const isChanged = isUntold || (substitution === 'variables' && hasVariable(one));
    return isChanged ? { ...placed, patches: [...one.patches, place], identity: 'patched' } : placed;
  };
  const objects = bundle.objects.map(finish);
  const generated = bundle.generated.map(finish);
  if (!isUntold) return { ...bundle, objects, generated };
  const reasons = bundle.openness.kind === 'open' ? bundle.openness.reasons : [];
  return { ...bundle, objects, generated, openness: { kind: 'open', reasons: [...reasons, untoldReason(delivery)] } };
}

function changesUntold({ imposedNamespace, namePrefix, nameSuffix }: Delivery): boolean {
  return [imposedNamespace, namePrefix, nameSuffix].includes(UNTOLD);
}

function untoldReason({ file, path }: Delivery): OpenReason {
  return { kind: 'delivered', uri: file.uri, what: told(path) ?? '' };
}

/** Flux replaces `${name}` in whatever it brings, unless the object is marked. */
function hasVariable(one: Named): boolean {
  if (!('object' in one)) return true;
  const { file, node } = one.object;
  return file.text.slice(startOf(node), endOf(node)).includes('${');
}

/** Why bundles may be changed by a delivery of which it is not known what it delivers; none where it changes nothing. */
export function untoldReasons(deliveries: readonly Delivery[]): readonly OpenReason[] {
  return deliveries
    .filter(one => {
      const { path, imposedNamespace, namePrefix, nameSuffix, patches, components, substitution, made } = one;
      const isChanging = [imposedNamespace, namePrefix, nameSuffix].some(text => text !== undefined);
      const isMore = patches.length + components.length > 0 || substitution === 'variables' || made === 'plugin';
      return path === UNTOLD && (isChanging || isMore);
    })
    .map(untoldReason);
}

/**
 * The sources of which it is known that they are the repository of these files: one of them is named at a folder that
 * is here and holds an object which names that source again. So it is where Flux has been bootstrapped, and with an
 * application of applications. Any other may be another repository, in which the same folder happens to be.
 */
export function ownSources(deliveries: readonly Delivery[]): ReadonlySet<string> {
  const own = deliveries.filter(({ source, path }) => {
    if (path === UNTOLD || path === undefined || path === '') return false;
    return deliveries.some(other => other.source === source && isIn(path, folderOf(other.file.path), 'below'));
  });
  return new Set(own.map(({ source }) => source));
}
