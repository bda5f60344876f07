import { matchesLabels } from '../label-selector.ts';
import type { PolicyRule } from './policy-rule.ts';
import { allClusterRoles, type RbacObjects } from './rbac-objects.ts';
import { refusalReasons } from './refused-objects.ts';
import type { ClusterRole, Role } from './role.ts';

/** A rule that a role grants, and where it is written: in an aggregated ClusterRole that is in another one. */
export interface RuleOfRole {
  readonly rule: PolicyRule;
  readonly writtenIn: Role | ClusterRole;
  /** Its place in the rules of `writtenIn`. */
  readonly index: number;
}

/**
 * The rules that a ClusterRole has in a cluster. Objects of a cluster have them already. From files, those of an aggregated
 * one are put together as the controller does it: of the ClusterRoles that each selector selects, by their names, each
 * rule once; what is written in the role itself is overwritten. ClusterRoles that select each other get what all of them
 * get from others. One that the API server refuses is not there.
 * See https://kubernetes.io/docs/reference/access-authn-authz/rbac/#aggregated-clusterroles
 */
export function rulesOfClusterRole(role: ClusterRole, rbac: RbacObjects): readonly RuleOfRole[] {
  if (rbac.source === 'cluster' || !role.aggregationRule) return writtenRules(role);
  const rules = new Map<string, RuleOfRole>();
  collectRules(role, rbac, new Set(), rules);
  return [...rules.values()];
}

/** The rules as they stand in the role. */
export function writtenRules(role: Role | ClusterRole): readonly RuleOfRole[] {
  return role.rules.map((rule, index) => ({ rule, writtenIn: role, index }));
}

/** A role that was `seen` has added its rules already, or is about to. */
function collectRules(
  role: ClusterRole,
  rbac: RbacObjects,
  seen: Set<ClusterRole>,
  rules: Map<string, RuleOfRole>,
): void {
  if (seen.has(role)) return;
  seen.add(role);
  if (role.aggregationRule) {
    for (const selected of selectedRoles(role, rbac)) collectRules(selected, rbac, seen, rules);
    return;
  }
  for (const one of writtenRules(role)) {
    const key = JSON.stringify(one.rule);
    if (!rules.has(key)) rules.set(key, one);
  }
}

function selectedRoles({ aggregationRule }: ClusterRole, rbac: RbacObjects): readonly ClusterRole[] {
  const taken = allClusterRoles(rbac).filter(role => refusalReasons(role).length === 0);
  const byName = taken.sort((a, b) => (a.metadata.name < b.metadata.name ? -1 : 1));
  const selectors = aggregationRule?.clusterRoleSelectors.filter(selector => selector !== undefined) ?? [];
  return selectors.flatMap(selector => byName.filter(role => matchesLabels(selector, role.metadata.labels)));
}
