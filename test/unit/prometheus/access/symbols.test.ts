import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isTorn, piecesOf, symbol, unify } from '../../../../src/prometheus/access/symbols.ts';

const [A, B] = [symbol('a'), symbol('b')];

test('a value falls into texts and symbols', () => {
  assert.deepEqual(piecesOf(`x${A}${B};`), [{ text: 'x' }, { symbol: 'a' }, { symbol: 'b' }, { text: ';' }]);
  assert.deepEqual(piecesOf(''), []);
  assert.ok(isTorn(A.slice(1)));
  assert.ok(isTorn(`x${A.slice(0, -1)}`));
  assert.ok(!isTorn(`x${A}`));
});

test('symbols are told from what the whole must be', () => {
  const rows: readonly (readonly [
    value: string,
    text: string,
    values: Record<string, string> | 'ambiguous' | undefined,
  ])[] = [
    [A, 'x', { a: 'x' }],
    [A, '', { a: '' }],
    [`${A};${B}`, 'x;y', { a: 'x', b: 'y' }],
    [`${A};${B}`, 'x', undefined],
    [`${A};${B}`, 'x;y;z', 'ambiguous'],
    [`${A}${B}`, 'xy', 'ambiguous'],
    [`${A};${A}`, 'x;x', { a: 'x' }],
    [`${A};${A}`, 'x;y', undefined],
    [`${A}.svc:443`, 'a.svc:443', { a: 'a' }],
    [`${A}.svc`, 'axsvc', undefined],
  ];
  for (const [value, text, values] of rows) {
    const found = unify(value, text);
    assert.deepEqual(found instanceof Map ? Object.fromEntries(found) : found, values, `${value} ${text}`);
  }
});
