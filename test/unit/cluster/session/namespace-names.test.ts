import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ApiError } from '../../../../src/cluster/api/api-failure.ts';
import { ClusterSession } from '../../../../src/cluster/session/cluster-session.ts';
import { namespaceNames } from '../../../../src/cluster/session/namespace-names.ts';
import { discoveryConfig } from '../../prometheus/discovery/discovered.ts';
import { FakeCluster, type FakeKubeconfig, NOTHING_LEFT, settled, Told } from './fake-cluster.ts';

const CONTEXTS: FakeKubeconfig = {
  current: 'a',
  contexts: {
    a: { cluster: 'one', namespace: 'shop' },
    b: { cluster: 'one', namespace: 'billing' },
    c: { cluster: 'one' },
    d: { cluster: 'two', namespace: 'elsewhere' },
  },
};

const NEVER = new AbortController().signal;

function named(...names: readonly string[]): object {
  return { items: names.map(name => ({ metadata: { name } })) };
}

test('the namespaces that the cluster lists, page by page, over a connection for the question', async () => {
  const cluster = new FakeCluster(CONTEXTS);
  const paths: string[] = [];
  cluster.answer = path => {
    paths.push(path);
    return path.includes('continue') ? named('a') : { ...named('b', 'c'), metadata: { continue: 'x&y' } };
  };
  const session = new ClusterSession(cluster, new Told());
  assert.deepEqual(await namespaceNames(session, cluster, NEVER), ['a', 'b', 'c']);
  assert.deepEqual(paths, ['/api/v1/namespaces?limit=500', '/api/v1/namespaces?limit=500&continue=x%26y']);
  assert.deepEqual([cluster.connections.length, cluster.left], [1, NOTHING_LEFT]);
});

test('a connection that is there is used', async () => {
  const cluster = new FakeCluster(CONTEXTS);
  cluster.answer = () => named('a');
  const session = new ClusterSession(cluster, new Told());
  session.setDiscovery([discoveryConfig('pod')]);
  session.setNeed('somebody');
  await settled();
  assert.deepEqual(await namespaceNames(session, cluster, NEVER), ['a']);
  assert.deepEqual(
    cluster.connections.map(({ disposed }) => disposed),
    [false],
  );
});

test('where they may not be listed, those of the contexts of the same cluster', async () => {
  const cluster = new FakeCluster(CONTEXTS);
  const message = 'namespaces is forbidden';
  const failure = { kind: 'status', code: 403, reason: 'Forbidden', message, retryAfterMs: undefined } as const;
  cluster.answer = () => new ApiError(failure);
  const session = new ClusterSession(cluster, new Told());
  assert.deepEqual(await namespaceNames(session, cluster, NEVER), ['billing', 'default', 'shop']);
});

test('without a context there are none', async () => {
  const cluster = new FakeCluster('none');
  assert.deepEqual(await namespaceNames(new ClusterSession(cluster, new Told()), cluster, NEVER), []);
});

test('a question that is cancelled is not answered', async () => {
  const cluster = new FakeCluster(CONTEXTS);
  const session = new ClusterSession(cluster, new Told());
  await assert.rejects(namespaceNames(session, cluster, AbortSignal.abort()), { name: 'AbortError' });
});
