import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LABEL_NOT_YET_SET } from '../../../src/lint/label-not-yet-set.ts';
import { checkLint, checkLintFor, messagesFor } from './check-lint.ts';

const job = (role: string, rules: string) => `
scrape_configs:
- job_name: a
  kubernetes_sd_configs:
  - role: ${role}
  relabel_configs:
${rules}`;

const CONDITION = '  - source_labels: [__meta_kubernetes_node_condition_ready]\n    target_label: ready';
const MARKED = CONDITION.replace(
  '\n',
  '\n#                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ sd/label-not-yet-set warning\n',
);

test('a label of later releases', () => {
  checkLintFor(LABEL_NOT_YET_SET, { major: 3, minor: 11 }, job('node', MARKED));
  checkLintFor(LABEL_NOT_YET_SET, { major: 2, minor: 45 }, job('node', MARKED));
  checkLintFor(LABEL_NOT_YET_SET, { major: 3, minor: 12 }, job('node', CONDITION));
  checkLint(LABEL_NOT_YET_SET, job('node', CONDITION));
});

test('a label that another role or an option decides about, or that something else may set', () => {
  const version = { major: 2, minor: 20 };
  for (const fixture of [
    job('pod', CONDITION),
    job('oops', CONDITION),
    job('pod', '  - {source_labels: [__meta_kubernetes_pod_deployment_name], target_label: a}'),
    job('pod', '  - {source_labels: [__meta_kubernetes_pod_name, __meta_kubernetes_foo, a], target_label: a}'),
    job('node', `  - {target_label: __meta_kubernetes_node_condition_ready, replacement: "true"}\n${CONDITION}`),
    `${job('node', CONDITION)}\n  file_sd_configs: [{files: [a.json]}]`,
  ]) {
    checkLintFor(LABEL_NOT_YET_SET, version, fixture);
  }
});

test('the role that has had the label for longer counts', () => {
  const rule = '  - {source_labels: [__meta_kubernetes_endpointslice_label_app], target_label: a}';
  assert.deepEqual(messagesFor(LABEL_NOT_YET_SET, { major: 2, minor: 45 }, job('endpointslice', rule)), [
    '`__meta_kubernetes_endpointslice_label_app` is always empty in this job: Prometheus sets it from 2.46 on, and this one is 2.45.',
  ]);
  const present = '  - {source_labels: [__meta_kubernetes_pod_labelpresent_app], target_label: a}';
  const both = job('endpointslice\n  - role: pod', present);
  assert.deepEqual(messagesFor(LABEL_NOT_YET_SET, { major: 2, minor: 10 }, both), []);
});
