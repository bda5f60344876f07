import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Dialect } from '../../../src/yaml/dialect.ts';
import type { TextEdit } from '../../../src/yaml/edit.ts';
import { type Embedded, embed, innerEdit } from '../../../src/yaml/embedded.ts';
import { parseSource, problemsOf } from '../../../src/yaml/source.ts';

function embedded(text: string, dialect: Dialect = 'manifest'): Embedded {
  const file = parseSource(text, dialect);
  const root = file.documents[0]?.root;
  const value = root?.kind === 'map' ? root.pairs[0]?.value : undefined;
  assert.ok(value?.kind === 'scalar', text);
  return embed(file, value);
}

function applied(text: string, edit: TextEdit): string {
  return text.slice(0, edit.start) + edit.text + text.slice(edit.end);
}

test('the text of scalars of every kind', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['a: |\n  b\n  c\n', 'b\nc\n'],
    ['a: |-\n  b\n\n', 'b'],
    ['a: |+\n  b\n\n', 'b\n\n'],
    ['a: |2\n    b\n', '  b\n'],
    ['a: |\r\n  b\r\n  c\r\n', 'b\nc\n'],
    ['a: >\n  b\n  c\n\n  d\n    e\n  f\n', 'b c\nd\n  e\nf\n'],
    ['a: "b\\n\\tc\\u00e9\\x41"\n', 'b\n\tcéA'],
    ["a: 'it''s'\n", "it's"],
    ['a: b\n  c\n', 'b c'],
    ['a: "b \\\n  c"\n', 'b c'],
    ['a: |\n  b', 'b\n'],
  ];
  for (const [text, wanted] of cases) assert.equal(embedded(text).text, wanted, JSON.stringify(text));
  assert.equal(embedded('a: |\n  b', 'prometheus').text, 'b');
});

test('offsets go out and come back', () => {
  for (const text of [
    'a: |\n  b: c\n  d\n',
    'a: |\r\n  b: c\r\n  d\r\n',
    'a: "b\\nc"\n',
    "a: 'b''c'\n",
    'a: >\n  b\n  c\n',
  ]) {
    const inside = embedded(text);
    for (let offset = 0; offset < inside.text.length; offset++) {
      const outer = inside.toOuter(offset);
      assert.equal(inside.toInner(outer), offset, `${JSON.stringify(text)} ${offset}`);
      if (/[a-z:]/.test(inside.text[offset] ?? '')) assert.equal(text[outer], inside.text[offset]);
    }
  }
});

test('a span ends behind its last character, not before the next line', () => {
  const text = 'a: |\n    b: c\n    d: e\n';
  const { toOuterSpan, toInner } = embedded(text);
  assert.deepEqual(toOuterSpan({ start: 0, end: 4 }), { start: 9, end: 13 });
  assert.deepEqual(toOuterSpan({ start: 3, end: 3 }), { start: 12, end: 12 });
  assert.equal(text.slice(toOuterSpan({ start: 5, end: 9 }).start, toOuterSpan({ start: 5, end: 9 }).end), 'd: e');
  assert.equal(toInner(2), undefined);
  assert.equal(toInner(6), 0);
  assert.equal(toInner(15), 5);
  assert.equal(toInner(text.length), 10);
  assert.equal(toInner(text.length + 1), undefined);
});

test('edits are written through the map', () => {
  const literal = 'a: |\n  b: 1\n  c: 2\nz: 3\n';
  const cases: readonly (readonly [string, TextEdit, string | undefined])[] = [
    [literal, { start: 3, end: 4, text: 'x' }, 'a: |\n  b: x\n  c: 2\nz: 3\n'],
    [literal, { start: 5, end: 5, text: 'n: 9\n' }, 'a: |\n  b: 1\n  n: 9\n  c: 2\nz: 3\n'],
    [literal, { start: 4, end: 4, text: '\nn: 9' }, 'a: |\n  b: 1\n  n: 9\n  c: 2\nz: 3\n'],
    [literal, { start: 5, end: 5, text: 'n:\n\n- 9\n' }, 'a: |\n  b: 1\n  n:\n\n  - 9\n  c: 2\nz: 3\n'],
    [literal, { start: 0, end: 5, text: '' }, 'a: |\n  c: 2\nz: 3\n'],
    [literal, { start: 5, end: 10, text: '' }, 'a: |\n  b: 1\nz: 3\n'],
    [literal, { start: 10, end: 10, text: 'd: 4\n' }, 'a: |\n  b: 1\n  c: 2\n  d: 4\nz: 3\n'],
    [literal, { start: 9, end: 9, text: '\nd: 4' }, 'a: |\n  b: 1\n  c: 2\n  d: 4\nz: 3\n'],
    [literal, { start: 10, end: 10, text: 'd: 4' }, undefined],
    ['a: |\r\n  b: 1\r\n', { start: 5, end: 5, text: 'c: 2\n' }, 'a: |\r\n  b: 1\r\n  c: 2\r\n'],
    ['a: "b\\nc"\n', { start: 0, end: 1, text: 'xy' }, 'a: "xy\\nc"\n'],
    ['a: "b\\nc"\n', { start: 1, end: 1, text: 'xy' }, 'a: "bxy\\nc"\n'],
    ['a: "b\\nc"\n', { start: 0, end: 2, text: '' }, undefined],
    ['a: "b\\nc"\n', { start: 0, end: 1, text: '"' }, undefined],
    ['a: "b\\nc"\n', { start: 0, end: 1, text: 'x\ny' }, undefined],
    ["a: 'b''c'\n", { start: 2, end: 3, text: 'd' }, "a: 'b''d'\n"],
    ["a: 'b''c'\n", { start: 1, end: 2, text: 'd' }, undefined],
    ['a: >\n  b\n  c\n', { start: 0, end: 1, text: 'd' }, 'a: >\n  d\n  c\n'],
    ['a: >\n  b\n  c\n', { start: 1, end: 2, text: '\n' }, undefined],
    ['a: b c\n', { start: 2, end: 3, text: 'd' }, 'a: b d\n'],
    ['a: b c\n', { start: 2, end: 3, text: '#' }, undefined],
  ];
  for (const [text, edit, wanted] of cases) {
    const inside = embedded(text);
    const outer = inside.toOuterEdit(edit);
    const got = outer === undefined ? undefined : applied(text, outer);
    assert.equal(got, wanted, JSON.stringify({ text, edit }));
    if (got === undefined) continue;
    assert.equal(embedded(got).text, applied(inside.text, edit));
    assert.deepEqual(problemsOf(parseSource(got, 'manifest')), []);
  }
});

test('what changed between two texts', () => {
  const edit = (before: string, after: string) => innerEdit(embedded(before), embedded(after));
  assert.deepEqual(edit('a: |\n  b\n  c\n', 'a: |\n  b\n  xc\n'), { start: 2, end: 2, text: 'x' });
  assert.deepEqual(edit('a: |\n  bb\n', 'a: |\n  bbb\n'), { start: 2, end: 2, text: 'b' });
  assert.deepEqual(edit('a: |\n  b\n', 'a: |\n  \n  c\n'), { start: 0, end: 1, text: '\nc' });
  assert.equal(edit('a: |\n  b\n', 'a: |\n    b\n'), undefined);
});
