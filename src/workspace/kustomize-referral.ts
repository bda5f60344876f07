import { RBAC_GROUP } from '../kubernetes/rbac/rbac-group.ts';
import type { BundledObject, Named } from './bundle.ts';
import { comparedNamespace, headOf } from './kustomize-naming.ts';
import { fieldOf, itemsOf, rootOf, textOfField, textOfNode } from './manifest-fields.ts';
import { accountNameOf, podSpecOf, volumeSourcesOf } from './workload.ts';

/** A name that an object uses for another one. */
export interface NameUse {
  /** Of what is named. */
  readonly kind: string;
  readonly name: string;
  readonly from: BundledObject;
}

/**
 * Whom kustomize takes a name for whose object may have changed its name: nobody, so that the name stays as it is; the
 * one, or several that end up with the same name; or several that do not, with which it does not build.
 */
export type Referral =
  | { readonly kind: 'nobody' }
  | { readonly kind: 'found'; readonly to: Named }
  | { readonly kind: 'ambiguous'; readonly among: readonly Named[] };

const NOBODY: Referral = { kind: 'nobody' };

const PODS = ['Pod', 'Deployment', 'DaemonSet', 'StatefulSet', 'Job', 'CronJob'];
const ROLES = ['Role', 'ClusterRole'];

/**
 * By kind, the kinds that name such an object in a field that kustomize follows, of those that we read.
 * See https://github.com/kubernetes-sigs/kustomize/blob/master/api/internal/konfig/builtinpluginconsts/namereference.go
 */
const FOLLOWED: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ['ConfigMap', new Set([...PODS, 'ReplicaSet', ...ROLES])],
  ['Secret', new Set([...PODS, 'ReplicaSet', ...ROLES])],
  ['PersistentVolume', new Set(['ClusterRole'])],
  ['ServiceAccount', new Set([...PODS, 'ReplicationController'])],
  ['Role', new Set(['RoleBinding'])],
  ['ClusterRole', new Set(['RoleBinding', 'ClusterRoleBinding'])],
]);

/** All of a bundle that have, or have had, a kind and name. */
export type Called = (kind: string, name: string) => readonly Named[];

/** Whom kustomize takes the name of a field for that holds nothing but the name. */
export function referral(called: Called, { kind, name, from }: NameUse): Referral {
  const candidates = called(kind, name);
  if (candidates.length === 0 || !FOLLOWED.get(kind)?.has(headOf(from).kind)) return NOBODY;
  if (kind === 'ServiceAccount' && isOlderSpelling(from)) return NOBODY;
  const reached = candidates.filter(one => isReached(from, one) && isOfKind(kind, one) && wasNamed(one, name));
  return chosen(once(reached), from, one => one.name ?? '');
}

/** The field `serviceAccount` is not followed. */
function isOlderSpelling({ object }: BundledObject): boolean {
  const podSpec = podSpecOf(object);
  return podSpec !== undefined && fieldOf(podSpec, 'serviceAccountName') === undefined;
}

/** What kustomize writes in the place of a name. */
export function followedName(called: Called, use: NameUse): string {
  const found = referral(called, use);
  return found.kind === 'found' ? (found.to.name ?? use.name) : use.name;
}

/** What kustomize writes in the place of a name on a list, which it looks up among ConfigMaps, Secrets, then volumes. */
export function followedOnList(called: Called, name: string, from: BundledObject): string {
  return referralsOnList(called, name, from).reduce(
    (now, found) => (found.kind === 'found' ? (found.to.name ?? now) : now),
    name,
  );
}

function referralsOnList(called: Called, name: string, from: BundledObject): readonly Referral[] {
  const all: Referral[] = [];
  let now = name;
  for (const kind of LISTED) {
    const found = referral(called, { kind, name: now, from });
    all.push(found);
    if (found.kind !== 'found') continue;
    now = found.to.name ?? now;
    // With the hash behind it the name is nobody's former one.
    if ('entries' in found.to && found.to.suffix === 'hash') break;
  }
  return all;
}

const LISTED = ['ConfigMap', 'Secret', 'PersistentVolume'];

/** Of those who may be meant the one, by the prefixes and suffixes that they have in common with who names them. */
export function chosen(candidates: readonly Named[], from: BundledObject, identity: (one: Named) => string): Referral {
  const [only] = candidates;
  if (only === undefined) return NOBODY;
  if (candidates.length === 1) return { kind: 'found', to: only };
  let fitting = candidates.filter(one => haveSameEnd(one, from, 'or-empty'));
  if (fitting.length > 1) fitting = fitting.filter(one => haveSameEnd(one, from, 'exactly'));
  const [first] = fitting;
  if (first === undefined) return NOBODY;
  const names = new Set(fitting.map(identity));
  return names.size === 1 ? { kind: 'found', to: first } : { kind: 'ambiguous', among: fitting };
}

/** What several generators make together is one object. */
function once(candidates: readonly Named[]): readonly Named[] {
  const made = new Set<string>();
  return candidates.filter(one => {
    const id = 'entries' in one ? `${one.kind} ${comparedNamespace(one)} ${one.name ?? ''}` : undefined;
    if (id === undefined) return true;
    const isFirst = !made.has(id);
    made.add(id);
    return isFirst;
  });
}

/** Whether the object had the name. The hash that is put behind a generated name is a change, too. */
export function wasNamed(one: Named, name: string): boolean {
  if ('entries' in one && one.suffix === 'hash' && one.name === name) return true;
  return one.former.some(former => former.name === name);
}

function isOfKind(kind: string, one: Named): boolean {
  const head = headOf(one);
  if (head.kind !== kind) return false;
  return ROLES.includes(kind) ? head.group === RBAC_GROUP : head.version === 'v1';
}

/** Objects refer to what is in their namespace or in none; what is in none refers to everything. */
function isReached(from: BundledObject, one: Named): boolean {
  return from.namespace === '' || one.namespace === '' || comparedNamespace(from) === comparedNamespace(one);
}

function haveSameEnd(one: Named, other: Named, empty: 'or-empty' | 'exactly'): boolean {
  return (['prefixes', 'suffixes'] as const).every(part => {
    const isEmpty = one[part].length === 0 || other[part].length === 0;
    return isEmpty && empty === 'or-empty' ? true : endAlike(one[part], other[part]);
  });
}

/** Whether the shorter list is the end of the longer one; an empty one is that of an empty one alone. */
function endAlike(a: readonly string[], b: readonly string[]): boolean {
  const length = Math.min(a.length, b.length);
  if (length === 0) return a.length === b.length;
  for (let back = 1; back <= length; back++) if (a.at(-back) !== b.at(-back)) return false;
  return true;
}

/** Whether kustomize does not know whom a name means. Of what a patch may rename, it may know better than we do. */
export function isAmbiguous(found: Referral): boolean {
  return found.kind === 'ambiguous' && found.among.every(one => one.identity === 'known');
}

/** The names in fields that we read of an object of which kustomize does not know whom they mean. */
export function ambiguousNames(called: Called, from: BundledObject): readonly string[] {
  const single = namesIn(from).filter(({ kind, name }) => isAmbiguous(referral(called, { kind, name, from })));
  const listed = itemsOf(rootOf(from.object), 'rules')
    .flatMap(rule => itemsOf(rule, 'resourceNames'))
    .flatMap(name => textOfNode(name) ?? []);
  const onLists = listed.filter(name => referralsOnList(called, name, from).some(isAmbiguous));
  return [...single.map(({ name }) => name), ...onLists];
}

function namesIn(from: BundledObject): readonly Omit<NameUse, 'from'>[] {
  const root = rootOf(from.object);
  const { uri } = from.object;
  const podSpec = podSpecOf(from.object);
  const account = podSpec && accountNameOf(uri, podSpec);
  const volumes = podSpec ? volumeSourcesOf(uri, podSpec) : [];
  const roleRef = fieldOf(root, 'roleRef');
  const role = { kind: textOfField(roleRef, 'kind'), name: textOfField(roleRef, 'name') };
  return [
    ...volumes.map(({ kind, name }) => ({ kind, name: name.text })),
    ...(account ? [{ kind: 'ServiceAccount', name: account.text }] : []),
    ...(role.kind !== undefined && role.name !== undefined ? [{ kind: role.kind, name: role.name }] : []),
  ];
}
