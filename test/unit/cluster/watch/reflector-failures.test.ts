import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ApiFailure } from '../../../../src/cluster/api/api-failure.ts';
import { CUT, status } from './fake-connection.ts';
import { added, bookmark, errorEvent, listEnd, Scene, settle } from './scene.ts';

const REFUSED: ApiFailure = { kind: 'unreachable', code: 'ECONNREFUSED', message: 'Nothing listens there.' };

test('a connection that is cut is resumed soon; the objects stay, of the time of the last sign', async () => {
  await using scene = new Scene();
  const first = await scene.listed('a');
  const known = scene.clock.now();
  scene.clock.advance(40_000);
  first.fail(CUT);
  await scene.until('failed');
  assert.deepEqual(scene.reflector.state, { state: 'failing', why: 'failed', failure: CUT, known, since: known });
  assert.deepEqual([scene.names, scene.logged], [['a'], ['pods in all namespaces: The connection was cut.']]);
  const second = await scene.requestWithin(500);
  assert.equal(second.query.get('resourceVersion'), '100');
  second.open();
  await settle();
  assert.equal(scene.state, 'failed', 'the refusal of the version may still come');
  scene.clock.advance(1000);
  await scene.until('current');
  assert.deepEqual(scene.changes, []);
});

test('while nobody answers it is tried within 5 s each time, and then listed anew', async () => {
  await using scene = new Scene();
  (await scene.listed('a')).fail(CUT);
  (await scene.requestWithin(500)).refuse(REFUSED);
  for (let attempt = 0; attempt < 10; attempt++) {
    const request = await scene.requestWithin(5000);
    assert.equal(request.query.get('sendInitialEvents'), 'true');
    if (attempt < 9) request.refuse(REFUSED);
    else request.open(added('b'), listEnd('3'));
  }
  await scene.until('current');
  assert.deepEqual([scene.names, scene.logged.length], [['b'], 2]);
});

test('a watch whose answer does not begin is asked for as a list, which brings something at once', async () => {
  await using scene = new Scene();
  (await scene.listed('a')).fail(CUT);
  (await scene.requestWithin(500)).refuse({ kind: 'timeout', message: 'No answer.' });
  assert.equal((await scene.requestWithin(1000)).query.get('sendInitialEvents'), 'true');
});

test('silence: a bookmark is a sign of life, and after 150 s without one the connection is given up', async () => {
  await using scene = new Scene();
  const first = await scene.listed('a');
  scene.clock.advance(140_000);
  first.events(bookmark('120'));
  await settle();
  const sign = scene.clock.now();
  scene.clock.advance(149_000);
  await settle();
  assert.equal(scene.state, 'current');
  scene.clock.advance(1000);
  await scene.until('failed');
  assert.ok(first.isClosed);
  const { state } = scene.reflector;
  assert.equal(state.state === 'failing' && state.known, sign);
  const second = await scene.requestWithin(500);
  assert.equal(second.query.get('resourceVersion'), '120');

  // Nothing at all came over this one: the version may be of a future that the server does not know.
  second.open();
  await settle();
  scene.clock.advance(1000);
  await scene.until('current');
  scene.clock.advance(150_000);
  await scene.until('failed');
  assert.equal((await scene.requestWithin(500)).query.get('sendInitialEvents'), 'true');
});

test('401: new credentials once, then at once; refused again, it waits until it is asked', async () => {
  await using scene = new Scene();
  scene.connection.renewals.push('renewed', 'renewed');
  (await scene.listed('a')).end();
  (await scene.requestWithin(500)).refuse(status(401));
  const renewed = await scene.request();
  renewed.open(bookmark('101'));
  await settle();
  assert.deepEqual([scene.state, scene.connection.renewed], ['current', 1]);
  scene.clock.advance(20_000);
  renewed.end();
  (await scene.request()).refuse(status(401));
  (await scene.request()).refuse(status(401));
  await scene.until('unauthorised');
  // It was let in before: a server that has just started may be mistaken. Nothing is renewed for that.
  (await scene.requestWithin(2000, 2000)).refuse(status(401));
  (await scene.requestWithin(4000, 4000)).refuse(status(401));
  (await scene.requestWithin(8000, 8000)).refuse(status(401));
  await settle();
  scene.clock.advance(3_600_000);
  await settle();
  scene.noRequest();
  assert.equal(scene.connection.renewed, 2);
  scene.reflector.retryNow();
  (await scene.request()).open(bookmark('102'));
  await scene.until('current');
});

test('401 from the start, without other credentials', async () => {
  await using scene = new Scene();
  (await scene.request()).refuse(status(401));
  await scene.until('unauthorised');
  scene.clock.advance(3_600_000);
  await settle();
  scene.noRequest();
});

test('no credentials: it waits until it is asked, and nothing is renewed', async () => {
  await using scene = new Scene();
  const failure = { kind: 'credentials', message: 'The plugin failed.', advice: 'cloud login' } as const;
  (await scene.request()).refuse(failure);
  await scene.until('unauthorised');
  scene.clock.advance(3_600_000);
  await settle();
  scene.noRequest();
  assert.equal(scene.connection.renewed, 0);
  scene.reflector.retryNow();
  (await scene.request()).open(listEnd('1'));
  await scene.until('current');
});

test('asked while the answer is awaited: once more at once', async () => {
  await using scene = new Scene();
  (await scene.request()).refuse(status(401));
  await scene.until('unauthorised');
  scene.reflector.retryNow();
  const pending = await scene.request();
  scene.reflector.retryNow();
  pending.refuse(status(401));
  (await scene.request()).open(listEnd('1'));
  await scene.until('current');
});

const SLOW = [
  { code: 403, state: 'forbidden' },
  { code: 404, state: 'absent' },
] as const;

for (const { code, state } of SLOW) {
  test(`${code}: ${state}, asked again within a minute`, async () => {
    await using scene = new Scene();
    (await scene.request()).refuse(status(code));
    await scene.until(state);
    const again = await scene.requestWithin(60_000, 30_000);
    assert.equal(scene.state, state);
    again.open(listEnd('1'));
    await scene.until('current');
  });

  test(`${code} after a list: the objects stay; asked again soon, for the server may have just started`, async () => {
    await using scene = new Scene();
    (await scene.listed('a')).fail(CUT);
    (await scene.requestWithin(500)).refuse(status(code));
    await scene.until(state);
    (await scene.requestWithin(2000, 2000)).refuse(status(code));
    (await scene.requestWithin(4000, 4000)).refuse(status(code));
    (await scene.requestWithin(8000, 8000)).refuse(status(code));
    (await scene.requestWithin(60_000, 30_000)).refuse(status(code));
    assert.deepEqual(scene.names, ['a']);
  });
}

const IN_STREAM = [
  { code: 401, state: 'unauthorised' },
  { code: 403, state: 'forbidden' },
  { code: 404, state: 'absent' },
  { code: 429, state: 'failed' },
  { code: 500, state: 'failed' },
] as const;

for (const { code, state } of IN_STREAM) {
  test(`an error of ${code} in the stream is as one in front of it`, async () => {
    await using scene = new Scene();
    (await scene.listed('a')).events(errorEvent(code, 'the reason'));
    await scene.until(state);
    const watch = scene.reflector.state;
    assert.ok(watch.state === 'failing' && watch.failure.message === 'the reason' && watch.known !== null);
    assert.deepEqual(scene.names, ['a']);
    const again = await scene.requestWithin(2000);
    assert.equal(again.query.get('resourceVersion'), '100');
  });
}

for (const code of [429, 503]) {
  test(`${code} with Retry-After is heeded, up to a minute`, async () => {
    await using scene = new Scene();
    (await scene.request()).refuse({ ...status(code), kind: 'status', retryAfterMs: 20_000 } as ApiFailure);
    const again = await scene.requestWithin(24_000, 20_000);
    again.refuse({ ...status(code), kind: 'status', retryAfterMs: 3_600_000 } as ApiFailure);
    await scene.requestWithin(72_000, 60_000);
    assert.equal(scene.state, 'failed');
  });
}

test('a version that the server cannot read is given up', async () => {
  await using scene = new Scene();
  (await scene.listed('a')).fail(CUT);
  (await scene.requestWithin(500)).refuse(status(400));
  assert.equal((await scene.requestWithin(1000)).query.get('sendInitialEvents'), 'true');
});

const PHASES = {
  'while it waits for an answer': async (scene: Scene) => void (await scene.request()),
  'in a list': async (scene: Scene) => void (await scene.request()).open(added('a')),
  'in a page': async (scene: Scene) => {
    (await scene.request()).refuse(status(422));
    (await scene.request()).open().text('{');
  },
  'in a watch': async (scene: Scene) => void (await scene.listed('a')),
  'in a pause': async (scene: Scene) => (await scene.request()).refuse(CUT),
  'in a pause without end': async (scene: Scene) => (await scene.request()).refuse(status(401)),
  'among many events': async (scene: Scene) => {
    (await scene.request()).open(...Array.from({ length: 20_000 }, (_, index) => added(`pod-${index}`)));
  },
} as const;

for (const [phase, reach] of Object.entries(PHASES)) {
  test(`ended ${phase}, it leaves nothing`, async () => {
    await using scene = new Scene();
    await reach(scene);
    await settle();
  });
}
