import assert from 'node:assert/strict';
import { test } from 'node:test';
import { NO_FILTER } from '../../../src/lint/no-filter.ts';
import { checkLint, messagesOf } from './check-lint.ts';

const job = (role: string, rest: string) => `
scrape_configs:
- job_name: a
  kubernetes_sd_configs:
  - role: ${role}
${rest}`;

test('every pod or endpoint of the cluster', () => {
  for (const role of ['pod', 'endpoints', 'endpointslice']) {
    const mark = `#         ${'^'.repeat(role.length)} sd/no-filter information`;
    checkLint(NO_FILTER, job(role, mark));
    checkLint(NO_FILTER, job(role, `${mark}\n    namespaces: {names: []}\n    selectors: []`));
    checkLint(NO_FILTER, job(role, `${mark}\n  relabel_configs: [{source_labels: [a], target_label: b}]`));
    assert.equal(messagesOf(NO_FILTER, job(role, '')).length, 1);
  }
});

test('other roles, and whatever may filter', () => {
  for (const role of ['node', 'service', 'ingress', 'oops']) checkLint(NO_FILTER, job(role, ''));
  for (const rest of [
    '    namespaces: {names: [a]}',
    '    namespaces: {own_namespace: true}',
    '    namespaces: oops',
    '    namespaces: {names: oops}',
    '    selectors: [{role: pod, label: a=b}]',
    '    selectors: oops',
    '  relabel_configs: [{source_labels: [a], regex: b, action: keep}]',
    '  relabel_configs: [{source_labels: [a], regex: b, action: drop}]',
    '  relabel_configs: [{source_labels: [a], target_label: b, action: keepequal}]',
    '  relabel_configs: [{source_labels: [a], target_label: b, action: DropEqual}]',
    '  relabel_configs: [{source_labels: [a], target_label: b, action: oops}]',
  ]) {
    checkLint(NO_FILTER, job('pod', rest));
  }
});
