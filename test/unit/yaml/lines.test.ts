import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lineStarts, offsetAt, positionAt } from '../../../src/yaml/lines.ts';

test('lines begin behind every kind of line break', () => {
  const cases: readonly (readonly [string, readonly number[]])[] = [
    ['', [0]],
    ['a', [0]],
    ['a\n', [0, 2]],
    ['a\nb\n\nc', [0, 2, 4, 5]],
    ['a\r\nb\r\n', [0, 3, 6]],
    ['a\rb\r\rc\r\nd\ne', [0, 2, 4, 5, 8, 10]],
    ['😀\nb', [0, 3]],
    ['a\u2028b', [0]],
  ];
  for (const [text, starts] of cases) assert.deepEqual(lineStarts(text), starts, JSON.stringify(text));
});

test('every offset has a position that leads back to it', () => {
  for (const text of ['', 'ab\n\ncd', 'a\r\nb\rc\n', 'é😀\nx']) {
    const starts = lineStarts(text);
    for (let offset = 0; offset <= text.length; offset++) {
      assert.equal(offsetAt(starts, positionAt(starts, offset), text.length), offset);
    }
  }
});

test('positions outside of the text are cut to it', () => {
  const starts = lineStarts('ab\ncd');
  assert.deepEqual(positionAt(starts, -3), { line: 0, character: 0 });
  assert.equal(offsetAt(starts, { line: -1, character: 4 }, 5), 0);
  assert.equal(offsetAt(starts, { line: 9, character: 0 }, 5), 5);
  assert.equal(offsetAt(starts, { line: 0, character: 99 }, 5), 3);
  assert.equal(offsetAt(starts, { line: 1, character: 99 }, 5), 5);
});
