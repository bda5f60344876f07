import type { FormerName, Kustomized, Named } from './bundle.ts';
import { isClusterKind } from './cluster-kinds.ts';

/** How an object is that no kustomization has changed yet. */
export function unchanged(
  kind: string | undefined,
  name: string | undefined,
  namespace: string | undefined,
): Kustomized {
  return {
    name,
    names: name === undefined ? [] : [name],
    former: [],
    prefixes: [],
    suffixes: [],
    namespace: isClusterKind(kind) ? '' : namespace,
    patches: [],
    identity: 'known',
  };
}

/** The namespace as kustomize compares it: what says none is in `default`. */
export function comparedNamespace({ namespace }: Pick<Kustomized, 'namespace'>): string {
  return namespace ?? 'default';
}

/** The object after a change of its naming; the present name is kept as a former one. */
export function renamed<T extends Kustomized>(one: T, change: Partial<Pick<Kustomized, 'name' | 'namespace'>>): T {
  const after = { ...one, ...change, former: everyName(one) };
  const { name, names } = after;
  return { ...after, names: name === undefined || names.includes(name) ? names : [...names, name] };
}

/** The former names and the present one. */
export function everyName(one: Kustomized): readonly FormerName[] {
  if (one.name === undefined) return one.former;
  return [...one.former, { name: one.name, namespace: comparedNamespace(one) }];
}

/** The kind, and the group and version, '' for the core group. */
export interface Head {
  readonly kind: string;
  readonly group: string;
  readonly version: string;
}

/** What an object is. */
export function headOf(one: Named): Head {
  const { kind, apiVersion } = 'object' in one ? one.object : { kind: one.kind, apiVersion: 'v1' };
  return { kind: kind ?? '', ...groupVersion(apiVersion ?? '') };
}

/** The group and the version of an `apiVersion`. */
export function groupVersion(apiVersion: string): { readonly group: string; readonly version: string } {
  const at = apiVersion.indexOf('/');
  return { group: at < 0 ? '' : apiVersion.slice(0, at), version: apiVersion.slice(at + 1) };
}
