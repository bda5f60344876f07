import type { Bundle, BundledObject, GeneratedObject } from './bundle.ts';

/** What a name can stand for. */
export type Named = BundledObject | GeneratedObject;

/** A name that an object of a bundle uses for another one. */
export interface NameUse {
  readonly kind: string;
  readonly name: string;
  /** Where the other one is: '' for kinds of the cluster, undefined where it is not known. */
  readonly namespace: string | undefined;
  /** Of the object that uses it. */
  readonly scope: readonly string[];
  /** Whether kustomize changes the name here when the other's changes; else it must be the other's last name. */
  readonly following: 'followed' | 'literal';
}

/** Finds objects by name. */
export interface NameIndex {
  /** What the name may stand for: none, the one, or several. */
  find(use: NameUse): readonly Named[];
  /** All that have ever had the name, in any namespace. */
  named(kind: string, name: string): readonly Named[];
}

/** The objects of bundles by each of their names. */
export function nameIndex(bundles: readonly Bundle[]): NameIndex {
  const byName = new Map<string, Named[]>();
  const add = (kind: string | undefined, one: Named) => {
    for (const name of new Set(one.names)) {
      const list = byName.get(`${kind ?? ''} ${name}`);
      if (list) list.push(one);
      else byName.set(`${kind ?? ''} ${name}`, [one]);
    }
  };
  for (const { objects, generated } of bundles) {
    for (const one of objects) add(one.object.kind, one);
    for (const one of generated) add(one.kind, one);
  }
  const named = (kind: string, name: string) => byName.get(`${kind} ${name}`) ?? [];
  return { named, find: use => distinct(find(named(use.kind, use.name), use)) };
}

/**
 * Of the candidates those that fit best: in the same namespace before those whose namespace nobody says, and of the same
 * kustomization before those further away. Kustomize follows names within one namespace only.
 */
function find(candidates: readonly Named[], use: NameUse): readonly Named[] {
  const inside = candidates.filter(one => one.namespace === use.namespace);
  const former = use.following === 'followed' ? inside.filter(one => wasNamed(one, use.name)) : [];
  const fitting = former.length > 0 ? former : inside.filter(one => one.name === use.name);
  if (fitting.length > 0) return nearest(fitting, use.scope);
  const unsaid = candidates.filter(one => one.name === use.name && isUnsaid(one.namespace, use.namespace));
  return nearest(unsaid, use.scope);
}

/** What is generated gets a hash behind its name, so that it is always renamed. */
function wasNamed(one: Named, name: string): boolean {
  return ('object' in one ? one.formerNames : one.names).includes(name);
}

/** Whether both are one object in the cluster: generators that add keys to another one are not of their own. */
export function isSameNamed(a: Named, b: Named): boolean {
  if (a === b) return true;
  return 'entries' in a && 'entries' in b && a.kind === b.kind && a.name === b.name && a.namespace === b.namespace;
}

function distinct(found: readonly Named[]): readonly Named[] {
  return found.filter((one, index) => found.findIndex(other => isSameNamed(one, other)) === index);
}

function isUnsaid(one: string | undefined, other: string | undefined): boolean {
  return one !== '' && other !== '' && (one === undefined || other === undefined);
}

/** Those that share most of the kustomizations around them with `scope`. */
export function nearest<T extends Pick<BundledObject, 'scope'>>(
  candidates: readonly T[],
  scope: readonly string[],
): readonly T[] {
  const shared = candidates.map(one => sharedLength(one.scope, scope));
  const most = shared.reduce((a, b) => Math.max(a, b), 0);
  return candidates.filter((_, index) => shared[index] === most);
}

function sharedLength(a: readonly string[], b: readonly string[]): number {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length++;
  return length;
}
