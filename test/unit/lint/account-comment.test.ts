import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openDocument } from '../../../src/language/document.ts';
import { findingsOf } from '../../../src/language/findings.ts';

/** What is marked, with the first words of what is said. */
function found(text: string): readonly string[] {
  const all = findingsOf(openDocument(text), { version: 'unknown', severities: new Map() });
  return all
    .filter(({ finding }) => finding.code === 'rbac/account-comment')
    .map(
      ({ finding: { span, message } }) =>
        `${text.slice(span.start, span.end)}: ${message.split(' ').slice(2, 5).join(' ')}`,
    );
}

const KEY = '# prometheus-kubernetes-account:';

test('comments that do not say who asks', () => {
  const jobs = (entry: string) => `scrape_configs:\n- job_name: a\n  kubernetes_sd_configs:\n  - ${entry}\n`;
  const table: readonly (readonly [text: string, expected: readonly string[]])[] = [
    [`${KEY} a/b\n${jobs('role: pod')}`, []],
    [`${KEY} user jane groups dev\n${jobs('role: pod')}`, []],
    [`${KEY} jane\n${jobs('role: pod')}`, ['jane: does not say']],
    [`${KEY}\n${jobs('role: pod')}`, [':: does not say']],
    [`${KEY} a/b\n${KEY} c/d\n${jobs('role: pod')}`, ['c/d: says nothing about']],
    [`${jobs('role: pod')}    ${KEY} a/b\n`, ['a/b: says nothing about']],
    [`${jobs('role: pod')}${'\n'.repeat(20)}${KEY} a/b\n`, ['a/b: says nothing about']],
    [jobs(`{role: pod, kubeconfig_file: /a} ${KEY} user jane`), []],
    [jobs(`{role: pod, kubeconfig_file: /a} ${KEY} jane doe`), ['jane doe: does not say']],
    [jobs(`role: pod\n    api_server: https://a\n    ${KEY} jane\n    selectors: []`), ['jane: does not say']],
    [`alerting: {alertmanagers: [{kubernetes_sd_configs: [{role: pod, kubeconfig_file: /a}]}]} ${KEY} a/b\n`, []],
  ];
  for (const [text, expected] of table) assert.deepEqual(found(text), expected, text);
});
