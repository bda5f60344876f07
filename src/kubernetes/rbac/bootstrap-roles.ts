import type { AccessRequest } from './access-request.ts';
import { BOOTSTRAP_CLUSTER_ROLES } from './generated/bootstrap-cluster-roles.ts';
import { type ClusterRole, type Role, readClusterRole } from './role.ts';

/**
 * The ClusterRoles that every cluster has, by name: as the API server of the version from which they were read makes them.
 *
 * What they grant there counts as granted. What they do not is unknown, for versions differ (`system:monitoring` may get
 * `nodes/metrics` in new ones only), clusters add rules, and others are aggregated into them; but for
 * {@link isOutOfScope}.
 * See https://kubernetes.io/docs/reference/access-authn-authz/rbac/#default-roles-and-role-bindings
 */
export const BOOTSTRAP_ROLES: ReadonlyMap<string, ClusterRole> = new Map(
  BOOTSTRAP_CLUSTER_ROLES.map(readClusterRole).map(role => [role.metadata.name, role]),
);

/** Whether it is one of {@link BOOTSTRAP_ROLES}, and not what a file has under that name. */
export function isBootstrapRole(role: Role | ClusterRole): boolean {
  return BOOTSTRAP_ROLES.get(role.metadata.name) === role;
}

/** Roles for others than the components of Kubernetes, each for one thing that has been the same in every version. */
const OF_ONE_PURPOSE: ReadonlySet<string> = new Set([
  'system:auth-delegator',
  'system:basic-user',
  'system:discovery',
  'system:monitoring',
  'system:public-info-viewer',
  'system:service-account-issuer-discovery',
]);

/**
 * Whether a built-in role certainly does not grant a request: to list or watch what a role of one purpose has no word
 * about. Components of Kubernetes come to list more with new versions, and reading may become finer.
 */
export function isOutOfScope(role: ClusterRole, request: AccessRequest): boolean {
  if (!OF_ONE_PURPOSE.has(role.metadata.name) || request.kind === 'path') return false;
  if (request.verb !== 'list' && request.verb !== 'watch') return false;
  const { resource } = request;
  return role.rules.every(rule => rule.resources.every(one => one !== '*' && one.split('/')[0] !== resource));
}
