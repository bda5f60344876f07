import assert from 'node:assert/strict';
import { test } from 'node:test';
import { discovery } from './discovery-config.ts';
import { CUT, status } from './fake-connection.ts';
import { added, settle } from './scene.ts';
import { WatchScene } from './watch-scene.ts';

const PODS = '/api/v1/pods';
const SERVICES = '/api/v1/services';
const SLICES = '/apis/discovery.k8s.io/v1/endpointslices';
const HOME = '/api/v1/namespaces/home/pods';
const SHOP = '/api/v1/namespaces/shop/pods';
const WEB = '/api/v1/namespaces/web/pods';
const DISCOVERS_NOTHING = 'A Prometheus with the same rights discovers nothing here, for it waits for this list.';

const UNREACHABLE = { kind: 'unreachable', code: 'ECONNREFUSED', message: 'Nothing listens at api:6443.' } as const;

test('complete only when every list is current', async () => {
  await using scene = new WatchScene();
  const config = discovery('endpointslice');
  assert.deepEqual(scene.knowledge(config), { state: 'loading' }, 'before there is a plan');
  scene.plan([config]);
  assert.deepEqual([scene.knowledge(config), scene.health], [{ state: 'loading' }, { state: 'connecting' }]);
  await scene.list(SLICES);
  await scene.list(PODS);
  assert.deepEqual([scene.knowledge(config), scene.health], [{ state: 'loading' }, { state: 'connected' }]);
  await scene.list(SERVICES);
  assert.deepEqual(scene.knowledge(config), { state: 'complete' });
  assert.deepEqual(scene.knowledge(discovery('pod', ['shop'])), { state: 'complete' }, 'all covers one');
});

test('what has come of the first lists is told until they are whole', async () => {
  await using scene = new WatchScene();
  scene.plan([discovery('pod', ['shop', 'web'])]);
  const first = await scene.request(SHOP);
  first.open(added('a'), added('b'));
  await settle();
  assert.deepEqual(scene.health, { state: 'loading', loaded: '2 pods…' });
  await scene.list(WEB);
  assert.deepEqual(scene.health, { state: 'loading', loaded: '2 pods…' });
});

test('forbidden everywhere: partial, with what it means for Prometheus', async () => {
  await using scene = new WatchScene();
  const config = discovery('pod');
  scene.plan([config, discovery('pod', ['shop'])]);
  await scene.forbid(PODS);
  assert.equal(scene.knowledge(config).state, 'loading');
  await scene.list(HOME);
  await scene.list(SHOP);
  const cause = `listing and watching pods in all namespaces is forbidden for jane. ${DISCOVERS_NOTHING}`;
  assert.deepEqual(scene.knowledge(config), {
    state: 'partial',
    missing: [`Only pods of namespaces home and shop are known: ${cause}`],
  });
  assert.deepEqual(scene.knowledge(discovery('pod', ['shop'])), { state: 'complete' });
  assert.deepEqual(scene.health, { state: 'connected' });
});

test('forbidden everywhere and in the namespace of the context: unknown', async () => {
  await using scene = new WatchScene();
  const config = discovery('pod');
  scene.plan([config]);
  await scene.forbid(PODS);
  await scene.forbid(HOME);
  assert.deepEqual(scene.knowledge(config), {
    state: 'unknown',
    why: `No pods are known, not even those of namespace home: listing and watching pods in all namespaces is forbidden for jane. ${DISCOVERS_NOTHING}`,
  });
  const { health } = scene;
  assert.ok(health.state === 'forbidden' && health.message.includes('at the cluster scope'));
});

test('of single namespaces, one is forbidden', async () => {
  await using scene = new WatchScene();
  const config = discovery('pod', ['shop', 'web']);
  scene.plan([config]);
  await scene.list(SHOP);
  await scene.forbid(WEB);
  assert.deepEqual(scene.knowledge(config), {
    state: 'partial',
    missing: [
      'Listing and watching pods in namespace web is forbidden for jane. A Prometheus with the same rights discovers nothing in namespace web, for it waits for this list.',
    ],
  });
});

test('what a role needs beside its own kind', async () => {
  await using scene = new WatchScene();
  const config = discovery('endpointslice', 'all', 'deployment');
  scene.plan([config]);
  await scene.list(SLICES);
  await scene.list(PODS);
  await scene.list(SERVICES);
  await scene.refuse('/apis/apps/v1/replicasets', status(403, 'no words that we know'));
  await scene.refuse('/apis/apps/v1/namespaces/home/replicasets', status(403, 'no words that we know'));
  assert.deepEqual(scene.knowledge(config), {
    state: 'partial',
    missing: [
      'No replicasets are known, not even those of namespace home: listing replicasets in all namespaces is forbidden. The labels that come from them are missing, and a Prometheus with the same rights goes on without them.',
    ],
  });
  scene.plan([discovery('service')]);
  assert.deepEqual(scene.knowledge(discovery('service')), { state: 'complete' });
});

test('kinds that the API server does not have', async () => {
  await using scene = new WatchScene();
  const config = discovery('endpointslice', ['shop']);
  scene.plan([config]);
  await scene.list(SHOP);
  await scene.list('/api/v1/namespaces/shop/services');
  await scene.refuse('/apis/discovery.k8s.io/v1/namespaces/shop/endpointslices', status(404));
  assert.deepEqual(scene.knowledge(config), {
    state: 'unknown',
    why: 'This API server does not have endpointslices. A Prometheus with the same rights discovers nothing in namespace shop, for it waits for this list.',
  });
  assert.deepEqual(scene.health, { state: 'connected' });
});

test('chosen namespaces instead of the cluster', async () => {
  await using scene = new WatchScene();
  scene.plan([discovery('pod')], ['shop', 'web']);
  await scene.list(SHOP);
  assert.deepEqual(scene.knowledge(discovery('pod')), { state: 'loading' });
  await scene.list(WEB);
  assert.deepEqual(scene.knowledge(discovery('pod')), {
    state: 'partial',
    missing: [
      'Only pods of namespaces shop and web are known: these namespaces are watched instead of the whole cluster.',
    ],
  });
});

test('unreachable from the start, then gone after it was there', async () => {
  await using scene = new WatchScene();
  const config = discovery('pod');
  scene.plan([config]);
  const start = scene.clock.now();
  await scene.refuse(PODS, UNREACHABLE);
  assert.deepEqual(scene.knowledge(config), { state: 'unknown', why: 'Nothing listens at api:6443.' });
  assert.deepEqual(scene.health, { state: 'failing', failure: UNREACHABLE, since: start });
  scene.clock.advance(500);
  const watch = await scene.list(PODS, 'shop/a');
  assert.deepEqual(scene.knowledge(config), { state: 'complete' });
  const since = scene.clock.now();
  scene.clock.advance(30_000);
  watch.fail(CUT);
  await settle();
  assert.deepEqual(scene.knowledge(config), { state: 'stale', since, why: 'The connection was cut.' });
  assert.deepEqual(scene.health, { state: 'failing', failure: CUT, since });
  scene.clock.advance(500);
  await scene.refuse(PODS, UNREACHABLE);
  assert.deepEqual(scene.knowledge(config), { state: 'stale', since, why: 'Nothing listens at api:6443.' });
});

test('listed anew: stale until the list is whole', async () => {
  await using scene = new WatchScene();
  const config = discovery('pod');
  scene.plan([config]);
  const watch = await scene.list(PODS, 'shop/a');
  const since = scene.clock.now();
  watch.events({ type: 'ERROR', object: { code: 410, message: 'too old' } });
  await settle();
  (await scene.request(PODS)).open(added('a'));
  await settle();
  const why = 'Pods in all namespaces are being listed again.';
  assert.deepEqual(scene.knowledge(config), { state: 'stale', since, why });
  assert.deepEqual(scene.health, { state: 'connected' });
});

test('credentials that are refused, with the way out', async () => {
  await using scene = new WatchScene();
  const config = discovery('pod', 'all', 'node');
  scene.plan([config]);
  await scene.list('/api/v1/nodes');
  const failure = { kind: 'credentials', message: 'The login has expired.', advice: 'cloud login' } as const;
  const since = scene.clock.now();
  await scene.refuse(PODS, failure);
  const why = 'The login has expired. Run: cloud login';
  assert.deepEqual(scene.knowledge(config), { state: 'unknown', why });
  assert.deepEqual(scene.health, { state: 'failing', failure, since });
});

test('many namespaces are not all named', async () => {
  await using scene = new WatchScene();
  const chosen = ['a', 'b', 'c', 'd', 'e'];
  scene.plan([discovery('pod')], chosen);
  for (const name of chosen) await scene.list(`/api/v1/namespaces/${name}/pods`);
  const knowledge = scene.knowledge(discovery('pod'));
  assert.ok(knowledge.state === 'partial');
  assert.match(knowledge.missing.join(), /^Only pods of namespaces a, b, c and 2 more are known/);
});
