import assert from 'node:assert/strict';
import { test } from 'node:test';
import { complete } from '../../../src/language/complete.ts';
import { openDocument } from '../../../src/language/document.ts';
import { expandSnippet } from '../../../src/language/expand-snippet.ts';
import type { Proposal } from '../../../src/language/proposal.ts';

/** What is offered at `<|>`. */
function offered(fixture: string): { readonly text: string; readonly proposals: readonly Proposal[] } {
  const offset = fixture.indexOf('<|>');
  assert.ok(offset >= 0, 'no cursor');
  const text = fixture.replace('<|>', '');
  return { text, proposals: complete(openDocument(text), offset, 'unknown') };
}

function labels(fixture: string): readonly string[] {
  return offered(fixture).proposals.map(one => one.label);
}

/** Accepts a proposal as an editor does, with the snippet's defaults. */
function accept(fixture: string, label: string): string {
  const { text, proposals } = offered(fixture);
  const one = proposals.find(proposal => proposal.label === label);
  assert.ok(one, `${label} is not among ${proposals.map(proposal => proposal.label).join(', ')}`);
  return text.slice(0, one.replaces.start) + expandSnippet(one.snippet) + text.slice(one.replaces.end);
}

const job = (rest: string) => `scrape_configs:\n- job_name: a\n${rest}`;
const inConfigMap = (text: string) =>
  `apiVersion: v1\nkind: ConfigMap\ndata:\n  p.yml: |\n${text.replaceAll(/^(?=.)/gm, '    ')}`;

test('keys of the mapping, without those that are there', () => {
  const found = labels(job('  kubernetes_sd_configs:\n  - role: pod\n    <|>\n'));
  assert.ok(found.includes('namespaces') && found.includes('attach_metadata'));
  assert.ok(!found.includes('role') && !found.includes('job_name'));
});

test('values: roles and actions', () => {
  assert.deepEqual(labels(job('  kubernetes_sd_configs:\n  - role: <|>\n')).slice(0, 6).toSorted(), [
    'endpoints',
    'endpointslice',
    'ingress',
    'node',
    'pod',
    'service',
  ]);
  assert.ok(labels(job('  relabel_configs:\n  - action: k<|>\n')).includes('keepequal'));
});

test('labels of the job’s role, of its options and of earlier rules in source_labels', () => {
  const fixture = (role: string, rest: string) =>
    job(
      `  kubernetes_sd_configs:\n  - role: ${role}\n${rest}  relabel_configs:\n  - {target_label: mine}\n  - source_labels: [<|>]\n`,
    );
  const pod = labels(fixture('pod', ''));
  assert.ok(pod.includes('__meta_kubernetes_pod_name') && pod.includes('mine') && pod.includes('__address__'));
  assert.ok(!pod.includes('__meta_kubernetes_node_name') && !pod.includes('__meta_kubernetes_service_name'));
  const attached = labels(fixture('pod', '    attach_metadata: {node: true}\n'));
  assert.ok(attached.includes('__meta_kubernetes_node_name'));
  assert.ok(labels(fixture('node', '')).includes('__meta_kubernetes_node_name'));
});

test('labels are offered on a half-typed line', () => {
  const half = job('  kubernetes_sd_configs:\n  - role: pod\n  relabel_configs:\n  - source_labels: [__meta_k<|>\n');
  assert.ok(labels(half).includes('__meta_kubernetes_pod_name'));
});

test('accepting writes what is shown', () => {
  const before = job(
    '  kubernetes_sd_configs:\n  - role: pod\n  relabel_configs:\n  - source_labels: [__meta_kub<|>]\n',
  );
  assert.equal(accept(before, '__meta_kubernetes_pod_ip'), before.replace('__meta_kub<|>', '__meta_kubernetes_pod_ip'));
  assert.equal(
    accept(inConfigMap(before), '__meta_kubernetes_pod_ip'),
    inConfigMap(before).replace('__meta_kub<|>', '__meta_kubernetes_pod_ip'),
  );
});

test('snippets come where an item begins, indented like it, also in a ConfigMap', () => {
  for (const dash of ['- <|>', '  - <|>', '  <|>']) {
    const before = job(`  kubernetes_sd_configs:\n  ${dash}\n`);
    const label = offered(before).proposals.find(one => one.kind === 'snippet' && /node/i.test(one.label))?.label ?? '';
    const after = accept(before, label);
    assert.ok(after.includes(`  kubernetes_sd_configs:\n  ${dash.replace(/(?:- )?<.*/, '')}- role: node`), after);
    assert.equal(accept(inConfigMap(before), label), inConfigMap(after));
  }
  const roles = offered('scrape_configs:\n  - <|>\n')
    .proposals.filter(one => one.kind === 'snippet')
    .map(one => one.snippet);
  for (const role of ['node', 'pod', 'service', 'endpoints', 'endpointslice', 'ingress']) {
    assert.ok(
      roles.some(snippet => snippet.includes(`role: ${role}`)),
      role,
    );
  }
});

test('nothing is offered in comments and in files of others', () => {
  assert.deepEqual(labels(job('  # <|>\n')), []);
  assert.deepEqual(labels('services:\n  <|>\n'), []);
});
