import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createRbacCache } from '../../../../src/lint/rbac/rbac-cache.ts';
import { rbacFindings } from '../../../../src/lint/rbac/rbac-findings.ts';
import { rbacFixes } from '../../../../src/lint/rbac/rbac-fixes.ts';
import type { WorkspaceFile } from '../../../../src/workspace/manifest-object.ts';
import { readWorkspaceFile, workspaceModel } from '../../../../src/workspace/workspace-model.ts';
import { FOLDER, readTree, treeTexts, uriOf } from '../../workspace/read-tree.ts';
import { checkWorkspaceFix, titlesOf, warningsIn } from './check-rbac.ts';
import { ACCOUNT, BINDING, GRANTED, ROLE, tree } from './fixtures.ts';

const MISSING = tree({ ...GRANTED, rbac: `${ACCOUNT}${ROLE.replace('[pods]', '["services", "secrets"]')}${BINDING}` });
const ADD = 'Add what is missing to ClusterRole `prometheus`';

function read(path: string, text: string): WorkspaceFile {
  return readWorkspaceFile({ uri: uriOf(path), path, folder: FOLDER, text });
}

test('half-typed files never make it throw', () => {
  const files = readTree(MISSING);
  for (const [path, text] of treeTexts(MISSING)) {
    const others = files.filter(file => file.path !== path);
    for (let length = 0; length < text.length; length += 3) {
      const model = workspaceModel([...others, read(path, text.slice(0, length))]);
      const cache = createRbacCache(() => 'unknown');
      const [first] = rbacFindings(model, cache);
      if (first && length % 60 === 0) rbacFixes(model, first, cache);
    }
  }
});

test('the line breaks of a file are kept', () => {
  const files = [...treeTexts(MISSING)].map(([path, text]) => read(path, text.replaceAll('\n', '\r\n')));
  const model = workspaceModel(files);
  const cache = createRbacCache(() => 'unknown');
  const found = rbacFindings(model, cache).find(({ finding }) => finding.code === 'rbac/missing-access');
  assert.ok(found);
  const fixes = rbacFixes(model, found, cache);
  assert.equal(fixes.length, 3);
  for (const fix of fixes)
    for (const change of fix.kind === 'disabled' ? [] : fix.changes)
      if (change.kind === 'edit') for (const { text } of change.edits) assert.doesNotMatch(text, /(?<!\r)\n/);
});

const KUSTOMIZED = `
# @file kustomization.yaml
namePrefix: eu-
namespace: metrics
resources:
- config.yaml
- deployment.yaml
- rbac.yaml
${MISSING}`;

test('names and namespaces that kustomize changes', () => {
  assert.deepEqual(warningsIn(KUSTOMIZED), ['config.yaml:11 rbac/missing-access pod']);
  assert.equal(warningsIn(KUSTOMIZED.replace('"services"', 'pods')).length, 0);
  assert.deepEqual(titlesOf(KUSTOMIZED, 'rbac/missing-access'), [
    ADD.replace('`prometheus`', '`eu-prometheus`'),
    'Write a ClusterRole and ClusterRoleBinding for `metrics/eu-prometheus`',
    'Write a ClusterRole and ClusterRoleBinding for `metrics/eu-prometheus` in a new file',
  ]);
});

test('an anchor is not written to where an alias would be changed too', () => {
  const rbac = `${ACCOUNT}${ROLE.replace('[pods]', '&all [services]').replace('\n---', '\n- apiGroups: [apps]\n  resources: *all\n  verbs: [list, watch]\n---')}${BINDING}`;
  const fixture = tree({ ...GRANTED, rbac });
  const titles = titlesOf(fixture, 'rbac/missing-access');
  for (const title of titles) checkWorkspaceFix(fixture, 'rbac/missing-access', title);
});
