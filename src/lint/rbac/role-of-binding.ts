import { type RuleOfRole, rulesOfClusterRole, writtenRules } from '../../kubernetes/rbac/aggregation.ts';
import type { Binding } from '../../kubernetes/rbac/grants.ts';
import { clusterRoleCalled, roleKey } from '../../kubernetes/rbac/rbac-objects.ts';
import { refusalReasons } from '../../kubernetes/rbac/refused-objects.ts';
import type { ClusterRole, Role } from '../../kubernetes/rbac/role.ts';
import type { BundleRbac } from '../../workspace/rbac-of-bundle.ts';

/** What the role of a binding grants. */
export type RoleRules =
  | { readonly kind: 'found'; readonly role: Role | ClusterRole; readonly rules: readonly RuleOfRole[] }
  /** Not there, or refused by the API server. */
  | { readonly kind: 'none' };

export function rulesOfBinding({ metadata, roleRef }: Binding, { objects }: BundleRbac): RoleRules {
  const role =
    roleRef.kind === 'ClusterRole'
      ? clusterRoleCalled(roleRef.name, objects)
      : objects.roles.get(roleKey(metadata.namespace, roleRef.name));
  if (!role || refusalReasons(role).length > 0) return { kind: 'none' };
  return {
    kind: 'found',
    role,
    rules: role.kind === 'ClusterRole' ? rulesOfClusterRole(role, objects) : writtenRules(role),
  };
}
