import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mayConcernPrometheus } from '../../../src/extension/look.ts';
import { SAID } from '../workspace/said-prometheus.ts';

test('whatever says Prometheus of itself starts the server', () => {
  for (const { what, text, is } of SAID) if (is) assert.equal(mayConcernPrometheus(text), true, what);
});

const CASES: readonly { readonly what: string; readonly text: string; readonly starts: boolean }[] = [
  { what: 'a configuration', text: 'scrape_configs: []\n', starts: true },
  { what: 'a configuration in a manifest', text: 'apiVersion: v1\ndata:\n  p: |\n    rule_files: []\n', starts: true },
  { what: 'roles of a Prometheus', text: 'kind: ClusterRole\nmetadata:\n  name: prometheus-k8s\n', starts: true },
  { what: 'an image', text: 'kind: Pod\nspec:\n  containers:\n  - image: "prom/prometheus:v3"\n', starts: true },
  { what: 'JSON', text: '{"kind": "Role", "metadata": {"name": "prometheus"}}\n', starts: true },
  { what: 'a manifest of others', text: 'apiVersion: v1\nkind: Service\nmetadata:\n  name: web\n', starts: false },
  {
    what: 'an annotation',
    text: 'kind: Pod\nmetadata:\n  annotations:\n    prometheus.io/scrape: "true"\n',
    starts: false,
  },
  { what: 'a comment', text: 'kind: Pod\n# for prometheus\nmetadata:\n  name: web # prometheus\n', starts: false },
  { what: 'a workflow', text: 'name: prometheus\non: push\njobs: {}\n', starts: false },
  { what: 'a Compose file', text: 'services:\n  prometheus:\n    image: prom/prometheus\n', starts: false },
  { what: 'a chart', text: 'name: prometheus\nversion: 1.0.0\n', starts: false },
  { what: 'nothing', text: '', starts: false },
];

for (const { what, text, starts } of CASES)
  test(`a cheap look: ${what}`, () => assert.equal(mayConcernPrometheus(text), starts));

test('a long text without line breaks is looked at in no time', () => {
  const text = `apiVersion: v1\nname: ${'a'.repeat(600_000)}\nimage:${' '.repeat(1000)}${'name: '.repeat(100_000)}`;
  const before = performance.now();
  assert.equal(mayConcernPrometheus(text), false);
  assert.ok(performance.now() - before < 1000);
});
