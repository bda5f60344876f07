import assert from 'node:assert/strict';
import { test } from 'node:test';
import { planWatches } from '../../../../src/cluster/watch/watch-plan.ts';
import type { DiscoveryConfig } from '../../../../src/prometheus/discovery/discovery-config.ts';
import { discovery } from './discovery-config.ts';

interface Case {
  readonly name: string;
  readonly configs: readonly DiscoveryConfig[];
  readonly chosen: readonly string[];
  readonly maxWatches: number;
  /** `Pod* (a b)`: in all namespaces, or else in these; `Pod a b`: in these. */
  readonly plan: readonly string[];
}

const MANY = Array.from({ length: 40 }, (_, index) => `n${String(index).padStart(2, '0')}`);

const CASES: readonly Case[] = [
  { name: 'nothing', configs: [], chosen: [], maxWatches: 32, plan: [] },
  {
    name: 'everywhere, with the namespace of the context to fall back to',
    configs: [discovery('pod')],
    chosen: [],
    maxWatches: 32,
    plan: ['Pod* (home)'],
  },
  {
    name: 'everywhere covers single namespaces, which stand in for it',
    configs: [discovery('pod'), discovery('pod', ['web', 'shop']), discovery('service', ['shop'])],
    chosen: [],
    maxWatches: 32,
    plan: ['Pod* (home shop web)', 'Service shop'],
  },
  {
    name: 'kinds of the cluster have nothing to fall back to',
    configs: [discovery('pod', ['shop'], 'node', 'namespace')],
    chosen: [],
    maxWatches: 32,
    plan: ['Pod shop', 'Node* ()', 'Namespace* ()'],
  },
  {
    name: 'chosen namespaces instead of the cluster, beside those that a job names',
    configs: [discovery('pod', 'all', 'node'), discovery('pod', ['web'])],
    chosen: ['shop'],
    maxWatches: 32,
    plan: ['Pod shop web', 'Node* ()'],
  },
  {
    name: 'the largest kind is asked for everywhere when the limit does not allow all',
    configs: [discovery('endpoints', ['a', 'b', 'c']), discovery('pod', ['d'])],
    chosen: [],
    maxWatches: 8,
    plan: ['Pod* (a b c d)', 'Service a b c', 'Endpoints a b c'],
  },
  {
    name: 'as many kinds as it takes',
    configs: [discovery('endpoints', MANY)],
    chosen: [],
    maxWatches: 32,
    plan: [`Pod* (${MANY.join(' ')})`, `Service* (${MANY.join(' ')})`, `Endpoints* (${MANY.join(' ')})`],
  },
];

for (const { name, configs, chosen, maxWatches, plan } of CASES) {
  test(`planned: ${name}`, () => {
    const { kinds } = planWatches({ configs, chosen, contextNamespace: 'home', maxWatches });
    const written = kinds.map(one =>
      one.scope === 'all' ? `${one.kind}* (${one.instead.join(' ')})` : `${one.kind} ${one.namespaces.join(' ')}`,
    );
    assert.deepEqual(written, plan);
  });
}
