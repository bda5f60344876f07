import { type JsonObject, listOf, objectOf, textOf } from '../objects/json.ts';
import { type ObjectMeta, readObjectMeta } from '../objects/object-meta.ts';
import { RBAC_GROUP } from './rbac-group.ts';
import { readSubject, type Subject } from './subject.ts';

/** The role that a binding grants. */
export interface RoleRef {
  /** The API server refuses all but {@link RBAC_GROUP}, and takes '' for it: so does the reader. */
  readonly apiGroup: string;
  /** `Role` or `ClusterRole`, in a ClusterRoleBinding only the latter; the API server refuses all else. */
  readonly kind: string;
  readonly name: string;
}

/** Grants a role in its own namespace. */
export interface RoleBinding {
  readonly kind: 'RoleBinding';
  readonly metadata: ObjectMeta;
  readonly subjects: readonly Subject[];
  readonly roleRef: RoleRef;
}

/** Grants a ClusterRole in all namespaces, for objects of the cluster and for paths. */
export interface ClusterRoleBinding {
  readonly kind: 'ClusterRoleBinding';
  readonly metadata: ObjectMeta;
  readonly subjects: readonly Subject[];
  readonly roleRef: RoleRef;
}

/**
 * Reads a RoleBinding. Never throws: what is missing is empty.
 * See https://kubernetes.io/docs/reference/kubernetes-api/authorization-resources/role-binding-v1/
 */
export function readRoleBinding(value: unknown): RoleBinding {
  return { kind: 'RoleBinding', ...readBinding(objectOf(value)) };
}

/**
 * Reads a ClusterRoleBinding. Never throws: what is missing is empty.
 * See https://kubernetes.io/docs/reference/kubernetes-api/authorization-resources/cluster-role-binding-v1/
 */
export function readClusterRoleBinding(value: unknown): ClusterRoleBinding {
  return { kind: 'ClusterRoleBinding', ...readBinding(objectOf(value)) };
}

function readBinding(binding: JsonObject) {
  const roleRef = objectOf(binding['roleRef']);
  return {
    metadata: readObjectMeta(binding['metadata']),
    subjects: listOf(binding['subjects'], readSubject),
    roleRef: {
      apiGroup: textOf(roleRef['apiGroup']) || RBAC_GROUP,
      kind: textOf(roleRef['kind']),
      name: textOf(roleRef['name']),
    },
  };
}
