import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CUT, status } from './fake-connection.ts';
import { added, bookmark, deleted, errorEvent, listEnd, page, pod, Scene, settle, turnsUntil } from './scene.ts';

test('the first list is asked for as a watch, and the same request goes on as the watch', async () => {
  await using scene = new Scene({ kind: 'Pod', namespace: 'shop' });
  const request = await scene.request();
  assert.match(request.path, /^\/api\/v1\/namespaces\/shop\/pods\?/);
  const { watch, allowWatchBookmarks, sendInitialEvents, resourceVersionMatch, resourceVersion, timeoutSeconds } =
    Object.fromEntries(request.query);
  assert.deepEqual(
    { watch, allowWatchBookmarks, sendInitialEvents, resourceVersionMatch, resourceVersion },
    {
      watch: '1',
      allowWatchBookmarks: 'true',
      sendInitialEvents: 'true',
      resourceVersionMatch: 'NotOlderThan',
      resourceVersion: '',
    },
  );
  assert.ok(Number(timeoutSeconds) >= 300 && Number(timeoutSeconds) <= 600);
  assert.equal(request.firstByteMs, 30_000);

  request.open(added('a'), added('b'));
  await settle();
  assert.deepEqual([scene.state, scene.names, scene.changes], ['loading', [], []]);
  assert.deepEqual(scene.reflector.state, { state: 'loading', loaded: 2, known: null });
  request.events(listEnd('7'));
  await scene.until('current');
  assert.deepEqual(scene.names, ['a', 'b']);
  assert.deepEqual(scene.changes, [
    { kind: 'Pod', namespace: 'shop', name: 'a' },
    { kind: 'Pod', namespace: 'shop', name: 'b' },
  ]);
  scene.changes.length = 0;

  request.events(added('c', '8'), deleted('a', '9'), { type: 'MODIFIED', object: pod('b', '10') });
  await turnsUntil('the events', () => scene.changes.length > 1);
  await settle();
  assert.deepEqual(scene.names, ['b', 'c']);
  assert.deepEqual(
    scene.changes.map(({ name }) => name),
    ['c', 'a'],
    'what has only another version is no change',
  );
});

for (const code of [400, 422]) {
  test(`an API server that refuses to list by watching (${code}) is asked in pages from then on`, async () => {
    await using scene = new Scene();
    (await scene.request()).refuse(status(code));
    const first = await scene.request();
    assert.equal(first.path, '/api/v1/pods?limit=200');
    first.json(page(['a'], '50', 'to ken'));
    const second = await scene.request();
    assert.equal(second.path, '/api/v1/pods?limit=200&continue=to%20ken');
    await settle();
    assert.deepEqual(scene.names, [], 'not before the list is whole');
    second.json(page(['b'], '50'));
    const watch = await scene.request();
    assert.equal(watch.query.get('resourceVersion'), '50');
    assert.equal(watch.query.get('sendInitialEvents'), null);
    assert.deepEqual([scene.names, scene.state], [['a', 'b'], 'current']);
    watch.open(errorEvent(410, 'too old'));
    assert.equal((await scene.request()).path, '/api/v1/pods?limit=200');
  });
}

test('the list is begun anew when its continue token has expired', async () => {
  await using scene = new Scene();
  (await scene.request()).refuse(status(422));
  (await scene.request()).json(page(['gone'], '50', 'token'));
  (await scene.request()).refuse(status(410));
  const again = await scene.request();
  assert.equal(again.path, '/api/v1/pods?limit=200');
  again.json(page(['a'], '60'));
  await scene.until('current');
  assert.deepEqual(scene.names, ['a']);
});

const EXPIRED = {
  'in the stream': (scene: Scene) => scene.request().then(watch => watch.open(errorEvent(410, 'too old'))),
  'as a status': (scene: Scene) => scene.request().then(watch => watch.refuse(status(410))),
} as const;

for (const [form, refuse] of Object.entries(EXPIRED)) {
  test(`410 ${form}: listed again at once, the old objects stay until the new list is whole`, async () => {
    await using scene = new Scene();
    const first = await scene.listed('a', 'b', 'c');
    scene.clock.advance(20_000);
    first.end();
    await refuse(scene);
    const list = await scene.request();
    assert.equal(list.query.get('sendInitialEvents'), 'true');
    assert.equal(scene.state, 'loading');
    list.open(added('b'), { type: 'ADDED', object: pod('c', '8', 'Failed') }, added('d'));
    await settle();
    assert.deepEqual([scene.names, scene.changes], [['a', 'b', 'c'], []]);
    list.events(listEnd('200'));
    await scene.until('current');
    assert.deepEqual(scene.names, ['b', 'c', 'd']);
    assert.deepEqual(scene.changes.map(({ name }) => name).sort(), ['a', 'c', 'd']);
  });
}

test('410 again and again is not asked for in a loop', async () => {
  await using scene = new Scene();
  const first = await scene.listed('a');
  first.events(errorEvent(410, 'too old'));
  (await scene.request()).open(listEnd('2'), errorEvent(410, 'too old'));
  await scene.until('failed');
  await scene.requestWithin(500, 250);
});

test('a watch that ends is resumed from the last version, also from that of a bookmark', async () => {
  await using scene = new Scene();
  const first = await scene.listed('a');
  first.events(added('b', '140'), bookmark('150'));
  scene.clock.advance(40_000);
  first.end();
  const second = await scene.request();
  assert.equal(second.query.get('resourceVersion'), '150');
  second.open(added('c', '160'));
  await turnsUntil('the event', () => scene.names.length === 3);
  second.end();
  // It was open for no time: a pause, though it brought something.
  const third = await scene.requestWithin(500, 250);
  assert.equal(third.query.get('resourceVersion'), '160');
  assert.deepEqual(scene.states, ['current']);
});

test('ends that bring nothing are answered by longer and longer pauses, and said', async () => {
  await using scene = new Scene();
  (await scene.listed('a')).end();
  (await scene.requestWithin(500, 250)).open().end();
  (await scene.requestWithin(1000, 500)).open().end();
  await scene.until('failed');
  (await scene.requestWithin(2000, 1000)).open().end();
  (await scene.requestWithin(4000, 2000)).open().end();
  (await scene.requestWithin(5000, 2500)).open().end();
  (await scene.requestWithin(5000, 2500)).open(bookmark('101'));
  await scene.until('current');
  assert.deepEqual(scene.names, ['a']);
});

test('a server that does not know that a watch can be a list is asked in pages once it shows', async () => {
  await using scene = new Scene();
  (await scene.request()).open(added('a'), bookmark('5'));
  (await scene.requestWithin(500)).json(page(['a'], '5'));
  await scene.until('current');
});

test('a streamed list that stops or ends is asked for in pages', async () => {
  await using scene = new Scene();
  const stopped = (await scene.request()).open(added('a'));
  await settle();
  scene.clock.advance(30_000);
  const pages = await scene.requestWithin(500);
  assert.ok(stopped.isClosed);
  assert.equal(pages.path, '/api/v1/pods?limit=200');
  pages.fail(CUT).open();
  (await scene.requestWithin(1000)).open(added('a')).end();
  (await scene.requestWithin(2000)).json(page(['a'], '5'));
  await scene.until('current');
});

test('a page that stops is given up', async () => {
  await using scene = new Scene();
  (await scene.request()).refuse(status(422));
  const stopped = (await scene.request()).open().text('{"kind":"PodList",');
  await settle();
  scene.clock.advance(30_000);
  await scene.requestWithin(500);
  assert.ok(stopped.isClosed);
  assert.equal(scene.state, 'failed');
});

test('progress of a list is told, but not with every chunk', async () => {
  await using scene = new Scene();
  const list = (await scene.request()).open();
  for (let chunk = 0; chunk < 50; chunk++) {
    list.events(added(`pod-${chunk}`));
    await settle();
    scene.clock.advance(25);
  }
  assert.ok(scene.states.length >= 4 && scene.states.length <= 6, `told ${scene.states.length} times`);
  assert.deepEqual(scene.reflector.state, { state: 'loading', loaded: 50, known: null });
});

test('many events at once do not keep the thread', async () => {
  await using scene = new Scene();
  const list = await scene.request();
  list.open(...Array.from({ length: 30_000 }, (_, index) => added(`pod-${index}`)), listEnd('1'));
  let turns = 0;
  await turnsUntil('the list', () => ++turns > 0 && scene.state === 'current');
  assert.ok(turns > 3, `${turns} turns`);
  assert.equal(scene.names.length, 30_000);
});
