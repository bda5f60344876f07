import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { PolicyRule } from '../../../../src/kubernetes/rbac/policy-rule.ts';
import { ruleAllows } from '../../../../src/kubernetes/rbac/rule-allows.ts';
import { boundRoles } from '../../../../src/lint/rbac/bound-roles.ts';
import { takeItem } from '../../../../src/lint/rbac/list-edits.ts';
import { needState } from '../../../../src/lint/rbac/need-state.ts';
import { createRbacCache, type RbacCache } from '../../../../src/lint/rbac/rbac-cache.ts';
import { rbacFindings, scenesOf } from '../../../../src/lint/rbac/rbac-findings.ts';
import { changedModel, rbacFixes } from '../../../../src/lint/rbac/rbac-fixes.ts';
import type { Scene, SceneAccount } from '../../../../src/lint/rbac/scene.ts';
import type { FileChange, WorkspaceFinding } from '../../../../src/lint/workspace-finding.ts';
import { accessRequests } from '../../../../src/prometheus/access/access-requests.ts';
import type { BundledObject } from '../../../../src/workspace/bundle.ts';
import { fieldOf } from '../../../../src/workspace/manifest-fields.ts';
import type { WorkspaceModel } from '../../../../src/workspace/workspace-model.ts';
import { corpusWorkspaces } from '../../../fixtures/corpus-workspaces.ts';

/* Over the real files that the variable CORPUS names; without it there are none. */

test('what is said above hint of real files is told, to be read', t => {
  for (const { name, model } of corpusWorkspaces())
    for (const found of rbacFindings(
      model,
      createRbacCache(() => 'unknown'),
    ))
      if (found.finding.severity !== 'hint') t.diagnostic(`${name} ${placeOf(model, found)} ${found.finding.message}`);
});

test('a resource that is taken out of a role and is needed is missed, and a fix gives it back', t => {
  let taken = 0;
  for (const { name, model } of corpusWorkspaces()) {
    const cache = createRbacCache(() => 'unknown');
    for (const { change, isNeeded } of removals(model, cache)) {
      const after = changedModel(model, [change]);
      const missing = rbacFindings(after, cache).filter(({ finding }) => finding.code === 'rbac/missing-access');
      const before = rbacFindings(model, cache).filter(({ finding }) => finding.code === 'rbac/missing-access');
      const known = before.map(({ finding }) => finding.message);
      const isMissed = missing.some(({ finding }) => !known.includes(finding.message));
      assert.equal(isMissed, isNeeded, `${name} ${JSON.stringify(change)}`);
      const [first] = missing;
      if (!isNeeded || !first) continue;
      taken++;
      assert.notDeepEqual(rbacFixes(after, first, cache), [], `${name} ${JSON.stringify(change)}`);
    }
  }
  t.diagnostic(`${taken} resources were taken`);
});

interface Removal {
  readonly change: FileChange;
  readonly isNeeded: boolean;
}

function removals(model: WorkspaceModel, cache: RbacCache): readonly Removal[] {
  return model.bundles.flatMap(bundle => {
    const [scene, ...more] = scenesOf(model, bundle, cache);
    if (!scene || more.length > 0) return [];
    return scene.accounts
      .filter(({ evidence }) => evidence === 'complete')
      .flatMap(account => removalsOf(scene, account));
  });
}

function removalsOf(scene: Scene, account: SceneAccount): readonly Removal[] {
  return boundRoles(scene, account).flatMap(({ origin, rules }) =>
    rules.flatMap(({ rule, node }) => {
      const list = fieldOf(node, 'resources')?.node;
      if (list?.kind !== 'seq') return [];
      const { uri, file } = origin.bundled.object;
      // Of a role that is written twice, and then in two ways, nobody knows which is applied last.
      const isOnce = isOnlyOne(scene, origin.bundled);
      return rule.resources.flatMap((resource, at): readonly Removal[] => {
        const edit = takeItem(file, list, at);
        if (!edit) return [];
        return [
          {
            change: { kind: 'edit', uri, edits: [edit] },
            isNeeded: isOnce && isByItAlone(scene, account, rule, resource),
          },
        ];
      });
    }),
  );
}

function isOnlyOne({ bundle }: Scene, { object: { kind }, name, namespace }: BundledObject): boolean {
  const same = bundle.objects.filter(one => one.object.kind === kind && one.name === name);
  return same.filter(one => one.namespace === namespace).length === 1;
}

/**
 * Whether it is by this resource of this rule alone that the account has something that it needs, for a configuration that
 * nobody else runs: several would have to agree.
 */
function isByItAlone({ accounts }: Scene, account: SceneAccount, rule: PolicyRule, resource: string): boolean {
  const alone = { ...rule, resources: [resource] };
  const rest = { ...rule, resources: rule.resources.filter(one => one !== resource) };
  const others = accounts.filter(one => one !== account).flatMap(({ runs }) => runs.map(run => run.configuration));
  const own = account.runs.filter(({ configuration }) => !others.includes(configuration));
  return own.some(run =>
    run.needs.some(({ need, state }) => {
      if (state.state !== 'allowed') return false;
      const grants = account.held.grants.map(grant => (grant.rule === rule ? { ...grant, rule: rest } : grant));
      const isHelpful = accessRequests(need.access).some(request => ruleAllows(alone, request));
      return isHelpful && needState(need.access, { ...account.held, grants }).state === 'denied';
    }),
  );
}

function placeOf(model: WorkspaceModel, { uri, finding: { code, span } }: WorkspaceFinding): string {
  const file = model.files.get(uri);
  const line = (file?.file.text ?? '').slice(0, span.start).split('\n').length;
  return `${file?.path}:${line} ${code}`;
}
