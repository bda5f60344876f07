import {
  type RbacObject,
  type RbacObjects,
  type RbacSource,
  rbacObjects,
  readRbacObjectOfKind,
} from '../../../../src/kubernetes/rbac/rbac-objects.ts';

/** A subject that is the service account `prometheus` in `monitoring`. */
export const PROMETHEUS = { kind: 'ServiceAccount', namespace: 'monitoring', name: 'prometheus' };

export const LIST_PODS = { apiGroups: [''], resources: ['pods'], verbs: ['list', 'watch'] };

/** Like {@link role}, of the cluster. */
export function clusterRole(name: string, rules: readonly object[], labels: object = {}): RbacObject {
  return readRbacObjectOfKind('ClusterRole', { metadata: { name, labels }, rules });
}

export function aggregatedRole(
  name: string,
  rules: readonly object[],
  clusterRoleSelectors: readonly object[],
  labels: object = {},
): RbacObject {
  return readRbacObjectOfKind('ClusterRole', {
    metadata: { name, labels },
    rules,
    aggregationRule: { clusterRoleSelectors },
  });
}

/** `at` is `namespace/name`. */
export function role(at: string, rules: readonly object[]): RbacObject {
  return readRbacObjectOfKind('Role', { metadata: metadataOf(at), rules });
}

/** `to` is `Role/name` or `ClusterRole/name`. */
export function roleBinding(at: string, to: string, ...subjects: readonly object[]): RbacObject {
  return readRbacObjectOfKind('RoleBinding', { metadata: metadataOf(at), subjects, roleRef: roleRefOf(to) });
}

export function clusterRoleBinding(name: string, to: string, ...subjects: readonly object[]): RbacObject {
  return readRbacObjectOfKind('ClusterRoleBinding', { metadata: { name }, subjects, roleRef: roleRefOf(to) });
}

export function objectsOf(source: RbacSource, ...objects: readonly RbacObject[]): RbacObjects {
  return rbacObjects(source, objects);
}

function metadataOf(at: string) {
  const [namespace, name] = at.split('/');
  return namespace === '' ? { name } : { namespace, name };
}

function roleRefOf(to: string) {
  const [kind, name] = to.split('/');
  return { kind, name };
}
