import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aliasFault, resolveAlias } from '../../../src/yaml/anchors.ts';
import type { Dialect } from '../../../src/yaml/dialect.ts';
import { duplicateKeys, entriesOf, findEntry, refusedKeys } from '../../../src/yaml/mapping.ts';
import { mergeProblems } from '../../../src/yaml/merge.ts';
import type { MapNode, YamlNode } from '../../../src/yaml/node.ts';
import { parseSource, problemsOf, spanOf, updateSource, type YamlDocument } from '../../../src/yaml/source.ts';

const DIALECTS: readonly Dialect[] = ['prometheus', 'rules', 'manifest'];

function rootOf(text: string, dialect: Dialect): { document: YamlDocument; map: MapNode } {
  const document = parseSource(text, dialect).documents[0];
  assert.ok(document?.root?.kind === 'map', text);
  return { document, map: document.root };
}

/** The mapping under the key `m`, which may be the last of several. */
function under(text: string, dialect: Dialect): { document: YamlDocument; map: MapNode } {
  const { document, map } = rootOf(text, dialect);
  const value = map.pairs.find(({ key }) => key.kind === 'scalar' && key.text === 'm')?.value;
  assert.ok(value?.kind === 'map', text);
  return { document, map: value };
}

function shown(node: YamlNode): string {
  return node.kind === 'scalar' ? node.text : node.kind;
}

test('the entry that counts comes first', () => {
  const cases: readonly (readonly [string, string, string, string])[] = [
    // text, then entries by prometheus.yml, rule files, manifests
    ['m: {a: 1, b: 2}', 'a=1 b=2', 'a=1 b=2', 'a=1 b=2'],
    ['m: {a: 1, a: 2}', 'a=1 a=2', 'a=1 a=2', 'a=2 a=1'],
    ['m: {<<: {a: 1}, b: 2}', '+a=1 b=2', 'b=2 +a=1', '+a=1 b=2'],
    ['m: {<<: {a: 1}, a: 2}', 'a=2 +a=1', 'a=2 +a=1', 'a=2 +a=1'],
    ['m: {a: 2, <<: {a: 1}}', '+a=1 a=2', 'a=2 +a=1', '+a=1 a=2'],
    ['m: {<<: [{a: 1}, {a: 2}]}', '+a=1 +a=2', '+a=1 +a=2', '+a=1 +a=2'],
    ['m: {"<<": {a: 1}}', '<<=map', '<<=map', '<<=map'],
    ['m: {!!merge <<: {a: 1}}', '+a=1', '+a=1', '+a=1'],
    ['m: {<<: {<<: {a: 1}, b: 2}}', '+a=1 +b=2', '+b=2 +a=1', '+a=1 +b=2'],
    ['x: &x {a: 1}\nm: {<<: *x}', '+a=1', '+a=1', '+a=1'],
    ['x: &x 1\nm: {a: *x, b: *y}', 'a=1', 'a=1', 'a=1'],
    ['m: {[a]: 1, b: 2}', 'b=2', 'b=2', 'b=2'],
  ];
  for (const [text, ...wanted] of cases) {
    const got = DIALECTS.map(dialect => {
      const { document, map } = under(text, dialect);
      const entries = entriesOf(document, map, dialect);
      return entries.map(({ key, value, merged }) => `${merged ? '+' : ''}${key.text}=${shown(value)}`).join(' ');
    });
    assert.deepEqual(got, wanted, text);
  }
});

test('an entry by its name', () => {
  const { document, map } = under('x: &x [1]\nm: {a: *x}', 'prometheus');
  const entry = findEntry(document, map, 'a');
  assert.equal(entry?.value.kind, 'seq');
  assert.equal(entry?.valueNode.kind, 'alias');
  assert.equal(findEntry(document, map, 'b'), undefined);
});

test('keys that the decoder refuses as set already', () => {
  const cases: readonly (readonly [string, string, string, string])[] = [
    // text, then the keys for a struct and for a map in prometheus.yml, in rule files
    ['m: {a: 1, a: 2, "a": 3}', 'a a', 'a a', 'a a'],
    ['m: {1: a, "1": b}', '1', '1', '1'],
    ['m: {yes: a, true: b}', '', '', ''],
    ['m: {<<: {a: 1}, a: 2}', '', 'a', ''],
    ['m: {a: 2, <<: {a: 1}}', '', '<<', ''],
    ['m: {<<: [{a: 1}, {a: 2}]}', '', '<<', ''],
    ['m: {<<: {a: 1}, <<: {b: 2}}', '', '', '<<'],
  ];
  for (const [text, struct, map, rules] of cases) {
    const keys = (how: 'struct' | 'map', dialect: Dialect) => {
      const place = under(text, dialect);
      return duplicateKeys(place.document, place.map, how, dialect).map(shown).join(' ');
    };
    assert.equal(keys('struct', 'prometheus'), struct, `${text} struct`);
    assert.equal(keys('map', 'prometheus'), map, `${text} map`);
    assert.equal(keys('map', 'rules'), rules, `${text} rules`);
  }
  const { document, map } = under('m: {1: a, "1": b}', 'prometheus');
  assert.equal(duplicateKeys(document, map, 'any', 'prometheus').length, 0);
});

test('keys that no program reads', () => {
  const { document, map } = under('m: {[a]: 1, {b: c}: 2, d: 3, ~: 4}', 'manifest');
  assert.deepEqual(refusedKeys(document, map, 'manifest').map(shown), ['seq', 'map', '~']);
  assert.deepEqual(refusedKeys(document, map, 'prometheus').map(shown), ['seq', 'map']);
});

test('merges of what is no mapping', () => {
  for (const [text, count] of [
    ['m: {<<: x}', 1],
    ['m: {<<: }', 1],
    ['m: {<<: [{a: b}, x]}', 1],
    ['m: {<<: [[a]]}', 1],
    ['m: {<<: {}}', 0],
    ['m: {<<: []}', 0],
  ] as const) {
    const { document, map } = under(text, 'prometheus');
    assert.equal(mergeProblems(document, map, 'prometheus').length, count, text);
  }
});

test('an alias stands for the latest anchor before it', () => {
  const text = 'a: &x 1\nb: *x\nc: &x 2\nd: *x\ne: *y\nf: &y [*y]\n';
  const file = parseSource(text, 'prometheus');
  const { document, map } = rootOf(text, 'prometheus');
  const answers = map.pairs.map(({ value }) => {
    const target = resolveAlias(document, value);
    return target === undefined ? 'nothing' : shown(target);
  });
  assert.deepEqual(answers, ['1', '1', '2', '2', 'nothing', 'seq']);
  const inside = map.pairs[5]?.value;
  const alias = inside?.kind === 'seq' ? inside.items[0] : undefined;
  assert.ok(alias?.kind === 'alias');
  assert.equal(aliasFault(document, alias), 'contains-itself');
  const problems = problemsOf(file).map(({ code, span }) => `${code} ${text.slice(span.start, span.end)}`);
  assert.deepEqual(problems, ['yaml/unknown-anchor *y', 'yaml/self-alias *y']);
});

test('aliases follow edits of their anchors', () => {
  let file = parseSource('a: &x 1\nb: *x\n', 'prometheus');
  file = updateSource(file, { start: 3, end: 5, text: '&y' });
  assert.deepEqual(
    problemsOf(file).map(problem => problem.code),
    ['yaml/unknown-anchor'],
  );
  file = updateSource(file, { start: 3, end: 5, text: '&x' });
  assert.deepEqual(problemsOf(file), []);
});

test('texts that multiply by aliases are walked within bounds', () => {
  const lines = ['a0: &a0 {k0: v}'];
  for (let level = 1; level < 30; level++) {
    const merged = Array.from({ length: 10 }, () => `*a${level - 1}`).join(', ');
    lines.push(`a${level}: &a${level} {<<: [${merged}], k${level}: v}`);
  }
  const { document, map } = rootOf(`${lines.join('\n')}\n`, 'rules');
  const last = map.pairs.at(-1)?.value;
  assert.ok(last?.kind === 'map');
  assert.ok(entriesOf(document, last, 'rules').length <= 10_001);
  assert.ok(duplicateKeys(document, last, 'map', 'prometheus').length <= 2);
  const bomb = parseSource(lines.join('\n'), 'rules');
  assert.deepEqual(
    problemsOf(bomb).map(({ code }) => code),
    ['yaml/excessive-aliasing'],
  );
  assert.ok(spanOf(last).end > 0);
});
