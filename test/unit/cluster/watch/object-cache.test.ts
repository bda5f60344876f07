import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ObjectCache } from '../../../../src/cluster/watch/object-cache.ts';
import { sameValue } from '../../../../src/cluster/watch/same-value.ts';
import { readObjectOfKind } from '../../../../src/kubernetes/objects/kubernetes-object.ts';

function pod(namespace: string, name: string, phase = 'Running') {
  return readObjectOfKind('Pod', { metadata: { namespace, name, labels: { app: name } }, status: { phase } });
}

function node(version: string, heartbeat: string, ready = 'True') {
  return readObjectOfKind('Node', {
    metadata: { name: 'n', resourceVersion: version },
    status: { conditions: [{ type: 'Ready', status: ready, lastHeartbeatTime: heartbeat }] },
  });
}

const names = (cache: ObjectCache) =>
  [...cache.list('Pod')].map(({ metadata }) => `${metadata.namespace}/${metadata.name}`);

test('a heartbeat is no change, and the object stays the same one', () => {
  const cache = new ObjectCache();
  const first = node('1', '10:00');
  assert.deepEqual(cache.set('Node', first), { kind: 'Node', namespace: '', name: 'n' });
  assert.equal(cache.set('Node', node('2', '10:01')), undefined);
  assert.equal(cache.find('Node', '', 'n'), first);
  assert.ok(cache.set('Node', node('3', '10:02', 'False')));
});

test('a list of one namespace leaves the others; one of all replaces all', () => {
  const cache = new ObjectCache();
  for (const one of [pod('a', '1'), pod('a', '2'), pod('b', '1')]) cache.set('Pod', one);
  const kept = cache.find('Pod', 'a', '2');
  const some = cache.listing('Pod', 'a');
  some.set(pod('a', '2'));
  some.set(pod('a', '3'));
  some.set(pod('a', '4'));
  some.remove('a', '4');
  assert.equal(some.count, 2);
  assert.deepEqual(names(cache), ['a/1', 'a/2', 'b/1'], 'nothing before it is committed');
  assert.deepEqual(
    some
      .commit()
      .map(({ name }) => name)
      .sort(),
    ['1', '3'],
  );
  assert.deepEqual([names(cache), cache.find('Pod', 'a', '2') === kept], [['a/2', 'a/3', 'b/1'], true]);

  const all = cache.listing('Pod', '');
  all.set(pod('a', '2', 'Failed'));
  all.set(pod('c', '1'));
  assert.deepEqual(
    all
      .commit()
      .map(({ namespace, name }) => `${namespace}/${name}`)
      .sort(),
    ['a/2', 'a/3', 'b/1', 'c/1'],
  );
  assert.deepEqual([names(cache), cache.count('Pod')], [['a/2', 'c/1'], 2]);
});

test('removing and retaining tell what was there', () => {
  const cache = new ObjectCache();
  for (const one of [pod('a', '1'), pod('b', '1'), pod('b', '2')]) cache.set('Pod', one);
  assert.equal(cache.remove('Pod', 'a', 'x'), undefined);
  assert.equal(cache.remove('Pod', 'x', '1'), undefined);
  assert.deepEqual(cache.remove('Pod', 'a', '1'), { kind: 'Pod', namespace: 'a', name: '1' });
  assert.deepEqual(cache.retain('Pod', new Set(['b'])), []);
  assert.equal(cache.retain('Pod', new Set()).length, 2);
  assert.deepEqual([names(cache), cache.find('Service', 'b', '2')], [[], undefined]);
});

const A = { list: [1, { map: new Map([['k', 'v']]) }], text: 'x', none: undefined };
const SAME: readonly (readonly [unknown, unknown, boolean])[] = [
  [A, structuredClone(A), true],
  [A, { list: A.list, text: 'x' }, true],
  [A, { ...A, text: 'y' }, false],
  [A, { ...A, more: 1 }, false],
  [A, { ...A, list: [1] }, false],
  [A.list, [1, { map: new Map([['k', 'w']]) }], false],
  [new Map([['k', undefined]]), new Map([['l', undefined]]), false],
  [new Map(), {}, false],
  [[], {}, false],
  [null, {}, false],
  [undefined, null, false],
  ['1', 1, false],
];

for (const [index, [one, other, expected]] of SAME.entries()) {
  test(`same value, case ${index}`, () => {
    assert.equal(sameValue(one, other), expected);
    assert.equal(sameValue(other, one), expected);
  });
}
