import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readPrometheusConfig } from '../../../../src/prometheus/config/read.ts';
import {
  type DiscoveryConfigReading,
  readDiscoveryConfig,
} from '../../../../src/prometheus/discovery/read-discovery-config.ts';
import { parseSource } from '../../../../src/yaml/source.ts';

function reading(entry: string, ownNamespace: string | undefined = undefined): DiscoveryConfigReading {
  const text = `scrape_configs: [{kubernetes_sd_configs: [${entry}]}]`;
  const [document] = parseSource(text, 'prometheus').documents;
  const sd = document && readPrometheusConfig(document).scrapeConfigs[0]?.kubernetesSdConfigs[0];
  assert.ok(sd);
  return readDiscoveryConfig(sd, { ownNamespace, version: 'unknown' });
}

test('everything that discovery reads', () => {
  const entry = `{role: pod, namespaces: {names: [a, b]}, attach_metadata: {node: true, job: false},
    selectors: [{role: pod, label: 'a=b', field: 'metadata.name!=c'}]}`;
  assert.deepEqual(reading(entry), {
    state: 'read',
    config: {
      role: 'pod',
      namespaces: new Set(['a', 'b']),
      selectors: new Map([
        [
          'pod',
          {
            label: [{ key: 'a', operator: '=', values: ['b'] }],
            field: [{ field: 'metadata.name', operator: '!=', value: 'c' }],
          },
        ],
      ]),
      attach: new Set(['node']),
      version: 'unknown',
    },
  });
});

const NAMESPACES: readonly (readonly [written: string, own: string, read: 'all' | readonly string[]])[] = [
  ['', 'own', 'all'],
  ['{}', 'own', 'all'],
  ['{names: []}', 'own', 'all'],
  ['{names: [a]}', 'own', ['a']],
  ["{names: ['']}", 'own', 'all'],
  ['{names: [a, ~]}', 'own', 'all'],
  ['{own_namespace: true}', 'own', ['own']],
  ['{own_namespace: true, names: [a]}', 'own', ['a', 'own']],
  ['{own_namespace: true}', '', []],
  ['{own_namespace: false, names: [a]}', 'own', ['a']],
];

for (const [written, own, read] of NAMESPACES) {
  test(`namespaces ${written} of a Prometheus in ${JSON.stringify(own)}`, () => {
    const result = reading(`{role: pod, namespaces: ${written}}`, own);
    assert.ok(result.state === 'read');
    assert.deepEqual(result.config.namespaces, read === 'all' ? 'all' : new Set(read));
  });
}

const UNDECIDED: readonly (readonly [entry: string, why: string])[] = [
  ['{}', 'refused'],
  ['{role: pdo}', 'refused'],
  ['{role: pod, attach_metadata: {node: [x]}}', 'refused'],
  ['{role: pod, namespaces: 1}', 'refused'],
  ["{role: pod, selectors: [{role: pod, label: 'a in'}]}", 'refused'],
  ["{role: pod, selectors: [{role: pod, field: 'a'}]}", 'refused'],
  ['{role: pod, selectors: [{role: pod, label: [a]}]}', 'refused'],
  ['{role: pod, namespaces: {own_namespace: true}}', 'own-namespace'],
];

for (const [entry, why] of UNDECIDED) {
  test(`${entry} is undecided: ${why}`, () => assert.deepEqual(reading(entry), { state: 'undecided', why }));
}
