import type { Bundle, BundledObject } from './bundle.ts';
import { comparedNamespace, everyName, headOf } from './kustomize-naming.ts';
import { chosen, isAmbiguous, type Referral, wasNamed } from './kustomize-referral.ts';
import { itemsOf, rootOf, textOfField } from './manifest-fields.ts';
import type { NameIndex } from './resolve-name.ts';

/** A subject of kind ServiceAccount, as it is written. */
export interface WrittenSubject {
  readonly name: string;
  /** '' where none is written. */
  readonly namespace: string;
}

/** A subject as its bundle brings it into a cluster. */
export interface EffectiveSubject {
  readonly name: string;
  /** Undefined where the subject says none and the binding's own is not known, or is a ClusterRoleBinding's. */
  readonly namespace: string | undefined;
  /** The account whose changes of name and namespace kustomize has followed. */
  readonly followed: BundledObject | undefined;
}

/** What finds the service accounts of one bundle. */
export interface SubjectAccounts {
  readonly index: NameIndex;
  /** By the namespace that something was in first, those in which such things are now, '' for what says none. */
  readonly moves: ReadonlyMap<string, ReadonlySet<string>>;
}

/** Finds the service accounts of a bundle. */
export function subjectAccounts({ objects, generated }: Bundle, index: NameIndex): SubjectAccounts {
  const moves = new Map<string, Set<string>>();
  for (const one of [...objects, ...generated]) {
    const first = everyName(one)[0]?.namespace;
    if (first === undefined || one.namespace === '') continue;
    const now = moves.get(first) ?? new Set();
    moves.set(first, now.add(one.namespace ?? ''));
  }
  return { index, moves };
}

/**
 * What becomes of a subject. Kustomize gives the account `default` the namespace of the kustomization; then it writes an
 * account's new name and namespace into the subject, if it finds the account: by name, among what was first in the
 * subject's namespace (none is `default`), else among what ends in it. All else stays as it is written.
 * See https://github.com/kubernetes-sigs/kustomize/blob/master/api/filters/nameref/nameref.go
 */
export function effectiveSubject(
  accounts: SubjectAccounts,
  binding: BundledObject,
  written: WrittenSubject,
): EffectiveSubject {
  const namespace = placedNamespace(binding, written) || binding.namespace || undefined;
  const found = accountOf(accounts, binding, written);
  if (found.kind !== 'found' || !('object' in found.to)) return { name: written.name, namespace, followed: undefined };
  const account = found.to;
  return { name: account.name ?? written.name, namespace: account.namespace ?? namespace, followed: account };
}

/** The subjects of a binding of which kustomize does not know which account they mean. */
export function ambiguousSubjects(accounts: SubjectAccounts, binding: BundledObject): readonly string[] {
  return itemsOf(rootOf(binding.object), 'subjects')
    .map(subject => ({ name: textOfField(subject, 'name') ?? '', namespace: textOfField(subject, 'namespace') ?? '' }))
    .filter(written => isAmbiguous(accountOf(accounts, binding, written)))
    .map(({ name }) => name);
}

/** The account that kustomize takes the subject for. */
function accountOf({ index, moves }: SubjectAccounts, binding: BundledObject, written: WrittenSubject): Referral {
  const called = index.named('ServiceAccount', written.name).filter(one => wasNamed(one, written.name));
  if (called.length === 0) return { kind: 'nobody' };
  const isReached = reachOf(binding);
  const namespace = placedNamespace(binding, written);
  // Whatever else was there first keeps accounts out that have come into the namespace.
  const wereThere = [...(moves.get(namespace) ?? [])].some(isReached);
  const candidates = called.filter(one => {
    if (headOf(one).version !== 'v1' || !isReached(one.namespace ?? '')) return false;
    if (namespace === '') return true;
    return (wereThere ? everyName(one)[0]?.namespace : comparedNamespace(one)) === namespace;
  });
  return chosen(candidates, binding, one => `${one.namespace ?? ''} ${one.name ?? ''}`);
}

/** The namespace in which the subject stands once kustomizations have given theirs to what they hold. */
function placedNamespace({ imposedNamespace }: BundledObject, { name, namespace }: WrittenSubject): string {
  return name === 'default' && imposedNamespace !== undefined ? imposedNamespace : namespace;
}

/** Whether a binding reaches a namespace: a RoleBinding its own, and those that its subjects name. */
function reachOf(binding: BundledObject): (namespace: string) => boolean {
  if (binding.namespace === '') return () => true;
  const own = comparedNamespace(binding);
  const named = new Set<string>();
  for (const subject of itemsOf(rootOf(binding.object), 'subjects')) {
    if (textOfField(subject, 'kind') !== 'ServiceAccount') continue;
    const namespace = textOfField(subject, 'namespace');
    const placed = placedNamespace(binding, { name: textOfField(subject, 'name') ?? '', namespace: namespace ?? '' });
    if (placed !== '' || namespace !== undefined) named.add(placed);
  }
  return namespace => (namespace || 'default') === own || named.has(namespace);
}
