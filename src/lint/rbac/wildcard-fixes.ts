import type { Binding } from '../../kubernetes/rbac/grants.ts';
import { RBAC_API_VERSION } from '../../kubernetes/rbac/rbac-objects.ts';
import type { Subject } from '../../kubernetes/rbac/subject.ts';
import { accessRules } from '../../prometheus/access/access-rules.ts';
import { fieldOf } from '../../workspace/manifest-fields.ts';
import type { WorkspaceFinding, WorkspaceFix } from '../workspace-finding.ts';
import { isDecided } from './decided-needs.ts';
import { accountOf, bindingAt, ruleAt } from './fixed-account.ts';
import { freeName, newRoleFixes, writtenAccount } from './grant-fixes.ts';
import { isForPrometheusAlone } from './known-purpose.ts';
import { takeItem } from './list-edits.ts';
import { narrowRoleFixes } from './narrow-role-fixes.ts';
import { narrowedRule, neededBy, neededOfStars } from './narrowed-rule.ts';
import { documentsBehind } from './new-documents.ts';
import { removeRule } from './remove-item-fixes.ts';
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

function ruleFixes(finding: WorkspaceFinding, scene: Scene, account: SceneAccount): readonly WorkspaceFix[] {
  const found = ruleAt(finding, scene, account);
  // What else is bound to the role may need all of it.
  if (!found || !isForPrometheusAlone(scene, account, found.bound)) return [];
  const { bound, written } = found;
  const needed = neededOfStars(bound, written, account);
  const whole = narrowRoleFixes(scene, account, bound);
  if (needed.length === 0)
    return [...fixOf('Remove the rule, which no job needs', 'alternative', [removeRule(found)]), ...whole];
  const edits = narrowedRule(bound, written, needed);
  return [...fixOf('Narrow the rule to what the jobs need', 'alternative', edits), ...whole];
}

function ownRoleFixes(finding: WorkspaceFinding, scene: Scene, account: SceneAccount): readonly WorkspaceFix[] {
  const found = bindingAt(finding, scene);
  const beside = writtenAccount(scene, account);
  const needed = neededBy(account);
  if (!found || !beside || needed.length === 0) return [];
  const own = found.binding.subjects.findIndex(one => isSubject(one, found.binding, account));
  // What a group has is not taken from it.
  if (own < 0) return [];
  if (found.binding.subjects.length > 1) {
    const { uri, file } = objectOf(found.origin);
    const subjects = fieldOf(found.origin.node, 'subjects')?.node;
    const edit = subjects?.kind === 'seq' ? takeItem(file, subjects, own) : undefined;
    return newRoleFixes(scene, account, needed, [{ uri, edit }]);
  }
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

function isSubject(subject: Subject, { metadata }: Binding, { name, namespace }: SceneAccount): boolean {
  const isNamed = subject.kind === 'ServiceAccount' && subject.name === name;
  return isNamed && (subject.namespace || metadata.namespace) === namespace;
}
