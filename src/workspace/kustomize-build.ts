import { createRegexCache, type RegexCache } from '../prometheus/relabel/regex.ts';
import type { Bundle, BundledObject, GeneratedObject, OpenReason } from './bundle.ts';
import { resolvePath } from './file-path.ts';
import { isKustomizationPath, type Kustomization, type NamedPath } from './kustomization.ts';
import { generate } from './kustomize-generate.ts';
import { unchanged } from './kustomize-naming.ts';
import { applyPatches, applyReplacements, eachOf } from './kustomize-patches.ts';
import { conflictsIn, isLocal, resourceReasons, unbuildable } from './kustomize-refusals.ts';
import { transformed } from './kustomize-transform.ts';
import type { KustomizeTree } from './kustomize-tree.ts';
import type { WorkspaceFile } from './manifest-object.ts';
import { bundleId } from './plain-bundle.ts';

/** Kustomizations that one bundle goes into: shared bases of bases make small trees large. */
const MOST_VISITS = 2_000;
const MOST_OBJECTS = 50_000;
const MOST_REGEXES = 100;

/** What is being put together for one bundle. */
export interface Build {
  readonly tree: KustomizeTree;
  readonly id: string;
  readonly files: Set<string>;
  readonly reasons: OpenReason[];
  readonly regexes: RegexCache;
  visits: number;
  objects: number;
}

/** What one kustomization has so far, as its transformers find it. */
export interface Accumulated {
  readonly objects: readonly BundledObject[];
  readonly generated: readonly GeneratedObject[];
}

const NOTHING: Accumulated = { objects: [], generated: [] };

/**
 * The bundle of a kustomization, with what it includes, as kustomize reads it where it may load files from everywhere.
 * Names and namespaces are followed as kustomize changes them; patches are not applied but noted where they may matter.
 * What kustomize would not build is open. `by` is what brings it into a cluster, '' where no file
 * says.
 * See https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/
 */
export function buildKustomization(tree: KustomizeTree, root: Kustomization, by: string): Bundle {
  const { folder } = root.file;
  const id = bundleId('kustomization', folder, root.root, by);
  const regexes = createRegexCache(MOST_REGEXES);
  const build: Build = { tree, id, files: new Set(), reasons: [], regexes, visits: 0, objects: 0 };
  if (root.kind === 'Component') build.reasons.push({ kind: 'component', uri: root.file.uri, what: '' });
  const all = altered(build, accumulate(build, root, [], NOTHING));
  const bundle: Bundle = {
    id,
    kind: 'kustomization',
    root: root.root,
    folder,
    files: [...build.files],
    objects: all.objects.filter(one => !isLocal(one)),
    generated: all.generated,
    openness: { kind: 'complete' },
  };
  const reasons = [...build.reasons, ...conflictsIn(bundle)];
  return reasons.length === 0 ? bundle : { ...bundle, openness: { kind: 'open', reasons } };
}

/** Resources, then generators, then components, then the kustomization's own changes to all of them, as kustomize does. */
function accumulate(
  build: Build,
  kustomization: Kustomization,
  outer: readonly string[],
  given: Accumulated,
): Accumulated {
  const { uri } = kustomization.file;
  if (++build.visits > MOST_VISITS || build.objects > MOST_OBJECTS) {
    if (!build.reasons.some(reason => reason.kind === 'too-large'))
      build.reasons.push({ kind: 'too-large', uri, what: '' });
    return given;
  }
  const roots = [...outer, kustomization.root];
  if (isKustomizationPath(kustomization.file.path)) build.files.add(uri);
  build.reasons.push(...kustomization.reasons);
  const resources = kustomization.resources.map(resource => resourceOf(build, kustomization, resource, roots));
  let all = joined([given, ...resources]);
  for (const generator of kustomization.generators) all = generate(build, kustomization, generator, all);
  for (const component of kustomization.components) {
    const path = resolvePath(kustomization.root, component.path);
    const inner = build.tree.kustomizations.get(path ?? '');
    if (path === undefined || inner?.kind !== 'Component') build.reasons.push(absence(component));
    else if (isAround(path, roots)) build.reasons.push(refused(component));
    else all = accumulate(build, inner, roots, all);
  }
  build.reasons.push(...unbuildable(kustomization, all));
  all = applyPatches(build, kustomization, ['patchesStrategicMerge', 'patches'], all);
  all = transformed(all, kustomization);
  if (kustomization.namespace !== undefined) build.reasons.push(...unbuildable(kustomization, all));
  all = applyPatches(build, kustomization, ['patchesJson6902'], all);
  return applyReplacements(build, kustomization, all);
}

function joined(parts: readonly Accumulated[]): Accumulated {
  return { objects: parts.flatMap(part => part.objects), generated: parts.flatMap(part => part.generated) };
}

function resourceOf(build: Build, from: Kustomization, resource: NamedPath, roots: readonly string[]): Accumulated {
  const path = resolvePath(from.root, resource.path);
  const file = path === undefined ? undefined : build.tree.byPath.get(path);
  if (file) return { objects: objectsOf(build, file, resource), generated: [] };
  const inner = path === undefined ? undefined : build.tree.kustomizations.get(path);
  if (path === undefined || inner === undefined) build.reasons.push(absence(resource));
  else if (isAround(path, roots)) build.reasons.push(refused(resource));
  else {
    if (inner.kind === 'Component') build.reasons.push(refused(resource));
    return accumulate(build, inner, roots, NOTHING);
  }
  return NOTHING;
}

/** Whether a kustomization that is being read lies in the folder or below it: kustomize calls that a cycle. */
function isAround(path: string, roots: readonly string[]): boolean {
  return roots.some(root => path === '' || root === path || root.startsWith(`${path}/`));
}

function objectsOf(build: Build, file: WorkspaceFile, from: NamedPath): readonly BundledObject[] {
  build.files.add(file.uri);
  build.reasons.push(...resourceReasons(file, from));
  build.objects += file.objects.length;
  return file.objects.map(object => ({
    ...unchanged(object.kind, object.name, object.namespace),
    object,
    imposedNamespace: undefined,
    bundle: build.id,
  }));
}

/** What is not in the workspace is elsewhere when it looks like a URL or a repository, and missing when like a path. */
function absence({ path, place }: NamedPath): OpenReason {
  const isRemote = /^[a-z+]+:\/\/|^git@|^(?:github|gitlab|bitbucket)\.|[?]ref=|\.git(?:\/|$)/.test(path);
  return { kind: isRemote ? 'remote' : 'missing', uri: place.uri, what: path };
}

function refused({ path, place }: NamedPath): OpenReason {
  return { kind: 'refused', uri: place.uri, what: path };
}

/** With fields that may change anything, anywhere in the bundle, nothing of what is written is known to stay. */
function altered({ tree, files }: Build, all: Accumulated): Accumulated {
  const places = [...tree.kustomizations.values()]
    .filter(one => files.has(one.file.uri))
    .flatMap(one => one.alterations);
  if (places.length === 0) return all;
  return eachOf(all, one => ({ ...one, patches: [...one.patches, ...places], identity: 'patched' }));
}
