import { RBAC_API_VERSION } from '../../kubernetes/rbac/rbac-objects.ts';
import { ruleAllows } from '../../kubernetes/rbac/rule-allows.ts';
import type { Access } from '../../prometheus/access/access.ts';
import { accessRequests } from '../../prometheus/access/access-requests.ts';
import { accessRules } from '../../prometheus/access/access-rules.ts';
import { withoutCovered } from '../../prometheus/access/merge-access.ts';
import { isSameAsker } from '../../workspace/other-askers.ts';
import type { WorkspaceFinding, WorkspaceFix } from '../workspace-finding.ts';
import { isDecided } from './decided-needs.ts';
import { accountOf, bindingAt, ruleAt } from './fixed-account.ts';
import { freeName, writtenAccount } from './grant-fixes.ts';
import { documentsBehind } from './new-documents.ts';
import { removeRule } from './remove-item-fixes.ts';
import { replaceRule } from './rule-edits.ts';
import type { Scene, SceneAccount } from './scene.ts';
import { fixOf, objectOf, setField } from './workspace-edits.ts';

/** Narrows a rule, or the role of a binding, to what the configurations of the account need. */
export function wildcardFixes(finding: WorkspaceFinding, scene: Scene): readonly WorkspaceFix[] {
  const account = accountOf(finding, scene);
  // Only what is known to be all that is needed may take the place of everything.
  if (!account || account.askers.length === 0 || !isDecided(account)) return [];
  return finding.finding.data['field'] === 'roleRef'
    ? ownRoleFixes(finding, scene, account)
    : ruleFixes(finding, scene, account);
}

function neededBy({ runs }: SceneAccount): readonly Access[] {
  const needs = runs.flatMap(({ required, credentials }) =>
    required.needs.filter(({ asker }) => isSameAsker(asker, credentials)),
  );
  return withoutCovered(needs.map(({ access }) => access));
}

function ruleFixes(finding: WorkspaceFinding, scene: Scene, account: SceneAccount): readonly WorkspaceFix[] {
  const found = ruleAt(finding, scene, account);
  if (!found) return [];
  const { bound, written } = found;
  const others = bound.rules.filter(one => one !== written);
  const needed = neededBy(account).filter(access => {
    const requests = accessRequests(access);
    const isByOthers = requests.every(request => others.some(({ rule }) => ruleAllows(rule, request)));
    return !isByOthers && requests.some(request => ruleAllows(written.rule, request));
  });
  if (needed.length === 0) return fixOf('Remove the rule, which no job needs', 'alternative', [removeRule(found)]);
  const rules = accessRules(needed, 'fine-grained');
  const edit = replaceRule(objectOf(bound.origin), written.node, rules);
  return fixOf('Narrow the rule to what the jobs need', 'alternative', [edit]);
}

function ownRoleFixes(finding: WorkspaceFinding, scene: Scene, account: SceneAccount): readonly WorkspaceFix[] {
  const found = bindingAt(finding, scene);
  const beside = writtenAccount(scene, account);
  const needed = neededBy(account);
  if (!found || !beside || needed.length === 0) return [];
  const name = freeName(scene, `${beside.name}-discovery`);
  const rules = accessRules(needed, 'fine-grained');
  const role = { apiVersion: RBAC_API_VERSION, kind: 'ClusterRole', metadata: { name }, rules };
  const { origin } = found;
  return fixOf(`Bind a ClusterRole with what the jobs need`, 'alternative', [
    // The API server does not let the role of a binding be changed: it has to be made anew.
    setField(objectOf(origin), origin.roleRef, 'name', name),
    documentsBehind(scene, origin.bundled.object.uri, [role]),
  ]);
}
