import assert from 'node:assert/strict';
import { test } from 'node:test';
import { canonicalHeaderName, isReservedHeader } from '../../../../src/prometheus/config/header-name.ts';

const CANONICAL: readonly (readonly [string, string])[] = [
  ['accept-encoding', 'Accept-Encoding'],
  ['X-SCOPE-orgid', 'X-Scope-Orgid'],
  ['a b', 'a b'],
  ['', ''],
  ['x--y', 'X--Y'],
];

for (const [name, canonical] of CANONICAL) {
  test(`canonical ${JSON.stringify(name)}`, () => assert.equal(canonicalHeaderName(name), canonical));
}

test('reserved headers in any case', () => {
  assert.ok(isReservedHeader('HOST'));
  assert.ok(!isReservedHeader('Hosts'));
});
