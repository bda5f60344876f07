import { RBAC_GROUP } from '../kubernetes/rbac/rbac-group.ts';
import {
  RBAC_KINDS,
  type RbacObject,
  type RbacObjects,
  rbacObjects,
  readRbacObjectOfKind,
} from '../kubernetes/rbac/rbac-objects.ts';
import type { RoleRef } from '../kubernetes/rbac/role-binding.ts';
import { readServiceAccount, type ServiceAccount } from '../kubernetes/rbac/service-account.ts';
import type { Subject } from '../kubernetes/rbac/subject.ts';
import type { Bundle, BundledObject, Openness, OpenReason } from './bundle.ts';
import { fieldOf, itemsOf, type ManifestNode, rootOf } from './manifest-fields.ts';
import { jsonOf } from './manifest-value.ts';
import { type NameIndex, nameIndex } from './resolve-name.ts';
import { effectiveSubject, type SubjectAccounts } from './subject-account.ts';

/** The roles and bindings of a bundle, as they come into a cluster. */
export interface BundleRbac {
  readonly objects: RbacObjects;
  readonly accounts: readonly BundledAccount[];
  /** Roles and bindings that must be in a namespace, of which nobody says which: they are not among `objects`. */
  readonly unplaced: readonly BundledObject[];
  /** That of the bundle; patches of roles and bindings open it too. Only when it is complete is missing access missing. */
  readonly openness: Openness;
  /** The way back from an object of `objects`; undefined for any other. */
  originOf(object: RbacObject): RbacOrigin | undefined;
}

/** A service account of a bundle. */
export interface BundledAccount {
  readonly account: ServiceAccount;
  readonly origin: BundledObject;
}

/** Where a role or binding is written. */
export interface RbacOrigin {
  readonly bundled: BundledObject;
  /** The mapping of the object. */
  readonly node: ManifestNode;
  /** The items of its `rules`, by index. */
  readonly rules: readonly ManifestNode[];
  /** The items of its `subjects`, by index. */
  readonly subjects: readonly ManifestNode[];
  readonly roleRef: ManifestNode | undefined;
}

/**
 * Reads the RBAC objects of a bundle with the names and namespaces that it gives them, subjects and role references
 * included. `unsaid` is the namespace of what does not say one, if it is known: that of the `kubectl -n` which applies
 * all of it. Older versions of the API are read like the present one, for some cluster takes them.
 */
export function rbacOfBundle(bundle: Bundle, unsaid: string | undefined): BundleRbac {
  const index = nameIndex([bundle]);
  const search: Search = { index, accounts: { bundle, index }, unsaid };
  const origins = new Map<RbacObject, RbacOrigin>();
  const unplaced: BundledObject[] = [];
  for (const bundled of bundle.objects) {
    const kind = RBAC_KINDS.find(one => one === bundled.object.kind);
    if (!kind || !bundled.object.apiVersion?.startsWith(`${RBAC_GROUP}/`)) continue;
    const node = rootOf(bundled.object);
    const namespace = bundled.namespace ?? unsaid;
    if (!node) continue;
    if (namespace === undefined) unplaced.push(bundled);
    else
      origins.set(
        placed(search, bundled, readRbacObjectOfKind(kind, jsonOf(node)), namespace),
        originOf(bundled, node),
      );
  }
  return {
    objects: rbacObjects('files', origins.keys()),
    accounts: accountsOf(bundle, unsaid),
    unplaced,
    openness: opennessOf(
      bundle,
      [...origins.values()].map(origin => origin.bundled),
    ),
    originOf: object => origins.get(object),
  };
}

interface Search {
  readonly index: NameIndex;
  readonly accounts: SubjectAccounts;
  readonly unsaid: string | undefined;
}

function placed(search: Search, bundled: BundledObject, object: RbacObject, namespace: string): RbacObject {
  const metadata = { ...object.metadata, name: bundled.name ?? '', namespace };
  if (object.kind === 'Role' || object.kind === 'ClusterRole') return { ...object, metadata };
  const subjects = object.subjects.map(subject => subjectOf(search, bundled, subject));
  return { ...object, metadata, subjects, roleRef: roleRefOf(search, bundled, object.roleRef) };
}

function subjectOf({ accounts, unsaid }: Search, binding: BundledObject, subject: Subject): Subject {
  const { name, namespace, followed } = effectiveSubject(accounts, binding, subject);
  // Kustomize does not look at the kind: a user that is called like an account is renamed with it.
  if (subject.kind !== 'ServiceAccount') return followed ? { ...subject, name } : subject;
  // Without a namespace a subject is in that of its RoleBinding, and that of a ClusterRoleBinding is nobody. But whoever
  // builds a kustomization, as Flux with `targetNamespace`, writes there the namespace that it gives to all of it.
  const isGiven = binding.object.kind === 'RoleBinding' || accounts.bundle.kind === 'kustomization';
  const own = isGiven ? (unsaid ?? '') : '';
  return { ...subject, name, namespace: namespace ?? own };
}

function roleRefOf({ index }: Search, binding: BundledObject, roleRef: RoleRef): RoleRef {
  const namespace = roleRef.kind === 'ClusterRole' ? '' : binding.namespace;
  const { kind, name } = roleRef;
  const found = index.find({ kind, name, namespace, scope: binding.scope, following: 'followed' });
  const [role] = found;
  return role?.name !== undefined && found.length === 1 ? { ...roleRef, name: role.name } : roleRef;
}

function originOf(bundled: BundledObject, node: ManifestNode): RbacOrigin {
  return {
    bundled,
    node,
    rules: itemsOf(node, 'rules'),
    subjects: itemsOf(node, 'subjects'),
    roleRef: fieldOf(node, 'roleRef'),
  };
}

function accountsOf(bundle: Bundle, unsaid: string | undefined): readonly BundledAccount[] {
  return bundle.objects.flatMap(origin => {
    const node = origin.object.kind === 'ServiceAccount' ? rootOf(origin.object) : undefined;
    if (!node) return [];
    const account = readServiceAccount(jsonOf(node));
    const namespace = origin.namespace ?? unsaid ?? '';
    return [{ account: { ...account, metadata: { ...account.metadata, name: origin.name ?? '', namespace } }, origin }];
  });
}

function opennessOf({ openness }: Bundle, objects: readonly BundledObject[]): Openness {
  const patched = objects.flatMap(one =>
    one.patches.map(({ uri }): OpenReason => ({ kind: 'patched', uri, what: one.name ?? '' })),
  );
  const more = [...patched, ...differing(objects)];
  if (more.length === 0) return openness;
  return { kind: 'open', reasons: [...(openness.kind === 'open' ? openness.reasons : []), ...more] };
}

/** Variants that lie beside each other, of which one is applied: nobody says which. */
function differing(objects: readonly BundledObject[]): readonly OpenReason[] {
  const byName = Map.groupBy(objects, ({ object, namespace, name }) => `${object.kind} ${namespace ?? ''}/${name}`);
  return [...byName.values()].flatMap(same => {
    const [first] = same;
    const contents = same.length < 2 ? [] : same.map(contentOf);
    return first && new Set(contents).size > 1
      ? [{ kind: 'twice' as const, uri: first.object.uri, what: `${first.object.kind} ${first.name ?? ''}` }]
      : [];
  });
}

function contentOf({ object }: BundledObject): string {
  const root = rootOf(object);
  return JSON.stringify(
    ['rules', 'aggregationRule', 'roleRef', 'subjects'].map(key => {
      const field = fieldOf(root, key);
      return field ? jsonOf(field) : null;
    }),
  );
}
