import { type RuleOfRole, rulesOfClusterRole, writtenRules } from '../../kubernetes/rbac/aggregation.ts';
import type { Binding } from '../../kubernetes/rbac/grants.ts';
import { roleKey } from '../../kubernetes/rbac/rbac-objects.ts';
import { refusalReasons } from '../../kubernetes/rbac/refused-objects.ts';
import type { ClusterRole, Role } from '../../kubernetes/rbac/role.ts';
import type { BundleRbac } from '../../workspace/rbac-of-bundle.ts';
import { READING_ROLES } from './written-place.ts';

/** What the role of a binding grants. */
export type RoleRules =
  | { readonly kind: 'found'; readonly role: Role | ClusterRole; readonly rules: readonly RuleOfRole[] }
  /** A ClusterRole of every cluster that lets its holders read nearly everything. */
  | { readonly kind: 'built-in' }
  /** Not there, or refused by the API server. */
  | { readonly kind: 'none' };

export function rulesOfBinding({ metadata, roleRef }: Binding, { objects }: BundleRbac): RoleRules {
  const role =
    roleRef.kind === 'ClusterRole'
      ? objects.clusterRoles.get(roleRef.name)
      : objects.roles.get(roleKey(metadata.namespace, roleRef.name));
  if (!role) {
    const isBuiltIn = roleRef.kind === 'ClusterRole' && READING_ROLES.includes(roleRef.name);
    return isBuiltIn ? { kind: 'built-in' } : { kind: 'none' };
  }
  if (refusalReasons(role).length > 0) return { kind: 'none' };
  return {
    kind: 'found',
    role,
    rules: role.kind === 'ClusterRole' ? rulesOfClusterRole(role, objects) : writtenRules(role),
  };
}
