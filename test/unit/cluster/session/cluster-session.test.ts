import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ApiFailure } from '../../../../src/cluster/api/api-failure.ts';
import { ClusterSession, DEFAULT_SETTINGS } from '../../../../src/cluster/session/cluster-session.ts';
import { LINGER_MS } from '../../../../src/cluster/session/need.ts';
import { SNAPSHOT_FORMAT } from '../../../../src/cluster/snapshot/snapshot.ts';
import { discoveryConfig, object } from '../../prometheus/discovery/discovered.ts';
import { FakeCluster, type FakeKubeconfig, NOTHING_LEFT, settled, Told } from './fake-cluster.ts';

const PODS = discoveryConfig('pod');
const ONE: FakeKubeconfig = { current: 'dev', contexts: { dev: { namespace: 'shop' } } };
const TWO: FakeKubeconfig = { current: 'dev', contexts: { dev: {}, prod: {} } };

interface Started {
  readonly cluster: FakeCluster;
  readonly told: Told;
  readonly session: ClusterSession;
}

/** A session that somebody needs for pods. */
async function started(kubeconfig: FakeKubeconfig, settings = {}): Promise<Started> {
  const cluster = new FakeCluster(kubeconfig);
  const told = new Told();
  const session = new ClusterSession(cluster, told);
  session.setSettings({ ...DEFAULT_SETTINGS, ...settings });
  session.setDiscovery([PODS]);
  session.setNeed('somebody');
  await settled();
  return { cluster, told, session };
}

test('nothing is read or connected before somebody needs it and something is discovered', async () => {
  const cluster = new FakeCluster(ONE);
  const session = new ClusterSession(cluster, new Told());
  session.setSettings(DEFAULT_SETTINGS);
  session.setNeed('somebody');
  await settled();
  assert.deepEqual([cluster.reads, cluster.left], [0, NOTHING_LEFT], 'no configuration discovers anything');
  session.setNeed('nobody');
  session.setDiscovery([PODS]);
  await settled();
  assert.deepEqual([cluster.reads, cluster.left], [0, NOTHING_LEFT], 'nobody looks');
  assert.equal(session.context.cluster.state, 'idle');
  session.setNeed('somebody');
  await settled();
  assert.equal(cluster.connections.length, 1);
  session.dispose();
  assert.deepEqual(cluster.left, NOTHING_LEFT);
});

test('from idle to connected', async () => {
  const { cluster, told, session } = await started(ONE);
  assert.deepEqual(told.states, ['connecting', 'connecting']);
  assert.deepEqual(told.contexts.at(-1), {
    name: 'dev',
    chosen: 'kubeconfig',
    server: 'https://dev.example.com',
    cluster: { state: 'connecting' },
  });
  assert.deepEqual(session.world.knowledgeOf(PODS), { state: 'loading' });
  assert.deepEqual(cluster.lastWatches.wishes.at(-1), {
    configs: [PODS],
    namespaces: [],
    maxWatches: 32,
    contextNamespace: 'shop',
  });
  cluster.lastWatches.load(object('Pod', 'web'));
  assert.equal(session.context.cluster.state, 'connected');
  assert.deepEqual(told.changes, ['Pod web']);
  assert.deepEqual(session.world.knowledgeOf(PODS), { state: 'complete' });
  assert.equal(session.world.store.find('Pod', 'shop', 'web')?.metadata.name, 'web');
});

const NO_CLUSTER: readonly (readonly [
  what: string,
  kubeconfig: FakeKubeconfig,
  pinned: string | null,
  told: object,
])[] = [
  ['no kubeconfig', 'none', null, { state: 'no-kubeconfig', looked: ['/home/me/.kube/config'] }],
  ['unreadable', 'unreadable', null, { state: 'kubeconfig-unreadable', message: 'The kubeconfig is no YAML.' }],
  [
    'no current context',
    { current: '', contexts: { dev: {} } },
    null,
    { state: 'no-context', contexts: ['dev'], message: 'There is no context “”.' },
  ],
  [
    'a current context that is not there',
    { current: 'gone', contexts: { dev: {} } },
    null,
    {
      state: 'no-context',
      contexts: ['dev'],
      message: 'There is no context “gone”.',
    },
  ],
  [
    'a pinned context that is not there',
    ONE,
    'gone',
    {
      state: 'no-context',
      contexts: ['dev'],
      message: 'There is no context “gone”.',
    },
  ],
  [
    'a context that cannot be used',
    { current: 'dev', contexts: { dev: { broken: 'Its cluster has no server.' } } },
    null,
    { state: 'no-context', contexts: ['dev'], message: 'Its cluster has no server.' },
  ],
];

for (const [what, kubeconfig, pinnedContext, told] of NO_CLUSTER) {
  test(`without a cluster the state says why, and a written file is read: ${what}`, async () => {
    const { cluster, session } = await started(kubeconfig, { pinnedContext });
    assert.deepEqual(session.context.cluster, told);
    assert.equal(session.world.knowledgeOf(PODS).state, 'unknown');
    assert.equal(cluster.connections.length, 0);
    await cluster.write({ current: 'gone', contexts: { gone: {} } });
    assert.equal(session.context.cluster.state, 'connecting');
    session.dispose();
    assert.deepEqual(cluster.left, NOTHING_LEFT);
  });
}

const FAILURES: readonly (readonly [what: string, failure: ApiFailure, told: object])[] = [
  [
    'refused',
    { kind: 'unreachable', code: 'ECONNREFUSED', message: 'Nobody answers.' },
    { state: 'unreachable', message: 'Nobody answers.', since: 7 },
  ],
  [
    'tls',
    { kind: 'tls', code: 'X', message: 'Not trusted.' },
    { state: 'unreachable', message: 'Not trusted.', since: 7 },
  ],
  ['timeout', { kind: 'timeout', message: 'Too slow.' }, { state: 'unreachable', message: 'Too slow.', since: 7 }],
  ['garbage', { kind: 'garbage', message: 'A page.' }, { state: 'unreachable', message: 'A page.', since: 7 }],
  [
    '401',
    { kind: 'status', code: 401, reason: 'Unauthorized', message: 'Unauthorized', retryAfterMs: undefined },
    {
      state: 'unauthorised',
      message: 'The API server does not accept the credentials of this context. Log in again, then refresh.',
      advice: '',
    },
  ],
  [
    'plugin',
    { kind: 'credentials', message: 'The plugin failed.', advice: 'gcloud auth login' },
    { state: 'unauthorised', message: 'The plugin failed.', advice: 'gcloud auth login' },
  ],
  [
    '403',
    { kind: 'status', code: 403, reason: 'Forbidden', message: 'pods is forbidden', retryAfterMs: undefined },
    { state: 'forbidden', message: 'pods is forbidden', namespace: 'shop' },
  ],
];

for (const [what, failure, told] of FAILURES) {
  test(`a cluster that fails shows how, and recovers: ${what}`, async () => {
    const { cluster, session } = await started(ONE);
    cluster.lastWatches.fail(failure, 7);
    assert.deepEqual(session.context.cluster, told);
    cluster.lastWatches.load();
    assert.deepEqual(session.context.cluster, { state: 'connected' });
  });
}

test('everything that is forbidden offers the namespace of the context', async () => {
  const { cluster, session } = await started(ONE);
  cluster.lastWatches.health = { state: 'forbidden', message: 'pods is forbidden' };
  cluster.lastWatches.events.stateChanged();
  assert.deepEqual(session.context.cluster, { state: 'forbidden', message: 'pods is forbidden', namespace: 'shop' });
});

test('five minutes after nobody needs it nothing is left; somebody before that keeps it', async () => {
  const { cluster, session } = await started(ONE);
  cluster.lastWatches.load(object('Pod', 'web'));
  session.setNeed('nobody');
  cluster.clock.advance(LINGER_MS - 1);
  session.setNeed('somebody');
  cluster.clock.advance(LINGER_MS * 2);
  assert.deepEqual(cluster.left, { timers: 0, files: 1, connections: 1, watches: 1 });
  session.setNeed('nobody');
  session.setNeed('nobody');
  cluster.clock.advance(LINGER_MS - 1);
  assert.equal(session.context.cluster.state, 'connected');
  cluster.clock.advance(1);
  assert.deepEqual(cluster.left, NOTHING_LEFT);
  assert.equal(session.context.cluster.state, 'idle');
  assert.equal(session.world.store.find('Pod', 'shop', 'web'), undefined);
  session.setNeed('somebody');
  await settled();
  assert.equal(cluster.connections.length, 2);
});

test('the last configuration that discovers something counts as the last need', async () => {
  const { cluster, session } = await started(ONE);
  session.setDiscovery([]);
  cluster.clock.advance(LINGER_MS - 1);
  assert.deepEqual(cluster.left, { timers: 1, files: 1, connections: 1, watches: 1 });
  cluster.clock.advance(1);
  assert.deepEqual(cluster.left, NOTHING_LEFT);
});

test('the end while a kubeconfig is read opens nothing', async () => {
  const cluster = new FakeCluster(ONE);
  const session = new ClusterSession(cluster, new Told());
  session.setDiscovery([PODS]);
  session.setNeed('somebody');
  session.dispose();
  await settled();
  assert.deepEqual([cluster.left, cluster.connections.length], [NOTHING_LEFT, 0]);
});

test('it follows kubectl config use-context, and keeps nothing of the context before', async () => {
  const { cluster, told, session } = await started(TWO);
  const first = cluster.lastWatches;
  first.load(object('Pod', 'web'));
  await cluster.write({ ...TWO, current: 'prod' });
  assert.equal(session.context.name, 'prod');
  assert.deepEqual(cluster.left, { timers: 0, files: 1, connections: 1, watches: 1 });
  assert.equal(session.world.store.find('Pod', 'shop', 'web'), undefined);
  const before = told.contexts.length;
  first.load(object('Pod', 'late'));
  assert.equal(told.contexts.length, before, 'what comes late from the context before does not count');
  assert.ok(!told.changes.includes('Pod late'));
});

test('a pinned context stays, until it is pinned no more', async () => {
  const { cluster, session } = await started(TWO, { pinnedContext: 'dev' });
  assert.equal(session.context.chosen, 'pinned');
  await cluster.write({ ...TWO, current: 'prod' });
  assert.deepEqual([session.context.name, cluster.connections.length], ['dev', 1]);
  session.setSettings(DEFAULT_SETTINGS);
  assert.deepEqual([session.context.name, session.context.chosen], ['prod', 'kubeconfig']);
});

test('other credentials make another connection and keep the objects; another cluster keeps nothing', async () => {
  const { cluster, told } = await started(ONE);
  cluster.lastWatches.load(object('Pod', 'web'));
  const worlds = told.worlds.length;
  await cluster.write({ current: 'dev', contexts: { dev: { namespace: 'shop', token: 'other' } } });
  assert.deepEqual(
    cluster.connections.map(({ disposed, access }) => [disposed, access.user.token?.text]),
    [
      [true, 'secret'],
      [false, 'other'],
    ],
  );
  assert.deepEqual([cluster.watches.length, cluster.lastWatches.retries, told.worlds.length], [1, 1, worlds]);
  await cluster.write({ current: 'dev', contexts: { dev: { namespace: 'shop', cluster: 'moved' } } });
  assert.deepEqual([cluster.watches.length, told.worlds.length], [2, worlds + 1]);
});

test('a change that does not concern the context changes nothing; its namespace is told to the watches', async () => {
  const { cluster } = await started(ONE);
  await cluster.write({ current: 'dev', contexts: { dev: { namespace: 'shop' }, more: {} } });
  assert.deepEqual([cluster.connections.length, cluster.lastWatches.retries], [1, 0]);
  await cluster.write({ current: 'dev', contexts: { dev: { namespace: 'other' }, more: {} } });
  assert.deepEqual([cluster.connections.length, cluster.lastWatches.wishes.at(-1)?.contextNamespace], [1, 'other']);
});

test('a file that is being written does not end what is connected; one that stays broken does', async () => {
  const { cluster, session } = await started(ONE);
  cluster.lastWatches.load();
  await cluster.write('unreadable');
  await cluster.write('unreadable');
  assert.equal(session.context.cluster.state, 'connected');
  await cluster.write(ONE);
  assert.deepEqual([cluster.connections.length, cluster.clock.waiting], [1, 0]);
  await cluster.write({ current: '', contexts: {} });
  assert.equal(session.context.cluster.state, 'connected');
  cluster.clock.advance(1000);
  await settled();
  assert.equal(session.context.cluster.state, 'no-context');
  assert.deepEqual(cluster.left, { timers: 0, files: 1, connections: 0, watches: 0 });
});

test('credentials that were refused are tried again when the file is written, and only then', async () => {
  const { cluster } = await started(ONE);
  const refused = { kind: 'credentials', message: 'The plugin failed.', advice: '' } as const;
  cluster.lastWatches.fail(refused, 0);
  cluster.clock.advance(60 * 60 * 1000);
  await settled();
  assert.equal(cluster.connections.length, 1);
  await cluster.write(ONE);
  assert.deepEqual([cluster.connections.length, cluster.lastWatches.retries], [2, 1]);
  cluster.lastWatches.load();
  await cluster.write(ONE);
  assert.equal(cluster.connections.length, 2, 'credentials that work are left alone');
});

test('a plugin that writes the kubeconfig whenever it fails does not run in a loop', async () => {
  const { cluster, session } = await started(ONE);
  const refused = { kind: 'credentials', message: 'The plugin failed.', advice: '' } as const;
  cluster.lastWatches.fail(refused, 0);
  for (let write = 0; write < 10; write += 1) await cluster.write(ONE);
  assert.equal(cluster.connections.length, 4);
  session.refresh();
  await settled();
  assert.equal(cluster.connections.length, 5);
  await cluster.write(ONE);
  assert.equal(cluster.connections.length, 6, 'the user has asked: files count again');
});

test('refresh reads the kubeconfig, makes the connection anew and tries at once what has failed', async () => {
  const { cluster, session } = await started(ONE);
  cluster.lastWatches.load();
  const reads = cluster.reads;
  session.refresh();
  await settled();
  assert.deepEqual([cluster.reads, cluster.connections.length, cluster.lastWatches.retries], [reads + 1, 2, 1]);
  assert.deepEqual(cluster.left, { timers: 0, files: 1, connections: 1, watches: 1 });
});

test('namespaces and limits of the settings reach the watches without a new connection', async () => {
  const { cluster, session } = await started(ONE);
  session.setSettings({ ...DEFAULT_SETTINGS, namespaces: ['a'], maxWatches: 3 });
  const { namespaces, maxWatches } = cluster.lastWatches.wishes.at(-1) ?? {};
  assert.deepEqual([namespaces, maxWatches, cluster.connections.length], [['a'], 3, 1]);
});

test('another kubeconfig begins anew', async () => {
  const { cluster, session } = await started(ONE);
  session.setSettings({ ...DEFAULT_SETTINGS, kubeconfig: '/other' });
  await settled();
  assert.deepEqual(cluster.left, { timers: 0, files: 1, connections: 1, watches: 1 });
  assert.equal(cluster.connections.length, 2);
});

test('a recording takes the place of the cluster, with nothing read or connected, and gives it back', async () => {
  const head = { format: SNAPSHOT_FORMAT, version: 1, recorded: '2026-01-02T03:04:05Z' };
  const missing = [{ kind: 'Node', why: 'Nodes were forbidden.' }];
  const pod = { metadata: { name: 'web', namespace: 'shop' } };
  const text = JSON.stringify({ ...head, missing, objects: { Pod: [pod] } });
  const { cluster, session } = await started(ONE, { snapshot: { name: 'demo', text } });
  assert.deepEqual([cluster.reads, cluster.left], [0, NOTHING_LEFT]);
  assert.deepEqual(session.context.cluster, { state: 'snapshot', name: 'demo', recorded: '2026-01-02T03:04:05Z' });
  assert.equal(session.world.store.find('Pod', 'shop', 'web')?.metadata.name, 'web');
  assert.deepEqual(session.world.knowledgeOf(PODS), { state: 'complete' });
  const withNodes = discoveryConfig('pod', { attach: new Set(['node']) });
  assert.deepEqual(session.world.knowledgeOf(withNodes), { state: 'partial', missing: ['Nodes were forbidden.'] });
  session.setSettings({ ...DEFAULT_SETTINGS, snapshot: { name: 'demo', text: '{}' } });
  assert.equal(session.context.cluster.state, 'snapshot-unreadable');
  assert.equal(session.world.knowledgeOf(PODS).state, 'unknown');
  session.setSettings(DEFAULT_SETTINGS);
  await settled();
  assert.equal(session.context.name, 'dev');
  session.dispose();
  assert.deepEqual(cluster.left, NOTHING_LEFT);
});
