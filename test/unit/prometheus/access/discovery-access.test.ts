import assert from 'node:assert/strict';
import { test } from 'node:test';
import { accessOf, inShort, needsOf } from './needs.ts';

function discovering(...entries: readonly string[]): string {
  const jobs = entries.map((entry, index) => `  - job_name: job-${index}\n    kubernetes_sd_configs: [${entry}]\n`);
  return `scrape_configs:\n${jobs.join('')}`;
}

const listing = (...resources: readonly string[]) => resources.map(one => `list,watch ${one}`).sort();

test('each role lists and watches what it reads', () => {
  const slices = 'endpointslices.discovery.k8s.io';
  const rows: readonly (readonly [entry: string, ...resources: readonly string[]])[] = [
    ['{role: node}', 'nodes'],
    ['{role: pod}', 'pods'],
    ['{role: service}', 'services'],
    ['{role: endpoints}', 'endpoints', 'pods', 'services'],
    ['{role: endpointslice}', slices, 'pods', 'services'],
    ['{role: ingress}', 'ingresses.networking.k8s.io'],
    ['{role: node, namespaces: {names: [a]}}', 'nodes'],
    ['{role: pod, namespaces: {names: [a, b]}}', 'pods in a', 'pods in b'],
    ['{role: pod, namespaces: {names: [a], own_namespace: true}}', 'pods in a', 'pods in monitoring'],
    ['{role: pod, namespaces: {names: [""]}}', 'pods'],
    ['{role: pod, namespaces: {names: [a]}, attach_metadata: {node: true}}', 'nodes', 'pods in a'],
    ['{role: service, namespaces: {names: [a]}, attach_metadata: {namespace: true}}', 'namespaces', 'services in a'],
    ['{role: ingress, attach_metadata: {namespace: true}}', 'ingresses.networking.k8s.io', 'namespaces'],
    [
      '{role: pod, namespaces: {names: [a]}, attach_metadata: {deployment: true}}',
      'pods in a',
      'replicasets.apps in a',
    ],
    ['{role: pod, attach_metadata: {job: true}}', 'jobs.batch', 'pods'],
    ['{role: pod, attach_metadata: {job: true, cronjob: true}}', 'jobs.batch', 'pods'],
    ['{role: pod, attach_metadata: {node: false}}', 'pods'],
    ['{role: endpoints, attach_metadata: {node: true}}', 'endpoints', 'nodes', 'pods', 'services'],
    ['{role: node, attach_metadata: {namespace: true}}', 'nodes'],
    ['{role: service, attach_metadata: {node: true, deployment: true}}', 'services'],
    ['{role: pod, selectors: [{role: pod, label: app=x}]}', 'pods'],
  ];
  for (const [entry, ...resources] of rows) assert.deepEqual(needsOf(discovering(entry)), listing(...resources), entry);
});

test('an own namespace that is not known is unknown, and what is known beside it is not', () => {
  const home = { ownNamespace: undefined, version: 'unknown' } as const;
  const text = discovering('{role: pod, namespaces: {names: [a], own_namespace: true}, attach_metadata: {node: true}}');
  assert.deepEqual(needsOf(text, home), [...listing('nodes', 'pods in a'), 'unknown: own-namespace']);
});

test('what cannot be read is unknown', () => {
  assert.deepEqual(needsOf(discovering('{role: pods}')), ['unknown: refused']);
  assert.deepEqual(needsOf(discovering('{role: pod, namespaces: [a]}')), ['unknown: refused']);
});

test('jobs are merged: each right once, with the reasons of all', () => {
  const text = discovering('{role: pod, namespaces: {names: [a]}}', '{role: endpoints}', '{role: pod}');
  const { needs } = accessOf(text);
  assert.deepEqual(needs.map(inShort).sort(), listing('endpoints', 'pods', 'pods in a', 'services'));
  const pods = needs.find(need => inShort(need) === 'list,watch pods');
  assert.deepEqual(
    pods?.reasons.map(({ job, why }) => [job, why]),
    [
      ['job-1', { of: 'role', role: 'endpoints' }],
      ['job-2', { of: 'role', role: 'pod' }],
    ],
  );
});

test('reasons say which option needs it', () => {
  const { needs } = accessOf(discovering('{role: pod, attach_metadata: {node: true, job: true, cronjob: true}}'));
  assert.deepEqual(
    needs.map(need => [
      inShort(need),
      need.reasons.map(({ why }) => (why.of === 'attach_metadata' ? why.option : why.of)),
    ]),
    [
      ['list,watch pods', ['role']],
      ['list,watch nodes', ['node']],
      ['list,watch jobs.batch', ['job', 'cronjob']],
    ],
  );
});

test('who asks keeps needs apart', () => {
  const text = discovering('{role: pod}', '{role: pod, kubeconfig_file: /a}', '{role: pod, api_server: "https://b"}');
  assert.deepEqual(
    accessOf(text).needs.map(({ asker }) => asker),
    [
      { kind: 'own-account' },
      { kind: 'kubeconfig', file: '/a', said: '' },
      { kind: 'api-server', address: 'https://b', credentials: { kind: 'none' }, said: '' },
    ],
  );
});

test('Alertmanagers are discovered too', () => {
  const text = `
alerting:
  alertmanagers:
    - kubernetes_sd_configs: [{role: pod, namespaces: {names: [monitoring]}}]
`;
  assert.deepEqual(needsOf(text), listing('pods in monitoring'));
  assert.deepEqual(accessOf(text).needs[0]?.reasons, [
    { section: 'alertmanagers', index: 0, job: '', discovery: 0, why: { of: 'role', role: 'pod' } },
  ]);
});
