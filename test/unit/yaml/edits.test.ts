import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TextEdit } from '../../../src/yaml/edit.ts';
import {
  appendEntry,
  appendItem,
  fillEntry,
  insertEntry,
  removeEntry,
  removeItem,
  renameKey,
  replaceNode,
  setScalar,
} from '../../../src/yaml/edits.ts';
import type { NewValue } from '../../../src/yaml/insertion.ts';
import type { MapNode, SeqNode, YamlNode } from '../../../src/yaml/node.ts';
import { parseSource, problemsOf, type SourceFile } from '../../../src/yaml/source.ts';
import { writeText } from '../../../src/yaml/write-scalar.ts';
import { nodesIn } from '../../fixtures/walk-nodes.ts';
import { YAML_TEXTS } from '../../fixtures/yaml-texts.ts';

const WRITTEN: NewValue = { kind: 'written', text: '1' };
const BLOCK: NewValue = { kind: 'block', lines: ['- x: 1', '  y: 2'] };

function applied(text: string, edit: TextEdit | undefined): string | undefined {
  return edit === undefined ? undefined : text.slice(0, edit.start) + edit.text + text.slice(edit.end);
}

/** The collection under the only or first key, or the root itself for `root`. */
function collection(text: string, where: 'root' | 'first'): { file: SourceFile; node: YamlNode } {
  const file = parseSource(text, 'prometheus');
  const root = file.documents[0]?.root;
  const node = where === 'root' ? root : root?.kind === 'map' ? root.pairs[0]?.value : undefined;
  assert.ok(node, text);
  return { file, node };
}

function mapIn(text: string, where: 'root' | 'first'): { file: SourceFile; node: MapNode } {
  const { file, node } = collection(text, where);
  assert.ok(node.kind === 'map', text);
  return { file, node };
}

function seqIn(text: string): { file: SourceFile; node: SeqNode } {
  const { file, node } = collection(text, 'first');
  assert.ok(node.kind === 'seq', text);
  return { file, node };
}

test('an entry at the end of a mapping', () => {
  const cases: readonly (readonly [string, NewValue, string | undefined])[] = [
    ['a:\n  b: c\n', WRITTEN, 'a:\n  b: c\n  z: 1\n'],
    ['a:\n  b: c # why\n# next\nd: e\n', WRITTEN, 'a:\n  b: c # why\n  z: 1\n# next\nd: e\n'],
    ['a:\n  b: c', WRITTEN, 'a:\n  b: c\n  z: 1'],
    ['a:\r\n  b: c\r\n', BLOCK, 'a:\r\n  b: c\r\n  z:\r\n    - x: 1\r\n      y: 2\r\n'],
    ['a:\n  b: |\n    c\n\nd: e\n', WRITTEN, 'a:\n  b: |\n    c\n  z: 1\n\nd: e\n'],
    ['a:\n  b:\n  - c\n', BLOCK, 'a:\n  b:\n  - c\n  z:\n  - x: 1\n    y: 2\n'],
    ['a:\n  b:\n', WRITTEN, 'a:\n  b:\n  z: 1\n'],
    ['a: {b: c}\n', WRITTEN, 'a: {b: c, z: 1}\n'],
    ['a: {b: c,}\n', WRITTEN, 'a: {b: c, z: 1}\n'],
    ['a: {}\n', WRITTEN, 'a: {z: 1}\n'],
    ['a: {b}\n', WRITTEN, 'a: {b, z: 1}\n'],
    ['a: {b: c}\n', BLOCK, undefined],
    ['a:\n  ? b\n  : c\n', WRITTEN, undefined],
    ['a:\n  &x b: c\n', WRITTEN, undefined],
    ['a:\n  b: [c\n', WRITTEN, undefined],
  ];
  for (const [text, value, wanted] of cases) {
    const { file, node } = mapIn(text, 'first');
    assert.equal(applied(text, appendEntry(file, node, 'z', value)), wanted, JSON.stringify(text));
  }
});

test('an entry before another', () => {
  const cases: readonly (readonly [string, number, NewValue, string])[] = [
    ['a: b\nc: d\n', 1, WRITTEN, 'a: b\nz: 1\nc: d\n'],
    ['a: b\nc: d\n', 0, BLOCK, 'z:\n  - x: 1\n    y: 2\na: b\nc: d\n'],
    ['a: b\nc: d\n', 2, WRITTEN, 'a: b\nc: d\nz: 1\n'],
    ['{a: b, c: d}\n', 1, WRITTEN, '{a: b, z: 1, c: d}\n'],
  ];
  for (const [text, index, value, wanted] of cases) {
    const { file, node } = mapIn(text, 'root');
    assert.equal(applied(text, insertEntry(file, node, index, 'z', value)), wanted, text);
  }
  const { file, node } = seqIn('a:\n- b: c\n  d: e\n');
  const [item] = node.items;
  assert.ok(item?.kind === 'map');
  assert.equal(applied(file.text, insertEntry(file, item, 0, 'z', WRITTEN)), 'a:\n- z: 1\n  b: c\n  d: e\n');
});

test('an item at the end of a list', () => {
  const cases: readonly (readonly [string, NewValue, string | undefined])[] = [
    ['a:\n- b\n- c # why\nd: e\n', WRITTEN, 'a:\n- b\n- c # why\n- 1\nd: e\n'],
    [
      'a:\n  - b: c\n    d: e',
      { kind: 'block', lines: ['b: f', 'd: g'] },
      'a:\n  - b: c\n    d: e\n  - b: f\n    d: g',
    ],
    ['a: [b, c]\n', WRITTEN, 'a: [b, c, 1]\n'],
    ['a: [b, # why\n  c]\n', WRITTEN, 'a: [b, # why\n  c, 1]\n'],
    ['a: []\n', WRITTEN, 'a: [1]\n'],
    ['a:\n- - b\n  - c\n', WRITTEN, 'a:\n- - b\n  - c\n- 1\n'],
    ['a: [b\n', WRITTEN, undefined],
  ];
  for (const [text, value, wanted] of cases) {
    const { file, node } = seqIn(text);
    assert.equal(applied(text, appendItem(file, node, value)), wanted, JSON.stringify(text));
  }
});

test('a value for an entry without one', () => {
  const cases: readonly (readonly [string, NewValue, string | undefined])[] = [
    ['a:\n', WRITTEN, 'a: 1\n'],
    ['a: # why\nb: c\n', WRITTEN, 'a: 1 # why\nb: c\n'],
    ['a: # why\nb: c\n', BLOCK, 'a: # why\n  - x: 1\n    y: 2\nb: c\n'],
    ['a: b\n', WRITTEN, undefined],
    ['a: ~\n', WRITTEN, undefined],
  ];
  for (const [text, value, wanted] of cases) {
    const { file, node } = mapIn(text, 'root');
    assert.equal(applied(text, fillEntry(file, node, 0, value)), wanted, JSON.stringify(text));
  }
});

test('another text for a scalar, in its style', () => {
  const cases: readonly (readonly [string, string, string | undefined])[] = [
    ['a: b # why\n', 'c', 'a: c # why\n'],
    ['a: b\n', 'c: d', 'a: "c: d"\n'],
    ['a: b\n', 'true', 'a: "true"\n'],
    ['a: true\n', 'false', 'a: false\n'],
    ["a: 'b'\n", "it's", "a: 'it''s'\n"],
    ['a: "b"\n', 'c"\\d\n', 'a: "c\\"\\\\d\\n"\n'],
    ['a: b\n', '$1:$2', 'a: $1:$2\n'],
    ['a: |\n  b\n', 'c', undefined],
    ['a:\n', 'c', undefined],
  ];
  for (const [text, value, wanted] of cases) {
    const { file, node } = collection(text, 'first');
    assert.ok(node.kind === 'scalar');
    assert.equal(applied(text, setScalar(file, node, value)), wanted, `${text} ${value}`);
  }
});

test('another key, another node', () => {
  const { file, node } = mapIn('a: b\n"c": [d]\n', 'root');
  const [first, second] = node.pairs;
  assert.ok(first?.key.kind === 'scalar' && second?.key.kind === 'scalar');
  assert.equal(applied(file.text, renameKey(file, first.key, 'role')), 'role: b\n"c": [d]\n');
  assert.equal(applied(file.text, renameKey(file, second.key, 'role')), 'a: b\n"role": [d]\n');
  assert.equal(applied(file.text, replaceNode(file, second.value, '[e, f]')), 'a: b\n"c": [e, f]\n');
  assert.equal(replaceNode(file, node, 'x'), undefined);
});

test('an entry or an item goes with its lines', () => {
  const entries: readonly (readonly [string, number, string | undefined])[] = [
    ['a: b # why\nc: d\n', 0, 'c: d\n'],
    ['a: b\nc:\n- d\n# end\n', 1, 'a: b\n# end\n'],
    ['a: b\nc: d', 1, 'a: b'],
    ['a: b\r\nc: d', 1, 'a: b'],
    ['a: |\n  b\nc: d\n', 0, 'c: d\n'],
    ['a: b\n', 0, undefined],
    ['{a: b, c: d}\n', 0, '{c: d}\n'],
    ['{a: b, c: d}\n', 1, '{a: b}\n'],
    ['{a: b}\n', 0, '{}\n'],
  ];
  for (const [text, index, wanted] of entries) {
    const { file, node } = mapIn(text, 'root');
    assert.equal(applied(text, removeEntry(file, node, index)), wanted, JSON.stringify(text));
  }
  const { file, node } = seqIn('a:\n- b: c\n  d: e\n- f\n# g\n- h\n');
  assert.equal(applied(file.text, removeItem(file, node, 0)), 'a:\n- f\n# g\n- h\n');
  assert.equal(applied(file.text, removeItem(file, node, 1)), 'a:\n- b: c\n  d: e\n# g\n- h\n');
  const [item] = node.items;
  assert.ok(item?.kind === 'map');
  assert.equal(applied(file.text, removeEntry(file, item, 0)), 'a:\n- d: e\n- f\n# g\n- h\n');
  assert.equal(applied(file.text, removeEntry(file, item, 1)), 'a:\n- b: c\n- f\n# g\n- h\n');
});

test('texts are written so that every reader gets them back', () => {
  for (const text of [
    'a',
    'a b',
    'true',
    '15',
    '~',
    '',
    'a: b',
    '- a',
    '#',
    "it's",
    'a"b',
    'é😀',
    '{{ x }}',
    '2001-01-01',
    '@',
    'a\nb',
    '\t',
    '---',
    'a #b',
    ' a',
    '1_0',
    '0x',
    '$1',
  ]) {
    for (const dialect of ['prometheus', 'rules', 'manifest'] as const) {
      const file = parseSource(`a: ${writeText(text)}\nb: [${writeText(text)}]\n`, dialect);
      assert.deepEqual(problemsOf(file), [], text);
      const texts = [...nodesIn(file.documents[0]?.root)].filter(node => node.kind === 'scalar').map(node => node.text);
      assert.deepEqual(texts, ['a', text, 'b', text]);
    }
  }
});

test('additions to every collection of every text add one entry at its end and change nothing else', () => {
  for (const [name, text] of Object.entries(YAML_TEXTS)) {
    const file = parseSource(text, 'manifest');
    if (problemsOf(file).length > 0) continue;
    const before = file.documents.flatMap(document => [...nodesIn(document.root)]).length;
    for (const node of file.documents.flatMap(document => [...nodesIn(document.root)])) {
      const edit: TextEdit | undefined =
        node.kind === 'map'
          ? appendEntry(file, node, 'zz', WRITTEN)
          : node.kind === 'seq'
            ? appendItem(file, node, WRITTEN)
            : undefined;
      const after = applied(text, edit);
      if (after === undefined) continue;
      const changed = parseSource(after, 'manifest');
      assert.deepEqual(problemsOf(changed), [], `${name}: ${JSON.stringify(edit)}`);
      const nodes = changed.documents.flatMap(document => [...nodesIn(document.root)]);
      assert.equal(nodes.length, before + (node.kind === 'map' ? 2 : 1), `${name}: ${JSON.stringify(edit)}`);
    }
  }
});
