import type { PolicyRule } from '../../kubernetes/rbac/policy-rule.ts';
import { ruleAllows } from '../../kubernetes/rbac/rule-allows.ts';
import type { Access } from '../../prometheus/access/access.ts';
import { accessRequests, coarserAccess } from '../../prometheus/access/access-requests.ts';
import { type GrantedItem, grantedItems, itemData } from './granted-resource.ts';
import { knownPurpose } from './known-purpose.ts';
import type { RbacLint } from './rbac-lint.ts';
import { removeItemFixes } from './remove-item-fixes.ts';
import { placeIn } from './written-place.ts';

/** Told by lints of their own. */
const TOLD_ELSEWHERE = ['*', '/*', 'secrets', 'nodes/proxy'];

/**
 * A resource or path that none of the jobs of the account needs. Only where everything is known that runs as the account,
 * and what its configurations need.
 */
export const UNUSED_RULE: RbacLint = {
  code: 'rbac/unused-rule',
  severity: 'hint',
  summary: 'A resource in a rule of the account of Prometheus that none of its jobs needs.',
  check: scene => {
    const unused = grantedItems(scene).filter(one => !TOLD_ELSEWHERE.includes(one.text) && isUnused(one));
    const byRole = Map.groupBy(unused, one => one.bound);
    return [...byRole.values()]
      .filter(([first]) => first !== undefined && knownPurpose(scene, first.account, first.bound))
      .flat()
      .map(one => ({
        place: placeIn(one.bound.origin, one.item),
        message: `No job of \`${one.account.shown}\` needs \`${one.text}\`. Remove it from this rule.`,
        others: [],
        data: itemData(scene, one),
      }));
  },
  fixes: removeItemFixes,
};

/**
 * Whether the rule, with that one item alone, allows nothing that is needed. Another group or names that are too few are
 * mistakes of their own.
 */
function isUnused({ account, written: { rule }, field, text }: GrantedItem): boolean {
  const apiGroups = rule.apiGroups.includes('extensions') ? [...rule.apiGroups, 'networking.k8s.io'] : rule.apiGroups;
  const alone: PolicyRule = { ...rule, apiGroups, resourceNames: [], [field]: [text] };
  return account.runs.every(({ required }) =>
    required.needs.every(({ access }) => !waysOf(access).some(way => isHelpful(alone, way))),
  );
}

function waysOf(access: Access): readonly Access[] {
  const coarser = coarserAccess(access);
  return coarser ? [access, coarser] : [access];
}

function isHelpful(rule: PolicyRule, access: Access): boolean {
  return accessRequests(access).some(request => ruleAllows(rule, request));
}
