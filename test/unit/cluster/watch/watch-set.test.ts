import assert from 'node:assert/strict';
import { test } from 'node:test';
import { discovery } from './discovery-config.ts';
import { CUT } from './fake-connection.ts';
import { added, settle } from './scene.ts';
import { WatchScene } from './watch-scene.ts';

const PODS = '/api/v1/pods';
const HOME = '/api/v1/namespaces/home/pods';
const SHOP = '/api/v1/namespaces/shop/pods';
const WEB = '/api/v1/namespaces/web/pods';

test('watches come and go with the plan; those that stay are not touched', async () => {
  await using scene = new WatchScene();
  scene.plan([discovery('pod', ['shop', 'web'])]);
  await scene.list(SHOP, 'shop/a');
  await scene.list(WEB, 'web/b');
  assert.deepEqual(
    [scene.open, scene.names],
    [
      [SHOP, WEB],
      ['shop/a', 'web/b'],
    ],
  );
  const shop = await scene.request(SHOP);
  scene.changes.length = 0;
  scene.plan([discovery('pod', ['shop', 'more'])]);
  await settle();
  assert.deepEqual([scene.open, scene.names], [['/api/v1/namespaces/more/pods', SHOP], ['shop/a']]);
  assert.deepEqual(scene.changes, [{ kind: 'Pod', namespace: 'web', name: 'b' }]);
  assert.equal(await scene.request(SHOP), shop);
  scene.plan([]);
  await settle();
  assert.deepEqual([scene.open, scene.names], [[], []]);
});

test('the same plan again is nothing new', async () => {
  await using scene = new WatchScene();
  scene.plan([discovery('pod')]);
  const { states } = scene;
  scene.plan([discovery('pod')]);
  assert.equal(scene.states, states);
});

test('from single namespaces to all, the objects stay until the list is whole', async () => {
  await using scene = new WatchScene();
  scene.plan([discovery('pod', ['shop'])]);
  await scene.list(SHOP, 'shop/a');
  scene.plan([discovery('pod')]);
  await settle();
  assert.deepEqual([scene.open, scene.names], [[PODS], ['shop/a']]);
  await scene.list(PODS, 'shop/a', 'web/b');
  assert.deepEqual(scene.names, ['shop/a', 'web/b']);
});

test('forbidden everywhere: the context’s namespace and those that jobs name, until all is allowed', async () => {
  await using scene = new WatchScene();
  scene.plan([discovery('pod'), discovery('pod', ['shop'])]);
  await scene.forbid(PODS);
  assert.deepEqual(scene.open, [HOME, SHOP]);
  await scene.list(HOME, 'home/a');
  await scene.list(SHOP, 'shop/b');
  assert.deepEqual(scene.names, ['home/a', 'shop/b']);
  scene.clock.advance(60_000);
  await settle();
  const all = await scene.request(PODS);
  all.open(added('b'));
  await settle();
  assert.deepEqual(scene.open, [HOME, SHOP, PODS], 'until the list is whole');
  all.fail(CUT);
  await settle();
  assert.deepEqual(scene.open, [HOME, SHOP]);
  scene.clock.advance(500);
  await scene.list(PODS, 'home/a', 'shop/b', 'web/c');
  assert.deepEqual([scene.open, scene.names], [[PODS], ['home/a', 'shop/b', 'web/c']]);
});

test('no more watches than the limit, those that stand in for others last', async () => {
  await using scene = new WatchScene();
  const many = Array.from({ length: 40 }, (_, index) => `n${String(index).padStart(2, '0')}`);
  scene.plan([discovery('pod', many), discovery('node')]);
  assert.deepEqual(scene.open, ['/api/v1/nodes', PODS]);
  await scene.forbid(PODS);
  assert.equal(scene.open.length, 31, '30 namespaces and the nodes, for the refused one is asked again');
  await scene.list('/api/v1/namespaces/n00/pods', 'n00/a');
  assert.equal(scene.knowledge(discovery('pod', ['n00'])).state, 'complete');
  assert.deepEqual(scene.knowledge(discovery('pod', ['n39'])), {
    state: 'unknown',
    why: 'Listing and watching pods in all namespaces is forbidden for jane, and a context has at most 32 watches. Choose fewer namespaces, or raise the limit in the settings.',
  });
});

test('a listener that fails ends nothing', async () => {
  await using scene = new WatchScene();
  scene.onObjects = () => {
    throw new Error('a mistake');
  };
  scene.plan([discovery('pod')]);
  const watch = await scene.list(PODS, 'shop/a');
  watch.events(added('b', '2'));
  await settle();
  assert.deepEqual(scene.names, ['shop/a', 'shop/b']);
  assert.match(scene.logged.join(), /A listener of the watches failed/);
});

test('retrying reaches the watches that fail and leaves the others', async () => {
  await using scene = new WatchScene();
  scene.plan([discovery('endpoints', ['shop'])]);
  const pods = await scene.list(SHOP, 'shop/a');
  await scene.forbid('/api/v1/namespaces/shop/services');
  await scene.refuse('/api/v1/namespaces/shop/endpoints', CUT);
  assert.deepEqual(scene.open, [SHOP]);
  scene.set.retryNow();
  await settle();
  assert.deepEqual(scene.open, ['/api/v1/namespaces/shop/endpoints', SHOP, '/api/v1/namespaces/shop/services']);
  assert.equal(await scene.request(SHOP), pods);
});

test('disposed, it tells nothing more', async () => {
  const scene = new WatchScene();
  scene.plan([discovery('pod')]);
  await scene.list(PODS, 'shop/a');
  const { states } = scene;
  scene.changes.length = 0;
  await scene[Symbol.asyncDispose]();
  scene.plan([discovery('node')]);
  scene.set.retryNow();
  await settle();
  assert.deepEqual([scene.states, scene.changes, scene.open], [states, [], []]);
});
