import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createRbacCache } from '../../src/lint/rbac/rbac-cache.ts';
import { rbacFindings } from '../../src/lint/rbac/rbac-findings.ts';
import { changedModel, rbacFixes } from '../../src/lint/rbac/rbac-fixes.ts';
import { rootOf } from '../../src/workspace/manifest-fields.ts';
import { jsonOf } from '../../src/workspace/manifest-value.ts';
import { readWorkspaceFile, type WorkspaceModel, workspaceModel } from '../../src/workspace/workspace-model.ts';
import { findingPages } from '../fixtures/finding-page.ts';
import { type ControlPlane, PLAIN_CONTROL_PLANE, startControlPlane } from './control-plane.ts';

let plane: ControlPlane;
before(async () => {
  plane = await startControlPlane(PLAIN_CONTROL_PLANE);
  await plane.api.must('POST', '/api/v1/namespaces', {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name: 'monitoring' },
  });
});
after(() => plane?.dispose());

const RBAC = '/apis/rbac.authorization.k8s.io/v1';
const PATHS: ReadonlyMap<string, string> = new Map([
  ['ConfigMap', '/api/v1/namespaces/monitoring/configmaps'],
  ['ServiceAccount', '/api/v1/namespaces/monitoring/serviceaccounts'],
  ['Deployment', '/apis/apps/v1/namespaces/monitoring/deployments'],
  ['Role', `${RBAC}/namespaces/monitoring/roles`],
  ['RoleBinding', `${RBAC}/namespaces/monitoring/rolebindings`],
  ['ClusterRole', `${RBAC}/clusterroles`],
  ['ClusterRoleBinding', `${RBAC}/clusterrolebindings`],
]);

/** Every object of the files is made in a strict dry run. */
async function assertTaken(model: WorkspaceModel, what: string): Promise<void> {
  for (const file of model.files.values()) {
    for (const object of file.objects) {
      const root = rootOf(object);
      const path = PATHS.get(object.kind ?? '');
      assert.ok(root && path, `${what}: ${object.kind}`);
      const answer = await plane.api.request('POST', `${path}?dryRun=All&fieldValidation=Strict`, jsonOf(root));
      assert.equal(answer.status, 201, `${what}: ${object.kind} ${JSON.stringify(answer.body)}`);
    }
  }
}

test('whatever fix is taken of the examples in the pages, the API server takes the files', async t => {
  let taken = 0;
  for (const { code, before: text } of findingPages().filter(page => page.code.startsWith('rbac/'))) {
    const file = readWorkspaceFile({ uri: 'file:///w/a.yaml', path: 'a.yaml', folder: 'file:///w', text });
    const model = workspaceModel([file]);
    await assertTaken(model, code);
    const cache = createRbacCache(() => 'unknown');
    for (const finding of rbacFindings(model, cache)) {
      const fixes = rbacFixes(model, finding, cache);
      assert.ok(fixes.length > 0, finding.finding.code);
      for (const fix of fixes.filter(one => one.kind !== 'disabled')) {
        await assertTaken(changedModel(model, fix.changes), `${code}: ${fix.title}`);
        taken++;
      }
    }
  }
  t.diagnostic(`fixes taken by the API server: ${taken}`);
});
