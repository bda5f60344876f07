import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Field } from '../../../../src/prometheus/config/field.ts';
import { readPrometheusConfig } from '../../../../src/prometheus/config/read.ts';
import type { ScrapeConfig } from '../../../../src/prometheus/config/scrape-config.ts';
import { parseSource } from '../../../../src/yaml/source.ts';
import { checkPrefixes } from '../../check-fixture.ts';

const FULL = `global:
  metric_name_validation_scheme: legacy
scrape_configs:
  - job_name: a
    scheme: https
    metrics_path: /m
    params: {module: [x, y]}
    scrape_interval: 1m
    scrape_timeout:
    kubernetes_sd_configs:
      - role: pod
        api_server: https://k8s
        kubeconfig_file: f
        namespaces: {own_namespace: yes, names: [x]}
        selectors: [{role: node, label: a=b}]
        attach_metadata: {node: true}
      - role: pdo
        api_server:
    static_configs:
      - targets: [a, 1]
        labels: {x: y, z: 1e3}
    consul_sd_configs: [{}]
    relabel_configs:
      - source_labels: [a, b]
        target_label: c
        modulus: 5
        action: HashMod
      - target_label: a.b
    metric_relabel_configs: [{action: nothing}]
`;

function read(text: string) {
  const [document] = parseSource(text, 'prometheus').documents;
  assert.ok(document);
  return readPrometheusConfig(document);
}

function job(text: string): ScrapeConfig {
  const [first] = read(text).scrapeConfigs;
  assert.ok(first);
  return first;
}

function value<T>(field: Field<T> | undefined): T | 'absent' | 'unreadable' | undefined {
  return field === undefined || field.state === 'set' ? field?.value : field.state;
}

test('the plain fields of a job', () => {
  const one = job(FULL);
  assert.equal(value(one.jobName), 'a');
  assert.equal(value(one.scheme), 'https');
  assert.equal(value(one.metricsPath), '/m');
  assert.deepEqual(value(one.params), new Map([['module', ['x', 'y']]]));
  assert.equal(value(one.scrapeInterval), '1m');
  assert.equal(value(one.scrapeTimeout), '');
  assert.equal(one.nameValidation, 'legacy');
  assert.deepEqual(one.otherDiscovery, ['consul_sd_configs']);
});

test('an entry of kubernetes_sd_configs', () => {
  const [sd, wrong] = job(FULL).kubernetesSdConfigs;
  assert.equal(value(sd?.role), 'pod');
  assert.equal(value(sd?.apiServer), 'https://k8s');
  assert.equal(value(sd?.kubeconfigFile), 'f');
  assert.equal(value(sd?.ownNamespace), true);
  const names = sd?.namespaceNames;
  assert.deepEqual(names?.state === 'set' && names.value.map(node => node.text), ['x']);
  const selectors = sd?.selectors;
  assert.deepEqual(
    selectors?.state === 'set' && selectors.value.map(one => [value(one.role), value(one.label), value(one.field)]),
    [['node', 'a=b', 'absent']],
  );
  assert.equal(value(sd?.attach.node), true);
  assert.equal(value(sd?.attach.job), 'absent');
  assert.equal(value(wrong?.role), 'unreadable');
  assert.equal(value(wrong?.apiServer), 'absent');
  assert.equal(value(wrong?.selectors), 'absent');
});

test('static targets', () => {
  const [group] = job(FULL).staticConfigs;
  assert.deepEqual(value(group?.targets), ['a', '1']);
  assert.deepEqual(
    value(group?.labels),
    new Map([
      ['x', 'y'],
      ['z', '1e3'],
    ]),
  );
});

test('relabel rules: a rule that Prometheus would refuse has fields and no rule', () => {
  const { relabelConfigs, metricRelabelConfigs } = job(FULL);
  assert.deepEqual(
    relabelConfigs.map(({ rule }) => rule),
    [
      {
        sourceLabels: ['a', 'b'],
        separator: ';',
        regex: '(.*)',
        modulus: 5n,
        targetLabel: 'c',
        replacement: '$1',
        action: 'hashmod',
      },
      undefined,
    ],
  );
  assert.equal(value(relabelConfigs[0]?.action), 'hashmod');
  assert.equal(value(metricRelabelConfigs[0]?.action), 'unreadable');
});

test('what is no configuration has no jobs', () => {
  for (const text of ['', '---', 'a', '[a]', 'scrape_configs: x', 'scrape_configs: [x, null]']) {
    assert.deepEqual(read(text).scrapeConfigs, [], text);
  }
});

test('half-typed files never throw', () => checkPrefixes(FULL, prefix => void read(prefix)));
