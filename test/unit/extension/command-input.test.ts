import assert from 'node:assert/strict';
import { test } from 'node:test';
import { editEffectOf, placeOf, textOf } from '../../../src/extension/targets/command-arguments.ts';
import { readNamespaces } from '../../../src/extension/targets/namespace-names.ts';

test('arguments of commands that are not of the right form count as not given', () => {
  assert.deepEqual(placeOf({ configuration: 'c', job: 'j', rule: 2 }), { configuration: 'c', job: 'j', rule: 2 });
  assert.deepEqual(placeOf({ configuration: 'c', job: 'j' }), { configuration: 'c', job: 'j', rule: null });
  for (const wrong of [undefined, null, 'c', [], {}, { configuration: 'c' }, { configuration: 1, job: 'j' }]) {
    assert.equal(placeOf(wrong), undefined);
  }
  assert.deepEqual(editEffectOf({ configuration: 'c', job: null }), { configuration: 'c', job: null });
  assert.equal(editEffectOf({ job: 'j' }), undefined);
  assert.equal(textOf('x'), 'x');
  for (const wrong of ['', undefined, 1, {}]) assert.equal(textOf(wrong), null);
});

test('names of namespaces are read as they are written, and only such', () => {
  assert.deepEqual(readNamespaces(' shop, monitoring  shop\n'), { ok: true, names: ['shop', 'monitoring'] });
  assert.deepEqual(readNamespaces(''), { ok: true, names: [] });
  for (const wrong of ['Shop', 'a_b', '-a', 'a-', 'a'.repeat(64)]) {
    const read = readNamespaces(`ok, ${wrong}`);
    assert.ok(!read.ok && read.message.startsWith(wrong), wrong);
  }
});
