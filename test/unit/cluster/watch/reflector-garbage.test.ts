import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MAX_LINE_BYTES } from '../../../../src/cluster/watch/event-lines.ts';
import { type FakeRequest, status } from './fake-connection.ts';
import { added, listEnd, object, page, pod, Scene, settle, turnsUntil } from './scene.ts';

const GARBAGE: Readonly<Record<string, (request: FakeRequest) => unknown>> = {
  'a login page': request => request.text('<!doctype html>\n<html>\n'),
  'a page without line feed, and the end': request => request.text('<html></html>').end(),
  'half an event, and the end': request => request.text('{"type":"ADDED","object":{"kind":').end(),
  'broken JSON': request => request.text('{"type":"ADDED",}\n'),
  'JSON that is no event': request => request.events({ hello: 'world' }),
  'JSON that is no object': request => request.text('null\n'),
  'an event of no known type': request => request.events({ type: 'CHANGED', object: pod('x') }),
  'a line without end': request => request.bytes(Buffer.alloc(MAX_LINE_BYTES + 1, 0x20)),
};

for (const [what, send] of Object.entries(GARBAGE)) {
  test(`${what}: said, the objects stay, and it is tried again`, async () => {
    await using scene = new Scene();
    const first = await scene.listed('a');
    send(first);
    await scene.until('failed');
    const { state } = scene.reflector;
    assert.ok(state.state === 'failing' && state.failure.kind === 'garbage');
    assert.ok(!/html|hello|CHANGED/.test(state.failure.message), 'nothing of what came is repeated');
    assert.deepEqual(scene.names, ['a']);
    (await scene.requestWithin(500)).open(added('b', '200'));
    await scene.until('current');
    assert.deepEqual(scene.names, ['a', 'b']);
  });
}

const NO_LISTS: Readonly<Record<string, unknown>> = {
  'another object': { kind: 'Status', metadata: {} },
  'a list without version': { kind: 'PodList', metadata: {}, items: [] },
  'items that are none': { kind: 'PodList', metadata: { resourceVersion: '1' }, items: {} },
  nothing: null,
};

for (const [what, body] of Object.entries(NO_LISTS)) {
  test(`${what} instead of a list is not an empty list`, async () => {
    await using scene = new Scene();
    (await scene.request()).refuse(status(422));
    (await scene.request()).json(body);
    await scene.until('failed');
    (await scene.requestWithin(500)).json({ ...(page([], '4') as object), items: null });
    await scene.until('current');
  });
}

test('objects that are none, or that were not asked for, are left out and counted', async () => {
  await using scene = new Scene({ kind: 'Pod', namespace: 'shop' });
  const elsewhere = object('Pod', { name: 'x', namespace: 'web' }, {});
  const nowhere = object('Pod', { name: 'x' }, {});
  const other = object('Service', { name: 'x', namespace: 'shop' }, {});
  const bad = [
    null,
    'text',
    {},
    { metadata: null },
    object('Pod', { namespace: 'shop' }, {}),
    other,
    elsewhere,
    nowhere,
  ];
  const watch = (await scene.request()).open(...bad.map(one => ({ type: 'ADDED', object: one })), listEnd('1'));
  watch.events(...bad.map(one => ({ type: 'DELETED', object: one })), added('good'));
  await turnsUntil('the good one', () => scene.names.length > 0);
  assert.deepEqual([scene.names, scene.reflector.dropped], [['good'], 2 * bad.length]);
});

test('characters and lines in several chunks stay whole', async () => {
  await using scene = new Scene();
  const list = (await scene.request()).open();
  const bytes = Buffer.from(`${JSON.stringify(added('zürich-🚀'))}\r\n\n${JSON.stringify(listEnd('1'))}\n`);
  for (const byte of bytes) list.bytes(Uint8Array.of(byte));
  await settle();
  await scene.until('current');
  assert.deepEqual(scene.names, ['zürich-🚀']);
});

test('of an object only what discovery reads is kept', async () => {
  await using scene = new Scene();
  const watch = await scene.listed();
  const full = object(
    'Pod',
    { name: 'a', namespace: 'shop', managedFields: [{ manager: 'x' }], labels: { app: 'a' } },
    { spec: { nodeName: 'n', volumes: [{ secret: { secretName: 's' } }] } },
  );
  watch.events({ type: 'ADDED', object: full });
  await turnsUntil('the pod', () => scene.names.length === 1);
  const text = JSON.stringify(scene.cache.find('Pod', 'shop', 'a'));
  assert.ok(!/managedFields|secret/.test(text), text);
});
