import type { Bundle, Named } from './bundle.ts';
import { type NameUse, referral } from './kustomize-referral.ts';

/** Finds objects by name. */
export interface NameIndex {
  /** What the name may stand for, once kustomize has replaced it where it follows names: none, the one, or several. */
  find(use: NameUse): readonly Named[];
  /** What has the name as it is and is in that namespace: '' for kinds of the cluster, undefined where it is not known. */
  findAsWritten(kind: string, name: string, namespace: string | undefined): readonly Named[];
  /** All that have ever had the name, in any namespace. */
  named(kind: string, name: string): readonly Named[];
}

/** The objects of bundles by each of their names. For `find` they must be those of one bundle. */
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
  const findAsWritten = (kind: string, name: string, namespace: string | undefined) =>
    distinct(literally(named(kind, name), name, namespace));
  const find = (use: NameUse) => {
    const { kind, name, from } = use;
    const namespace = isOfCluster(kind) ? '' : from.namespace;
    const followed = referral(named, use);
    if (followed.kind === 'ambiguous') return distinct(followed.among);
    if (followed.kind !== 'found') return findAsWritten(kind, name, namespace);
    const { to } = followed;
    const also = 'entries' in to ? [] : findAsWritten(kind, to.name ?? '', namespace);
    return also.length > 0 ? also : [to];
  };
  return { named, find, findAsWritten };
}

function isOfCluster(kind: string): boolean {
  return kind === 'ClusterRole';
}

/** In the same namespace before those whose namespace nobody says. */
function literally(candidates: readonly Named[], name: string, namespace: string | undefined): readonly Named[] {
  const called = candidates.filter(one => one.name === name && !('entries' in one && one.suffix === 'hash'));
  const inside = called.filter(one => one.namespace === namespace);
  return inside.length > 0 ? inside : called.filter(one => isUnsaid(one.namespace, namespace));
}

/** Whether both are one object in the cluster: generators that change another one are not of their own. */
export function isSameNamed(a: Named, b: Named): boolean {
  if (a === b) return true;
  if (!('entries' in a || 'entries' in b)) return false;
  return kindOf(a) === kindOf(b) && a.name === b.name && a.namespace === b.namespace;
}

function kindOf(one: Named): string | undefined {
  return 'object' in one ? one.object.kind : one.kind;
}

/** Each object once. */
export function distinct<T extends Named>(found: readonly T[]): readonly T[] {
  return found.filter((one, index) => found.findIndex(other => isSameNamed(one, other)) === index);
}

function isUnsaid(one: string | undefined, other: string | undefined): boolean {
  return one !== '' && other !== '' && (one === undefined || other === undefined);
}
