import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readPastedLabels } from '../../../../src/prometheus/relabel/pasted-labels.ts';

test('labels are read in every form in which people copy them', () => {
  const forms = [
    '{__address__="10.0.0.1:80", job="a b"}',
    '__address__="10.0.0.1:80",job="a b",',
    '{"__address__": "10.0.0.1:80", "job": "a b"}',
    '__address__: 10.0.0.1:80\njob: "a b"\n',
    "__address__='10.0.0.1:80'\njob = 'a b'",
    '  { "__address__"="10.0.0.1:80"\n, job="a b" }  ',
    '__address__=10.0.0.1:80 job="a b"',
  ];
  const expected = [
    ['__address__', '10.0.0.1:80'],
    ['job', 'a b'],
  ];
  for (const text of forms) {
    const read = readPastedLabels(text);
    assert.deepEqual(read.ok && [...read.labels], expected, text);
  }
});

test('names and values may hold anything in quotes; an empty text has no labels', () => {
  const rows: readonly (readonly [text: string, labels: Readonly<Record<string, string>>])[] = [
    ['', {}],
    ['{}', {}],
    ['{"with.dots"="x", "ä ö"="y"}', { 'with.dots': 'x', 'ä ö': 'y' }],
    ['a="say \\"hi\\", {b}", c=""', { a: 'say "hi", {b}', c: '' }],
    ['a="line\\nbreak"', { a: 'line\nbreak' }],
    ['a="1", a="2"', { a: '2' }],
  ];
  for (const [text, labels] of rows) {
    const read = readPastedLabels(text);
    assert.deepEqual(read.ok && Object.fromEntries(read.labels), labels, text);
  }
});

test('what is no label is told from where it begins', () => {
  const rows = [
    ['a', 'a'],
    ['a="1", b', 'b'],
    ['a="open', 'a="open'],
    ['=x', '=x'],
    ['a="1" "b"', '"b"'],
  ] as const;
  for (const [text, rest] of rows) assert.deepEqual(readPastedLabels(text), { ok: false, rest }, text);
});

test('a long text that never becomes a label is read in linear time', () => {
  const start = performance.now();
  assert.equal(readPastedLabels(`${'a'.repeat(200_000)}"`).ok, false);
  assert.equal(readPastedLabels(`a${' '.repeat(200_000)}b`).ok, false);
  assert.ok(performance.now() - start < 2000);
});
