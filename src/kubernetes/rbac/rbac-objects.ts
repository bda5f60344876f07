import { BOOTSTRAP_ROLES } from './bootstrap-roles.ts';
import { type ClusterRole, type Role, readClusterRole, readRole } from './role.ts';
import { type ClusterRoleBinding, type RoleBinding, readClusterRoleBinding, readRoleBinding } from './role-binding.ts';

export type RbacObject = Role | ClusterRole | RoleBinding | ClusterRoleBinding;

/**
 * Where the objects are from, which decides what they are evidence of.
 *
 * - `cluster`: they are all that there are. A role that is not among them does not exist, and a controller has written
 *   the rules of the aggregated ClusterRoles.
 * - `files`: there may be more elsewhere. A role that is not among them is unknown, unless every cluster has it; what an aggregated ClusterRole has
 *   by itself is overwritten as soon as it is in a cluster, and what it gets is known as far as the others are here.
 */
export type RbacSource = 'cluster' | 'files';

/** The roles and bindings by which access is decided. */
export interface RbacObjects {
  readonly source: RbacSource;
  /** By {@link roleKey}. */
  readonly roles: ReadonlyMap<string, Role>;
  /** By name. */
  readonly clusterRoles: ReadonlyMap<string, ClusterRole>;
  readonly roleBindings: readonly RoleBinding[];
  readonly clusterRoleBindings: readonly ClusterRoleBinding[];
}

/** Sorts objects for {@link RbacObjects}. Of those with the same kind, namespace and name the last counts, as applied. */
export function rbacObjects(source: RbacSource, objects: Iterable<RbacObject>): RbacObjects {
  const roles = new Map<string, Role>();
  const clusterRoles = new Map<string, ClusterRole>();
  const roleBindings = new Map<string, RoleBinding>();
  const clusterRoleBindings = new Map<string, ClusterRoleBinding>();
  for (const object of objects) {
    const { namespace, name } = object.metadata;
    if (object.kind === 'Role') roles.set(roleKey(namespace, name), object);
    else if (object.kind === 'ClusterRole') clusterRoles.set(name, object);
    else if (object.kind === 'RoleBinding') roleBindings.set(roleKey(namespace, name), object);
    else clusterRoleBindings.set(name, object);
  }
  return {
    source,
    roles,
    clusterRoles,
    roleBindings: [...roleBindings.values()],
    clusterRoleBindings: [...clusterRoleBindings.values()],
  };
}

/** The ClusterRole of that name. Files need not have those that every cluster has. */
export function clusterRoleCalled(name: string, { source, clusterRoles }: RbacObjects): ClusterRole | undefined {
  return clusterRoles.get(name) ?? (source === 'files' ? BOOTSTRAP_ROLES.get(name) : undefined);
}

/** Every ClusterRole that there is for certain. */
export function allClusterRoles({ source, clusterRoles }: RbacObjects): readonly ClusterRole[] {
  return [...(source === 'files' ? new Map([...BOOTSTRAP_ROLES, ...clusterRoles]) : clusterRoles).values()];
}

/** What names a Role. */
export function roleKey(namespace: string, name: string): string {
  return `${namespace}/${name}`;
}

const READERS: { readonly [K in RbacObject['kind']]: (value: unknown) => RbacObject } = {
  Role: readRole,
  ClusterRole: readClusterRole,
  RoleBinding: readRoleBinding,
  ClusterRoleBinding: readClusterRoleBinding,
};

export const RBAC_KINDS: readonly RbacObject['kind'][] = ['Role', 'ClusterRole', 'RoleBinding', 'ClusterRoleBinding'];

export const RBAC_API_VERSION = 'rbac.authorization.k8s.io/v1';

/** Reads a role or binding of that kind, whatever it says of its own. Never throws. */
export function readRbacObjectOfKind(kind: RbacObject['kind'], value: unknown): RbacObject {
  return READERS[kind](value);
}
