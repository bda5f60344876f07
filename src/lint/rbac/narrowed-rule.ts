import type { PolicyRule } from '../../kubernetes/rbac/policy-rule.ts';
import { ruleAllows } from '../../kubernetes/rbac/rule-allows.ts';
import type { Access } from '../../prometheus/access/access.ts';
import { accessRequests } from '../../prometheus/access/access-requests.ts';
import { accessRules } from '../../prometheus/access/access-rules.ts';
import { withoutCovered } from '../../prometheus/access/merge-access.ts';
import { isSameAsker } from '../../workspace/other-askers.ts';
import type { BoundRole, WrittenRule } from './bound-roles.ts';
import { replaceRule } from './rule-edits.ts';
import { replaceStars } from './rule-stars.ts';
import type { SceneAccount } from './scene.ts';
import { type FileEdit, objectOf } from './workspace-edits.ts';

/** All that the configurations of an account ask with it. */
export function neededBy({ runs }: SceneAccount): readonly Access[] {
  const needs = runs.flatMap(({ required, credentials }) =>
    required.needs.filter(({ asker }) => isSameAsker(asker, credentials)),
  );
  return withoutCovered(needs.map(({ access }) => access));
}

/** Whether a rule stands for more than it names. */
export function hasStar({ verbs, apiGroups, resources, nonResourceURLs }: PolicyRule): boolean {
  return [...verbs, ...apiGroups, ...resources, ...nonResourceURLs].some(text => text === '*' || text === '/*');
}

/** What is needed of a rule with stars: what no rule without them allows, and none with them before it. */
export function neededOfStars({ rules }: BoundRole, written: WrittenRule, account: SceneAccount): readonly Access[] {
  const others = rules.filter(one => !hasStar(one.rule) || one.index < written.index);
  return neededBy(account).filter(access => {
    const requests = accessRequests(access);
    const isByOthers = requests.every(request => others.some(({ rule }) => ruleAllows(rule, request)));
    return !isByOthers && requests.some(request => ruleAllows(written.rule, request));
  });
}

/** The edits that make a rule with stars one of what is needed of it. */
export function narrowedRule(
  { origin }: BoundRole,
  written: WrittenRule,
  needed: readonly Access[],
): readonly FileEdit[] {
  const rules = accessRules(needed, 'fine-grained');
  const [only, ...more] = rules;
  const whole = replaceRule(objectOf(origin), written.node, rules);
  return whole.edit || !only || more.length > 0 ? [whole] : replaceStars(objectOf(origin), written, only);
}
