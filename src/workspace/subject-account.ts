import type { Bundle, BundledObject } from './bundle.ts';
import { itemsOf, rootOf, textOfField } from './manifest-fields.ts';
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
}

/**
 * What becomes of a subject. Kustomize writes the account's new name and namespace into it, if it finds the account: by
 * name, among what is written with the subject's namespace (none is `default`), else among what ends in it.
 * The account `default` gets the namespace of the kustomization in any case. All else stays as it is written.
 * See https://github.com/kubernetes-sigs/kustomize/blob/master/api/filters/nameref/nameref.go
 */
export function effectiveSubject(
  { bundle, index }: SubjectAccounts,
  binding: BundledObject,
  written: WrittenSubject,
): EffectiveSubject {
  const namespace = written.namespace || binding.namespace || undefined;
  const asWritten = { name: written.name, namespace, followed: undefined };
  if (bundle.kind !== 'kustomization') return asWritten;
  const named = index.named('ServiceAccount', written.name);
  const reached = named.length === 0 ? [] : groupOf(reachedFrom(bundle, binding), written.namespace);
  const found = nearest(
    reached.filter(one => named.includes(one) && one.formerNames.includes(written.name)),
    binding.scope,
  );
  const [account] = found;
  if (account && found.length === 1)
    return { name: account.name ?? written.name, namespace: account.namespace ?? namespace, followed: account };
  if (written.name === 'default' && binding.imposedNamespace !== undefined)
    return { ...asWritten, namespace: binding.imposedNamespace };
  return asWritten;
}

/** A RoleBinding reaches its own namespace, and those that its subjects name. */
function reachedFrom({ objects }: Bundle, binding: BundledObject): readonly BundledObject[] {
  if (binding.namespace === '') return objects;
  const namespaces = new Set([currentNamespace(binding)]);
  for (const subject of itemsOf(rootOf(binding.object), 'subjects'))
    if (textOfField(subject, 'kind') === 'ServiceAccount') namespaces.add(textOfField(subject, 'namespace') ?? '');
  return objects.filter(one => one.namespace === '' || namespaces.has(currentNamespace(one)));
}

function groupOf(reached: readonly BundledObject[], namespace: string): readonly BundledObject[] {
  if (namespace === '') return reached;
  const original = reached.filter(one => one.namespace !== '' && (one.object.namespace ?? 'default') === namespace);
  return original.length > 0 ? original : reached.filter(one => currentNamespace(one) === namespace);
}

/** To kustomize, what says no namespace is in `default`. */
function currentNamespace({ namespace }: BundledObject): string {
  return namespace ?? 'default';
}
