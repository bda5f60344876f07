import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createManifestCache } from '../../src/lint/manifest/manifest-cache.ts';
import { manifestFindings } from '../../src/lint/manifest/manifest-findings.ts';
import { manifestFixes } from '../../src/lint/manifest/manifest-fixes.ts';
import { createRbacCache } from '../../src/lint/rbac/rbac-cache.ts';
import { changedModel } from '../../src/lint/rbac/rbac-fixes.ts';
import { readWorkspaceFile, type WorkspaceModel, workspaceModel } from '../../src/workspace/workspace-model.ts';
import { findingPages } from '../fixtures/finding-page.ts';
import type { ApiAnswer } from './admin-api.ts';
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

const URI = 'file:///w/a.yaml';
const PATHS: ReadonlyMap<string, string> = new Map([
  ['Deployment', '/apis/apps/v1/namespaces/monitoring/deployments'],
  ['Service', '/api/v1/namespaces/monitoring/services'],
  ['ClusterRole', '/apis/rbac.authorization.k8s.io/v1/clusterroles'],
]);

/** The one object of the text, made in a strict dry run. */
function made(text: string): Promise<ApiAnswer> {
  const path = PATHS.get(/^kind: (\w+)$/m.exec(text)?.[1] ?? '');
  assert.ok(path, text);
  return plane.api.postYaml(`${path}?dryRun=All&fieldValidation=Strict`, text);
}

function textOf(model: WorkspaceModel): string {
  return model.files.get(URI)?.file.text ?? '';
}

test('the API server refuses the examples of the pages, and takes what is mended and whatever fix is taken', async t => {
  let taken = 0;
  const pages = findingPages().filter(({ code }) => code.startsWith('manifest/') && code !== 'manifest/yaml-syntax');
  assert.ok(pages.length > 0);
  for (const { code, before: text, after: mended } of pages) {
    const refused = await made(text);
    assert.ok(refused.status >= 400 && refused.status < 500, `${code}: ${refused.status}`);
    const answer = await made(mended);
    assert.equal(answer.status, 201, `${code}: ${JSON.stringify(answer.body)}`);
    const model = workspaceModel([readWorkspaceFile({ uri: URI, path: 'a.yaml', folder: 'file:///w', text })]);
    const configurations = createRbacCache(() => 'unknown');
    const knowledge = { extent: 'whole', configurations, cache: createManifestCache() } as const;
    for (const file of model.files.values()) {
      for (const finding of manifestFindings(model, file, knowledge) ?? []) {
        for (const fix of manifestFixes(file, finding)) {
          const after = await made(textOf(changedModel(model, fix.changes)));
          assert.equal(after.status, 201, `${code}: ${fix.title}: ${JSON.stringify(after.body)}`);
          taken++;
        }
      }
    }
  }
  t.diagnostic(`fixes taken by the API server: ${taken}`);
});
