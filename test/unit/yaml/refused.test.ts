import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Dialect } from '../../../src/yaml/dialect.ts';
import { parseSource, problemsOf } from '../../../src/yaml/source.ts';

/** Each text with the code that it gets and the part of it that the problem stands on; no code: the text is fine. */
type Case = readonly [text: string, code?: string, part?: string];

function check(dialect: Dialect, cases: readonly Case[]): void {
  for (const [text, code, part] of cases) {
    const problems = problemsOf(parseSource(text, dialect));
    const [first] = problems;
    assert.equal(first?.code, code === undefined ? undefined : `yaml/${code}`, `${dialect} ${JSON.stringify(text)}`);
    if (first === undefined || part === undefined) continue;
    assert.equal(text.slice(first.span.start, first.span.end), part, JSON.stringify(text));
    assert.equal(problems.length, 1, JSON.stringify(problems));
  }
}

test('tabs where a token could begin', () => {
  check('prometheus', [
    ['a:\n\t\n  b: c\n', 'tab', '\t'],
    ['a: b\n\t# c\nd: e\n', 'tab', '\t'],
    ['a: b\n  \t\nc: d\n'],
    ['a: b\n  \t# c\nd: e\n'],
    ['- a\n  \t# c\n'],
    ['- a\n\t# c\n', 'tab', '\t'],
    ['a:\n  \t\n  b: c\n', 'tab', '\t'],
    ['a: &b\n  \t\n- c\n', 'tab', '\t'],
    ['- a\n\t\n- b\n', 'tab', '\t'],
    ['-\ta\n', 'tab', '\t'],
    ['a:\tb\n'],
    ['a: b\t# c\n'],
    ['a: |\n  b\n\t\n', 'bad-indent'],
    ['a: [b\n\t]\n', 'tab', '\t'],
    ['a: "b\n\tc"\n'],
  ]);
});

test('characters that are not allowed anywhere', () => {
  check('prometheus', [
    ['a: b\x01c\n', 'control-character', '\x01'],
    ['# \x1b\na: b\n', 'control-character', '\x1b'],
    ['a: b\x7f\n', 'control-character', '\x7f'],
    ['a: "\ufffe"\n', 'control-character', '\ufffe'],
    ['a: b\u00a0c😀\n'],
  ]);
});

test('line breaks that the Go libraries alone know', () => {
  check('prometheus', [['a: b\rc: d\r'], ['a: b\u0085c: d\n'], ['# c\u2028a: b\n'], ['a: "b\u2029c"\n']]);
  assert.ok(problemsOf(parseSource('a: b\rc\n', 'prometheus')).length > 0);
  assert.ok(problemsOf(parseSource('# c\u0085d\na: b\n', 'prometheus')).length > 0);
});

test('a quote at the end that is escaped does not close', () => {
  for (const dialect of ['prometheus', 'rules', 'manifest'] as const) {
    check(dialect, [
      ["- 'a''\n- 'b'\n", 'missing-char', "'"],
      ['- "a\\"\n- "b"\n', 'missing-char', '"'],
      ["- 'a'''\n- 'b'\n"],
      ['- "a\\\\"\n- "b"\n'],
      ["- ''\n- ''''\n"],
      ["- 'a''\n- b'\n"],
    ]);
  }
});

test('directives', () => {
  check('prometheus', [
    ['%YAML 1.1\n---\na: b\n'],
    ['%TAG !e! tag:yaml.org,2002:\n---\na: !e!int 1\n'],
    ['%YAML 1.2\n---\na: b\n', 'directive', '%YAML 1.2'],
    ['%FOO\n---\na: b\n', 'directive', '%FOO'],
    ['%YAML 1.1\n%YAML 1.1\n---\na: b\n', 'directive', '%YAML 1.1'],
  ]);
  check('manifest', [['%YAML 1.1\n---\na: b\n', 'directive', '%YAML 1.1']]);
});

test('what stands behind the separator of manifests', () => {
  check('manifest', [['--- # c\na: b\n'], ['--- a\n', 'separator', '--- a'], ['---a: b\n', 'separator', '---a: b']]);
  check('rules', [['--- a\n']]);
});

test('escapes', () => {
  check('rules', [
    ['a: "\\/"\n', 'escape', '\\/'],
    ['a: "\\ud83d\\ude00"\n', 'escape'],
    ['a: "\\U00110000"\n', 'bad-dq-escape'],
    ['a: "\\\'\\x41\\u00e9\\U0001F600\\\\\\""\n'],
    ['a: "\\d"\n', 'bad-dq-escape', '\\d'],
  ]);
});

test('names of anchors', () => {
  check('prometheus', [['a: &a-b_9 c\n'], ['a: &a.b c\n', 'anchor-name'], ['a: &é c\n', 'anchor-name']]);
});

test('keys', () => {
  const long = 'k'.repeat(1025);
  check('prometheus', [
    [': b\n', 'empty-key', ':'],
    ['"": b\n'],
    ['{: b}\n', 'empty-key', ':'],
    [`${'k'.repeat(1024)}: v\n`],
    [`${long}: v\n`, 'long-key', long],
    [`? ${long}\n: v\n`],
    [`a: {${long}: v}\n`, 'long-key', long],
    ['"a\nb": c\n', 'multiline-implicit-key'],
  ]);
});

test('between brackets', () => {
  check('prometheus', [
    ['{a:{b: c}}\n', 'flow-colon', ':'],
    ['{"a":{b: c}}\n'],
    ['[a?b]\n', 'flow-question', 'a?b'],
    ['["a?b"]\n'],
    ['{a\n  : b}\n', 'flow-key', 'a'],
    ['[a,#c\n b]\n'],
    ['a: {\nb: c\n}\n'],
    ['a: [\n  b # c\n]\n'],
    ['{a: b}\nc: d\n'],
  ]);
});

test('tags that contradict their text', () => {
  check('prometheus', [
    ['a: !!int x\n', 'value', 'x'],
    ['a: !!int 1\n'],
    ['a: !foo x\n'],
    ['a: !!binary "@"\n', 'value'],
    ['a: .inf\n'],
  ]);
  check('manifest', [['a: .inf\n', 'value', '.inf']]);
});

test('a control character that is read ahead', () => {
  check('prometheus', [
    ['a: b\n---\n# \x01\n', 'control-character', '\x01'],
    [`a: b\n---\n# ${'c'.repeat(512)}\x01\n`],
  ]);
  check('rules', [[`a: b\n---\n# ${'c'.repeat(512)}\x01\n`, 'control-character', '\x01']]);
});

test('what stands behind the end of the first document', () => {
  check('prometheus', [
    ['a: b\n%YAML 1.1\nc: [\n\td\n'],
    ['- a\n%YAML 1.1\n- b\n'],
    ['a: b\n%c\n', 'bad-scalar-start'],
    ['a: [b,\n%YAML 1.1\n]\n', 'bad-scalar-start', '%'],
    ['  a: b\n c: d?\n\t- e'],
    ['  a: b\n\tc: d\n', 'tab', '\t'],
    ['  a: b\n@c\n', 'unexpected-token'],
    ['  a: b\n... # c\n'],
    ['a: b\n... c\n'],
    ['... # c\n', 'document-end', '... # c'],
  ]);
  const root = parseSource('a: b\n%YAML 1.1\nc: d\n', 'prometheus').documents[0]?.root;
  assert.deepEqual(root?.kind === 'map' && root.pairs.map(({ key }) => key.kind === 'scalar' && key.text), ['a']);
});

test('byte order marks', () => {
  const keys = (text: string) => {
    const root = parseSource(text, 'prometheus').documents[0]?.root;
    return root?.kind === 'map'
      ? root.pairs.map(({ key }) => (key.kind === 'scalar' ? key.text : undefined))
      : undefined;
  };
  assert.deepEqual(keys('\uFEFF  a: b\n  c: d\n'), ['a', 'c']);
  assert.deepEqual(keys('\uFEFF\uFEFFa:\n  - b\n'), ['a']);
  assert.notDeepEqual(keys('\uFEFF\uFEFFa: b\nc: d\n')?.[0], 'a');
  assert.notDeepEqual(keys('\n\uFEFFa: b\n'), ['a']);
});

test('the colon of an explicit key', () => {
  check('prometheus', [
    ['- ? a\n   : b\n', 'explicit-colon', ':'],
    ['- ? a\n  : b\n'],
    ['a:\n  ? b # c\n\n   : d\n', 'explicit-colon', ':'],
    ['a: {? b\n   : c}\n'],
  ]);
});

test('what Go reads and the parser does not', () => {
  check('prometheus', [
    ['a: "b\nc"\nd: e\n'],
    ["a: 'b\n c'\n"],
    ['a: "b"#c\n'],
    ['a:\n#x\n  foo\nb: c\n'],
    ['  a: b\nc: d\n'],
    ['a: "b\nc: "d"\n', 'missing-char', '"'],
  ]);
});

test('a text of a quoted value that is read from a copy is its own', () => {
  const root = parseSource('a: "b \n\n c\\\n d"\ne: f\n', 'prometheus').documents[0]?.root;
  const value = root?.kind === 'map' ? root.pairs[0]?.value : undefined;
  assert.equal(value?.kind === 'scalar' ? value.text : undefined, 'b\ncd');
});
