import { spanOf } from '../yaml/source.ts';
import type { ManifestPlace } from './bundle.ts';
import { resolvePath } from './file-path.ts';
import type { NamedPath } from './kustomization.ts';
import { type KustomizePatch, patchesOf } from './kustomize-patch.ts';
import {
  booleanOfField,
  fieldOf,
  isMap,
  itemsOf,
  type ManifestNode,
  pairsOf,
  textOfField,
  textOfNode,
} from './manifest-fields.ts';
import type { WorkspaceFile } from './manifest-object.ts';

/** A value that somebody else fills in: a template, a variable, or something that is no text. */
export const UNTOLD = Symbol('untold');
export type Told = string | typeof UNTOLD | undefined;

/** An object by which Flux or Argo CD brings a folder of a repository into a cluster, and what they change on the way. */
export interface Delivery {
  readonly tool: 'flux' | 'argo';
  readonly file: WorkspaceFile;
  readonly place: ManifestPlace;
  /** Which repository, in the words of the object: two that say the same mean the same. */
  readonly source: string;
  /** The folder, from the root of the repository. */
  readonly path: Told;
  /** Given to everything, whatever it says itself. */
  readonly imposedNamespace: Told;
  /** Given to what says none, once all else is done. */
  readonly unsaidNamespace: Told;
  readonly namePrefix: Told;
  readonly nameSuffix: Told;
  readonly patches: readonly KustomizePatch[];
  readonly components: readonly NamedPath[];
  /** `variables`: what looks like one in the text of objects is replaced. */
  readonly substitution: 'none' | 'variables';
  /** Whether it takes the folder alone or what is below it, too, where the folder has no kustomization. */
  readonly depth: 'folder' | 'below';
  /** `plugin`: the files are turned into objects by a program that is not known. */
  readonly made: 'as-written' | 'plugin';
}

/** The deliveries of Flux and Argo CD in a file, also of one that is a template. Never throws. */
export function deliveriesIn(file: WorkspaceFile): readonly Delivery[] {
  return file.file.documents.flatMap(document => {
    if (document.root?.kind !== 'map') return [];
    const top = { document, node: document.root };
    const kind = textOfField(top, 'kind');
    const apiVersion = textOfField(top, 'apiVersion') ?? '';
    const spec = fieldOf(top, 'spec');
    if (!isMap(spec)) return [];
    if (kind === 'Kustomization' && apiVersion.startsWith('kustomize.toolkit.fluxcd.io/'))
      return [ofFlux(file, top, spec)];
    if (!apiVersion.startsWith('argoproj.io/')) return [];
    if (kind === 'Application') return ofArgo(file, spec);
    const template = fieldOf(spec, 'template', 'spec');
    return kind === 'ApplicationSet' && isMap(template) ? ofArgo(file, template) : [];
  });
}

/**
 * Flux writes what the object says into the kustomization of the folder; without one it makes one of all manifests below.
 * See https://fluxcd.io/flux/components/kustomize/kustomizations/ and
 * https://github.com/fluxcd/pkg/blob/main/kustomize/kustomize_generator.go
 */
function ofFlux(file: WorkspaceFile, top: ManifestNode, spec: ManifestNode): Delivery {
  const [kind, name] = [toldText(spec, 'sourceRef', 'kind'), toldText(spec, 'sourceRef', 'name')];
  const namespace = toldText(spec, 'sourceRef', 'namespace') ?? toldText(top, 'metadata', 'namespace') ?? '';
  const isSubstituting = ['substitute', 'substituteFrom'].some(key => fieldOf(spec, 'postBuild', key) !== undefined);
  return {
    tool: 'flux',
    file,
    place: { uri: file.uri, span: spanOf(spec.node) },
    source: ['flux', kind, namespace, name].map(String).join(' '),
    path: folderOf(toldText(spec, 'path')),
    imposedNamespace: toldText(spec, 'targetNamespace'),
    unsaidNamespace: undefined,
    namePrefix: toldText(spec, 'namePrefix'),
    nameSuffix: toldText(spec, 'nameSuffix'),
    patches: patchesOf(file, spec),
    components: componentsOf(file, spec),
    substitution: isSubstituting ? 'variables' : 'none',
    depth: 'below',
    made: OLD_PATCHES.some(key => fieldOf(spec, key) !== undefined) ? 'plugin' : 'as-written',
  };
}

/** Fields of older versions, whose items are objects. */
const OLD_PATCHES: readonly string[] = ['patchesStrategicMerge', 'patchesJson6902'];

/**
 * Those of charts are left out, for Helm is not run. Argo CD gives its namespace to what says none, after kustomize has run with what the source says.
 * See https://argo-cd.readthedocs.io/en/stable/user-guide/kustomize/ and, for the namespace, `DeduplicateTargetObjects` in
 * https://github.com/argoproj/argo-cd/blob/master/controller/state.go
 */
function ofArgo(file: WorkspaceFile, spec: ManifestNode): readonly Delivery[] {
  const single = fieldOf(spec, 'source');
  const sources = [...(isMap(single) ? [single] : []), ...itemsOf(spec, 'sources').filter(isMap)];
  return sources
    .filter(source => fieldOf(source, 'path') !== undefined && fieldOf(source, 'helm') === undefined)
    .map((source): Delivery => {
      const kustomize = fieldOf(source, 'kustomize');
      return {
        tool: 'argo',
        file,
        place: { uri: file.uri, span: spanOf(source.node) },
        source: `argo ${String(toldText(source, 'repoURL'))}`,
        path: folderOf(toldText(source, 'path')),
        imposedNamespace: toldText(kustomize, 'namespace'),
        unsaidNamespace: toldText(spec, 'destination', 'namespace'),
        namePrefix: toldText(kustomize, 'namePrefix'),
        nameSuffix: toldText(kustomize, 'nameSuffix'),
        patches: kustomize ? patchesOf(file, kustomize) : [],
        components: componentsOf(file, kustomize),
        substitution: 'none',
        depth: booleanOfField(source, 'directory', 'recurse') === true ? 'below' : 'folder',
        made: isPlain(source) ? 'as-written' : 'plugin',
      };
    });
}

/** Whether nothing but the manifests themselves, or kustomize, makes the objects. */
function isPlain(source: ManifestNode): boolean {
  if (fieldOf(source, 'plugin') !== undefined) return false;
  return pairsOf(source, 'directory').every(({ key }) => key === 'recurse');
}

function componentsOf(file: WorkspaceFile, from: ManifestNode | undefined): readonly NamedPath[] {
  return itemsOf(from, 'components').flatMap(item => {
    const path = textOfNode(item);
    return path ? [{ path, place: { uri: file.uri, span: spanOf(item.node) } }] : [];
  });
}

function toldText(from: ManifestNode | undefined, ...keys: readonly string[]): Told {
  const found = fieldOf(from, ...keys);
  if (found === undefined) return undefined;
  const text = textOfNode(found);
  if (text === undefined || /\{\{|\$\{/.test(text)) return UNTOLD;
  return text === '' ? undefined : text;
}

/** Paths begin at the root of the repository, however they are written. */
function folderOf(path: Told): Told {
  if (path === UNTOLD) return UNTOLD;
  return resolvePath('', (path ?? '').replace(/^\/+/, '')) ?? UNTOLD;
}
