import type { PolicyRule } from '../kubernetes/rbac/policy-rule.ts';
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
import type { Bundle, BundledObject, Named, Openness, OpenReason } from './bundle.ts';
import { followedName, followedOnList } from './kustomize-referral.ts';
import { fieldOf, itemsOf, type ManifestNode, rootOf } from './manifest-fields.ts';
import { jsonOf } from './manifest-value.ts';
import { type NameIndex, nameIndex } from './resolve-name.ts';
import { effectiveSubject, type SubjectAccounts, subjectAccounts } from './subject-account.ts';

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
  const search = searchIn(bundle, unsaid);
  const others = patchedVariants(bundle).map(other => searchIn(other, unsaid));
  const origins = new Map<RbacObject, RbacOrigin>();
  const uncertain: BundledObject[] = [];
  const unplaced: BundledObject[] = [];
  for (const bundled of bundle.objects) {
    const kind = RBAC_KINDS.find(one => one === bundled.object.kind);
    if (!kind || !bundled.object.apiVersion?.startsWith(`${RBAC_GROUP}/`)) continue;
    const node = rootOf(bundled.object);
    const namespace = bundled.namespace ?? unsaid;
    if (!node) continue;
    if (namespace === undefined) {
      unplaced.push(bundled);
      continue;
    }
    const read = readRbacObjectOfKind(kind, jsonOf(node));
    const object = placed(search, bundled, read, namespace);
    origins.set(object, originOf(bundled, node));
    if (others.some(other => !isSameText(object, placed(other, bundled, read, namespace)))) uncertain.push(bundled);
  }
  return {
    objects: rbacObjects('files', origins.keys()),
    accounts: accountsOf(bundle, unsaid),
    unplaced,
    openness: opennessOf(
      bundle,
      [...origins.values()].map(origin => origin.bundled),
      uncertain,
    ),
    originOf: object => origins.get(object),
  };
}

interface Search {
  readonly bundle: Bundle;
  readonly index: NameIndex;
  readonly accounts: SubjectAccounts;
  readonly unsaid: string | undefined;
}

function searchIn(bundle: Bundle, unsaid: string | undefined): Search {
  const index = nameIndex([bundle]);
  return { bundle, index, accounts: subjectAccounts(bundle, index), unsaid };
}

/** The bundle if patches remove what they may, and if they rename it: names that mean something else then are not known. */
function patchedVariants(bundle: Bundle): readonly Bundle[] {
  const { objects, generated } = bundle;
  if (objects.every(isFirm) && generated.every(isFirm)) return [];
  const rename = <T extends Named>(one: T): T => (isFirm(one) ? one : { ...one, name: ANOTHER_NAME });
  return [
    { ...bundle, objects: objects.filter(isFirm), generated: generated.filter(isFirm) },
    { ...bundle, objects: objects.map(rename), generated: generated.map(rename) },
  ];
}

/** Not the name of any object. */
const ANOTHER_NAME = '(another)';

function isFirm({ identity }: Named): boolean {
  return identity === 'known';
}

function isSameText(a: RbacObject, b: RbacObject): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function placed(search: Search, bundled: BundledObject, object: RbacObject, namespace: string): RbacObject {
  const metadata = { ...object.metadata, name: bundled.name ?? '', namespace };
  if (object.kind === 'Role' || object.kind === 'ClusterRole')
    return { ...object, metadata, rules: object.rules.map(rule => ruleOf(search, bundled, rule)) };
  const subjects = object.subjects.map(subject => subjectOf(search, bundled, subject));
  return { ...object, metadata, subjects, roleRef: roleRefOf(search, bundled, object.roleRef) };
}

function subjectOf({ bundle, accounts, unsaid }: Search, binding: BundledObject, subject: Subject): Subject {
  const { name, namespace, followed } = effectiveSubject(accounts, binding, subject);
  // Kustomize does not look at the kind: a user that is called like an account is renamed with it.
  if (subject.kind !== 'ServiceAccount') return followed ? { ...subject, name } : subject;
  // Without a namespace a subject is in that of its RoleBinding, and that of a ClusterRoleBinding is nobody. But whoever
  // builds a kustomization, as Flux with `targetNamespace`, writes there the namespace that it gives to all of it.
  const isGiven = binding.object.kind === 'RoleBinding' || bundle.kind === 'kustomization';
  const own = isGiven ? (unsaid ?? '') : '';
  return { ...subject, name, namespace: namespace ?? own };
}

function roleRefOf({ index }: Search, from: BundledObject, roleRef: RoleRef): RoleRef {
  return { ...roleRef, name: followedName(index.named, { kind: roleRef.kind, name: roleRef.name, from }) };
}

function ruleOf({ index }: Search, from: BundledObject, rule: PolicyRule): PolicyRule {
  return { ...rule, resourceNames: rule.resourceNames.map(name => followedOnList(index.named, name, from)) };
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

function opennessOf(
  { openness, objects }: Bundle,
  roles: readonly BundledObject[],
  uncertain: readonly BundledObject[],
): Openness {
  const accounts = objects.filter(({ object, identity }) => object.kind === 'ServiceAccount' && identity === 'patched');
  const patched = [...roles, ...accounts].flatMap(one =>
    one.patches.map(({ uri }): OpenReason => ({ kind: 'patched', uri, what: one.name ?? '' })),
  );
  const others = uncertain.map(
    ({ object, name }): OpenReason => ({ kind: 'patched', uri: object.uri, what: name ?? '' }),
  );
  const more = [...patched, ...others, ...differing(objects)];
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
