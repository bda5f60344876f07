import type { Bundle, BundledObject, GeneratedEntry, GeneratedObject, OpenReason } from './bundle.ts';
import { isClusterKind, isRenamed } from './cluster-kinds.ts';
import { resolvePath } from './file-path.ts';
import type { Generator, Kustomization, NamedPath } from './kustomization.ts';
import { applyPatches } from './kustomize-patches.ts';
import type { KustomizeTree } from './kustomize-tree.ts';
import type { WorkspaceFile } from './manifest-object.ts';
import { bundleId } from './plain-bundle.ts';
import { unreadReasons } from './unread.ts';

/** Kustomizations that one bundle goes into: shared bases of bases make small trees large. */
const MOST_VISITS = 2_000;
const MOST_OBJECTS = 50_000;

/** What is being put together for one bundle. */
export interface Build {
  readonly tree: KustomizeTree;
  readonly id: string;
  readonly files: Set<string>;
  readonly reasons: OpenReason[];
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
 * The bundle of a kustomization, with what it includes. Names and namespaces are followed as kustomize changes them;
 * patches are not applied but noted where they may matter.
 * See https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/
 */
export function buildKustomization(tree: KustomizeTree, root: Kustomization): Bundle {
  const { folder } = root.file;
  const id = bundleId('kustomization', folder, root.root);
  const build: Build = { tree, id, files: new Set(), reasons: [], visits: 0, objects: 0 };
  if (root.kind === 'Component') build.reasons.push({ kind: 'component', uri: root.file.uri, what: '' });
  const { objects, generated } = accumulate(build, root, [], NOTHING);
  const { reasons } = build;
  return {
    id,
    kind: 'kustomization',
    root: root.root,
    folder,
    files: [...build.files],
    objects,
    generated,
    openness: reasons.length === 0 ? { kind: 'complete' } : { kind: 'open', reasons },
  };
}

/** Resources, then generators, then components, then the kustomization's own changes to all of them, as kustomize does. */
function accumulate(
  build: Build,
  kustomization: Kustomization,
  outer: readonly string[],
  given: Accumulated,
): Accumulated {
  const { uri } = kustomization.file;
  if (outer.includes(uri)) return given;
  if (++build.visits > MOST_VISITS || build.objects > MOST_OBJECTS) {
    if (!build.reasons.some(reason => reason.kind === 'too-large'))
      build.reasons.push({ kind: 'too-large', uri, what: '' });
    return given;
  }
  const scope = [...outer, uri];
  build.files.add(uri);
  build.reasons.push(...kustomization.reasons);
  const resources = kustomization.resources.map(resource => resourceOf(build, kustomization, resource, scope));
  let all = joined([given, ...resources]);
  for (const generator of kustomization.generators) all = generate(build, kustomization, generator, scope, all);
  for (const component of kustomization.components) {
    const inner = build.tree.kustomizations.get(resolvePath(kustomization.root, component.path) ?? '');
    if (inner?.kind === 'Component') all = accumulate(build, inner, scope, all);
    else build.reasons.push(absence(component));
  }
  return transformed(applyPatches(build, kustomization, all), kustomization);
}

function joined(parts: readonly Accumulated[]): Accumulated {
  return { objects: parts.flatMap(part => part.objects), generated: parts.flatMap(part => part.generated) };
}

function resourceOf(build: Build, from: Kustomization, resource: NamedPath, scope: readonly string[]): Accumulated {
  const path = resolvePath(from.root, resource.path);
  const file = path === undefined ? undefined : build.tree.byPath.get(path);
  if (file) return { objects: objectsOf(build, file, scope), generated: [] };
  const inner = path === undefined ? undefined : build.tree.kustomizations.get(path);
  if (inner) return accumulate(build, inner, scope, NOTHING);
  build.reasons.push(absence(resource));
  return NOTHING;
}

function objectsOf(build: Build, file: WorkspaceFile, scope: readonly string[]): readonly BundledObject[] {
  build.files.add(file.uri);
  build.reasons.push(...unreadReasons(file));
  build.objects += file.objects.length;
  return file.objects.map(object => ({
    object,
    name: object.name,
    names: object.name === undefined ? [] : [object.name],
    formerNames: [],
    namespace: isClusterKind(object.kind) ? '' : object.namespace,
    imposedNamespace: undefined,
    scope,
    patches: [],
    bundle: build.id,
  }));
}

/** What is not in the workspace is elsewhere when it looks like a URL or a repository, and missing when like a path. */
function absence({ path, place }: NamedPath): OpenReason {
  const isRemote = /^[a-z+]+:\/\/|^git@|^(?:github|gitlab|bitbucket)\.|[?]ref=|\.git(?:\/|$)/.test(path);
  return { kind: isRemote ? 'remote' : 'missing', uri: place.uri, what: path };
}

/** A generator with `behavior: merge` adds keys to the one that it names, with `replace` it takes its place. */
function generate(
  build: Build,
  from: Kustomization,
  generator: Generator,
  scope: readonly string[],
  before: Accumulated,
): Accumulated {
  const { kind, name, namespace, node } = generator;
  const entries = generator.files.map(({ key, path }): GeneratedEntry => {
    const resolved = resolvePath(from.root, path) ?? path;
    const uri = build.tree.byPath.get(resolved)?.uri;
    if (uri !== undefined) build.files.add(uri);
    return { key, path: resolved, uri };
  });
  const keys = new Set(entries.map(entry => entry.key));
  const kept = before.generated.map(one => {
    const isSame =
      generator.behavior !== 'create' && one.kind === kind && name !== undefined && one.names.includes(name);
    if (!isSame) return one;
    return {
      ...one,
      entries: generator.behavior === 'replace' ? [] : one.entries.filter(entry => !keys.has(entry.key)),
    };
  });
  const same = kept.find(one => generator.behavior !== 'create' && name !== undefined && one.names.includes(name));
  const names = same?.names ?? (name === undefined ? [] : [name]);
  const made: GeneratedObject = {
    kind,
    name: same?.name ?? name,
    names,
    namespace: namespace ?? same?.namespace,
    scope: same?.scope ?? scope,
    entries,
    uri: from.file.uri,
    node,
  };
  return { objects: before.objects, generated: [...kept, made] };
}

function transformed(all: Accumulated, { namePrefix, nameSuffix, namespace }: Kustomization): Accumulated {
  const isRenaming = namePrefix !== '' || nameSuffix !== '';
  if (!isRenaming && namespace === undefined) return all;
  const rename = ({ name, names }: Pick<GeneratedObject, 'name' | 'names'>) => {
    if (!isRenaming || name === undefined) return { name, names };
    const prefixed = `${namePrefix}${name}`;
    const renamed = `${prefixed}${nameSuffix}`;
    return { name: renamed, names: [...new Set([...names, prefixed, renamed])] };
  };
  return {
    objects: all.objects.map(one => {
      const placed = namespace === undefined ? one : inNamespace(one, namespace);
      if (!isRenaming || !isRenamed(one.object.kind)) return placed;
      const { name, names } = rename(placed);
      return { ...placed, name, names, formerNames: names.filter(former => former !== name) };
    }),
    generated: all.generated.map(one => ({ ...one, ...rename(one), namespace: namespace ?? one.namespace })),
  };
}

function inNamespace(one: BundledObject, namespace: string): BundledObject {
  const imposed = { ...one, imposedNamespace: namespace, formerNames: one.names };
  // The object of the namespace is renamed to it.
  if (one.object.kind === 'Namespace') return { ...imposed, name: namespace, names: [...one.names, namespace] };
  return isClusterKind(one.object.kind) ? imposed : { ...imposed, namespace };
}
