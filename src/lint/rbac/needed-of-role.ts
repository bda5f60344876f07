import type { PolicyRule } from '../../kubernetes/rbac/policy-rule.ts';
import { ruleAllows } from '../../kubernetes/rbac/rule-allows.ts';
import type { Access } from '../../prometheus/access/access.ts';
import { accessRequests, coarserAccess } from '../../prometheus/access/access-requests.ts';
import type { SceneAccount } from './scene.ts';

/**
 * What of the needs of an account a rule helps with. Another group or names that are too few are mistakes of their own: such
 * a rule counts as if it were right.
 */
export function helpedBy(rule: PolicyRule, { runs }: SceneAccount): readonly Access[] {
  const apiGroups = rule.apiGroups.includes('extensions') ? [...rule.apiGroups, 'networking.k8s.io'] : rule.apiGroups;
  const meant: PolicyRule = { ...rule, apiGroups, resourceNames: [] };
  return runs.flatMap(({ required }) =>
    required.needs.flatMap(({ access }) => (waysOf(access).some(way => isHelpful(meant, way)) ? [access] : [])),
  );
}

function waysOf(access: Access): readonly Access[] {
  const coarser = coarserAccess(access);
  return coarser ? [access, coarser] : [access];
}

function isHelpful(rule: PolicyRule, access: Access): boolean {
  return accessRequests(access).some(request => ruleAllows(rule, request));
}
