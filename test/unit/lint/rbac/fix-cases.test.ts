import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkWorkspaceFix, foundIn, messagesOf } from './check-rbac.ts';
import { FIX_CASES } from './fix-cases.ts';

for (const { code, name, fixture, at, fixes } of FIX_CASES)
  test(`${code}: ${name}`, () => {
    const found = foundIn(fixture).filter(one => one.includes(` ${code} `));
    assert.deepEqual(
      found.map(one => one.replace(` ${code}`, '')),
      at,
    );
    assert.equal(messagesOf(fixture, code).length, at.length);
    for (const [title, file, holds] of fixes)
      assert.match(checkWorkspaceFix(fixture, code, title).get(file) ?? '', holds);
  });

test('every case has a name of its own', () => {
  const names = FIX_CASES.map(({ code, name }) => `${code}: ${name}`);
  assert.deepEqual(names, [...new Set(names)]);
});
