import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { DiscoveryConfig } from '../../../../src/prometheus/discovery/discovery-config.ts';
import { discoverersOf, listedResources } from '../../../../src/prometheus/discovery/listed-resources.ts';
import { discovery } from './discovery-config.ts';

const ATTACH_ALL = ['node', 'namespace', 'deployment', 'job', 'cronjob'] as const;

/** `Pod` everywhere, `Pod@shop` in a namespace, with `?` for what Prometheus does not wait for. */
const CASES: readonly (readonly [config: DiscoveryConfig, lists: string])[] = [
  [discovery('node'), 'Node'],
  [discovery('node', ['shop'], ...ATTACH_ALL), 'Node'],
  [discovery('pod'), 'Pod'],
  [discovery('pod', ['shop', 'web']), 'Pod@shop Pod@web'],
  [discovery('pod', []), ''],
  [discovery('pod', 'all', 'node'), 'Pod Node'],
  [discovery('pod', ['shop'], ...ATTACH_ALL), 'Pod@shop Node Namespace ReplicaSet@shop Job@shop'],
  [discovery('pod', 'all', 'cronjob'), 'Pod Job'],
  [discovery('service'), 'Service'],
  [discovery('service', ['shop'], ...ATTACH_ALL), 'Service@shop Namespace'],
  [discovery('endpoints'), 'Endpoints Service Pod'],
  [discovery('endpoints', 'all', ...ATTACH_ALL), 'Endpoints Service Pod Node Namespace ReplicaSet? Job?'],
  [discovery('endpointslice', ['shop']), 'EndpointSlice@shop Service@shop Pod@shop'],
  [discovery('endpointslice', 'all', 'job'), 'EndpointSlice Service Pod Job?'],
  [discovery('ingress'), 'Ingress'],
  [discovery('ingress', 'all', ...ATTACH_ALL), 'Ingress Namespace'],
];

for (const [config, lists] of CASES) {
  const where = config.namespaces === 'all' ? 'everywhere' : `in [${[...config.namespaces]}]`;
  test(`role ${config.role} ${where} with [${[...config.attach]}] lists ${lists || 'nothing'}`, () => {
    const found = listedResources(config).map(({ kind, namespace, without }) => {
      return `${kind}${namespace && `@${namespace}`}${without === 'nothing' ? '' : '?'}`;
    });
    assert.equal(found.join(' '), lists);
  });
}

test('each namespace is a discoverer of its own', () => {
  const discoverers = discoverersOf(discovery('endpoints', ['shop', 'web'], 'node'));
  assert.deepEqual(
    discoverers.map(({ namespace, resources }) => [namespace, resources.map(({ kind }) => kind).join()]),
    [
      ['shop', 'Endpoints,Service,Pod,Node'],
      ['web', 'Endpoints,Service,Pod,Node'],
    ],
  );
});
