import type { Bundle, BundledObject, ManifestPlace, Named } from './bundle.ts';
import { headOf } from './kustomize-naming.ts';
import { fieldOf, itemsOf, rootOf, textOfField } from './manifest-fields.ts';
import { type NameIndex, nameIndex } from './resolve-name.ts';
import { effectiveSubject, type SubjectAccounts, subjectAccounts } from './subject-account.ts';
import { accountNameOf, podSpecOf, volumeSourcesOf, type WrittenName, writtenName } from './workload.ts';
import type { WorkspaceModel } from './workspace-model.ts';

/** Where a name that an object uses leads. */
export type ReferenceTarget =
  | { readonly kind: 'resolved'; readonly to: Named }
  | { readonly kind: 'several'; readonly to: readonly Named[] }
  /** The bundle is complete and does not have it, nor does any other file. The cluster may have it all the same. */
  | { readonly kind: 'not-found' }
  /**
   * - `open`: the bundle may hold more than was read
   * - `built-in`: every cluster has it
   * - `patched`: a patch may have changed what is written
   */
  | { readonly kind: 'unknown'; readonly why: 'open' | 'built-in' | 'patched' }
  /** Unknown too: objects of that kind and name are in other bundles, or in another namespace of this one. */
  | { readonly kind: 'elsewhere'; readonly to: readonly Named[] };

/** One object naming another. */
export interface Reference {
  readonly from: BundledObject;
  readonly by: 'volume' | 'service-account' | 'role-ref' | 'subject';
  /** The kind of what is named. */
  readonly kind: string;
  /** As written. */
  readonly name: string;
  /** Where it is looked for: '' for kinds of the cluster, undefined where that is not known. */
  readonly namespace: string | undefined;
  /** Whether the object that names it does without it. */
  readonly presence: 'required' | 'optional';
  /** Where the name is written. */
  readonly place: ManifestPlace;
  readonly target: ReferenceTarget;
}

/**
 * How the objects of a bundle refer to each other: pods to the ConfigMaps and Secrets in their volumes and to their
 * service account, bindings to their role and subjects, a Prometheus of the operator to its service account.
 */
export function referencesOf(model: WorkspaceModel, bundle: Bundle): readonly Reference[] {
  const index = nameIndex([bundle]);
  const renamed = [...bundle.objects, ...bundle.generated].filter(one => one.identity === 'patched');
  const renamedKinds = new Set(renamed.map(one => headOf(one).kind));
  const search: Search = { model, bundle, index, accounts: subjectAccounts(bundle, index), renamedKinds };
  return bundle.objects.flatMap(from => written(search, from).map(one => reference(search, from, one)));
}

interface Search {
  readonly model: WorkspaceModel;
  readonly bundle: Bundle;
  readonly index: NameIndex;
  readonly accounts: SubjectAccounts;
  /** Kinds of objects that a patch may rename, move or remove. */
  readonly renamedKinds: ReadonlySet<string>;
}

interface WrittenReference extends Omit<Reference, 'from' | 'name' | 'place' | 'target'> {
  readonly name: WrittenName;
  /** By which it is looked for, where that is not what is written. */
  readonly effectiveName: string;
  /** Whether kustomize changes the name here when the other's changes; else it must be the other's last name. */
  readonly following: 'followed' | 'literal';
}

function written(search: Search, from: BundledObject): readonly WrittenReference[] {
  const { object } = from;
  switch (object.kind) {
    case 'RoleBinding':
    case 'ClusterRoleBinding':
      return [...roleRefOf(from), ...subjectsOf(search, from)];
    case 'Prometheus':
    case 'PrometheusAgent':
      return object.apiVersion?.startsWith('monitoring.coreos.com/') ? operatorAccount(from) : [];
    default:
      return ofPods(from);
  }
}

function ofPods(from: BundledObject): readonly WrittenReference[] {
  const podSpec = podSpecOf(from.object);
  if (!podSpec) return [];
  const { uri } = from.object;
  const { namespace } = from;
  const account = accountNameOf(uri, podSpec);
  const volumes = volumeSourcesOf(uri, podSpec).map(({ kind, name, presence }) => ({
    by: 'volume' as const,
    kind,
    name,
    effectiveName: name.text,
    namespace,
    presence,
    following: 'followed' as const,
  }));
  return account ? [...volumes, serviceAccount(account, namespace, 'followed')] : volumes;
}

/** Kustomize does not know this field, so that the name must be the account's last one. */
function operatorAccount(from: BundledObject): readonly WrittenReference[] {
  const name = writtenName(from.object.uri, rootOf(from.object), 'spec', 'serviceAccountName');
  return name ? [serviceAccount(name, from.namespace, 'literal')] : [];
}

function serviceAccount(
  name: WrittenName,
  namespace: string | undefined,
  following: WrittenReference['following'],
): WrittenReference {
  const effectiveName = name.text;
  return {
    by: 'service-account',
    kind: 'ServiceAccount',
    name,
    effectiveName,
    namespace,
    presence: 'required',
    following,
  };
}

function roleRefOf(from: BundledObject): readonly WrittenReference[] {
  const roleRef = fieldOf(rootOf(from.object), 'roleRef');
  const kind = textOfField(roleRef, 'kind');
  const name = writtenName(from.object.uri, roleRef, 'name');
  if ((kind !== 'Role' && kind !== 'ClusterRole') || !name) return [];
  const namespace = kind === 'ClusterRole' ? '' : from.namespace;
  const effectiveName = name.text;
  return [{ by: 'role-ref', kind, name, effectiveName, namespace, presence: 'required', following: 'followed' }];
}

function subjectsOf({ accounts }: Search, from: BundledObject): readonly WrittenReference[] {
  return itemsOf(rootOf(from.object), 'subjects').flatMap(subject => {
    const name = writtenName(from.object.uri, subject, 'name');
    if (textOfField(subject, 'kind') !== 'ServiceAccount' || !name) return [];
    const own = { name: name.text, namespace: textOfField(subject, 'namespace') ?? '' };
    const { name: effectiveName, namespace } = effectiveSubject(accounts, from, own);
    const found = { kind: 'ServiceAccount', name, effectiveName, namespace } as const;
    return [{ ...found, by: 'subject', presence: 'required', following: 'literal' } as const];
  });
}

function reference(search: Search, from: BundledObject, one: WrittenReference): Reference {
  const { by, kind, name, namespace, presence } = one;
  const target = from.patches.length > 0 ? PATCHED : targetOf(search, from, one);
  return { from, by, kind, name: name.text, namespace, presence, place: name.place, target };
}

const PATCHED: ReferenceTarget = { kind: 'unknown', why: 'patched' };

function targetOf(search: Search, from: BundledObject, one: WrittenReference): ReferenceTarget {
  const { model, bundle, index } = search;
  const { kind, effectiveName: name, namespace, following } = one;
  const isFollowed = following === 'followed';
  const found = isFollowed ? index.find({ kind, name, from }) : index.findAsWritten(kind, name, namespace);
  const [first] = found;
  if (mayBePatched(search, kind, found)) return PATCHED;
  if (first) return found.length === 1 ? { kind: 'resolved', to: first } : { kind: 'several', to: found };
  if (isBuiltIn(kind, name)) return { kind: 'unknown', why: 'built-in' };
  const elsewhere = model.objectsNamed(kind, name);
  if (elsewhere.length > 0) return { kind: 'elsewhere', to: elsewhere };
  return bundle.openness.kind === 'open' ? { kind: 'unknown', why: 'open' } : { kind: 'not-found' };
}

/** Whether a patch may have given the name to another object, or taken it from the one that has it. */
function mayBePatched({ renamedKinds }: Search, kind: string, found: readonly Named[]): boolean {
  return found.length === 0 ? renamedKinds.has(kind) : found.some(one => one.identity === 'patched');
}

const BUILT_IN_ROLES: ReadonlySet<string> = new Set([
  ...['admin', 'cluster-admin', 'edit', 'view'],
  // Of OpenShift: https://docs.openshift.com/container-platform/latest/authentication/using-rbac.html#default-roles_using-rbac
  ...['basic-user', 'cluster-monitoring-view', 'cluster-reader', 'cluster-status', 'self-provisioner', 'sudoer'],
  ...['monitoring-edit', 'monitoring-rules-edit', 'monitoring-rules-view'],
]);

/**
 * What the API server and its controllers make in every cluster or namespace, or whoever provides the cluster: names with
 * a colon are theirs, as `eks:node-manager`.
 */
function isBuiltIn(kind: string, name: string): boolean {
  if (kind === 'ClusterRole') return BUILT_IN_ROLES.has(name) || name.includes(':');
  if (kind === 'Role') return name.startsWith('system:') || name === 'extension-apiserver-authentication-reader';
  if (kind === 'ConfigMap') return name === 'kube-root-ca.crt';
  return kind === 'ServiceAccount' && name === 'default';
}
