import { type GrantedItem, grantedItems, itemData } from './granted-resource.ts';
import { knownPurpose } from './known-purpose.ts';
import { helpedBy } from './needed-of-role.ts';
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

/** Whether the rule, with that one item alone, allows nothing that is needed. */
function isUnused({ account, written: { rule }, field, text }: GrantedItem): boolean {
  return helpedBy({ ...rule, [field]: [text] }, account).length === 0;
}
