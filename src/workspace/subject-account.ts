import type { Bundle, BundledObject } from './bundle.ts';
import { type NameIndex, nearest } from './resolve-name.ts';

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
  readonly bundle: Bundle;
  readonly index: NameIndex;
  readonly accounts: readonly BundledObject[];
}

/** The service accounts of a bundle, to find subjects among. */
export function subjectAccounts(bundle: Bundle, index: NameIndex): SubjectAccounts {
  return { bundle, index, accounts: bundle.objects.filter(one => one.object.kind === 'ServiceAccount') };
}

/**
 * What becomes of a subject. Kustomize writes the account's new name and namespace into it, if it finds the account: by
 * name, among those that are written with the subject's namespace (none is `default`), else among those that end in it.
 * The account `default` gets the namespace of the kustomization in any case. All else stays as it is written.
 * See https://github.com/kubernetes-sigs/kustomize/blob/master/api/filters/nameref/nameref.go
 */
export function effectiveSubject(
  { bundle, index, accounts }: SubjectAccounts,
  binding: BundledObject,
  written: WrittenSubject,
): EffectiveSubject {
  const namespace = written.namespace || binding.namespace || undefined;
  const asWritten = { name: written.name, namespace, followed: undefined };
  if (bundle.kind !== 'kustomization') return asWritten;
  const named = new Set(index.named('ServiceAccount', written.name));
  const group = groupOf(accounts, written.namespace).filter(account => named.has(account));
  const found = nearest(group, binding.scope);
  const [account] = found;
  if (account && found.length === 1)
    return { name: account.name ?? written.name, namespace: account.namespace ?? namespace, followed: account };
  if (written.name === 'default' && binding.imposedNamespace !== undefined)
    return { ...asWritten, namespace: binding.imposedNamespace };
  return asWritten;
}

function groupOf(accounts: readonly BundledObject[], namespace: string): readonly BundledObject[] {
  if (namespace === '') return accounts;
  const original = accounts.filter(({ object }) => (object.namespace ?? 'default') === namespace);
  return original.length > 0 ? original : accounts.filter(account => account.namespace === namespace);
}
