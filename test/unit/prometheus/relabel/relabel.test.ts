import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createRegexCache } from '../../../../src/prometheus/relabel/regex.ts';
import { relabel } from '../../../../src/prometheus/relabel/relabel.ts';
import { DEFAULT_RELABEL_RULE, type RelabelRule } from '../../../../src/prometheus/relabel/rule.ts';
import { relabelSettings } from '../../../../src/prometheus/relabel/settings.ts';
import { traceRelabel } from '../../../../src/prometheus/relabel/trace.ts';

const TODAY = relabelSettings('utf8', 'unknown', createRegexCache(100));
const INPUT = { a: 'foo', b: 'bar', empty: '' };

type Outcome = Readonly<Record<string, string>> | 'dropped';

function rule(fields: Partial<RelabelRule>): RelabelRule {
  return { ...DEFAULT_RELABEL_RULE, ...fields };
}

function run(fields: Partial<RelabelRule>, labels: Readonly<Record<string, string>>, settings = TODAY): Outcome {
  const result = relabel(new Map(Object.entries(labels)), [rule(fields)], settings);
  if (result.kept === true) return Object.fromEntries(result.labels);
  assert.deepEqual(result, { kept: false, droppedBy: 0 });
  return 'dropped';
}

const KEPT = { a: 'foo', b: 'bar' };

const CASES: readonly (readonly [what: string, fields: Partial<RelabelRule>, outcome: Outcome])[] = [
  ['replace joins its sources', { sourceLabels: ['a', 'b', 'x'], targetLabel: 'c' }, { ...KEPT, c: 'foo;bar;' }],
  ['replace without a match changes nothing', { sourceLabels: ['a'], regex: 'x', targetLabel: 'c' }, KEPT],
  ['replace with an empty result removes', { sourceLabels: ['a'], replacement: '', targetLabel: 'a' }, { b: 'bar' }],
  [
    'replace expands its target',
    { sourceLabels: ['a'], targetLabel: 'x_${1}', replacement: 'y' },
    { ...KEPT, x_foo: 'y' },
  ],
  ['replace into no name changes nothing', { sourceLabels: ['a'], targetLabel: '$2', replacement: 'y' }, KEPT],
  ['keep', { action: 'keep', sourceLabels: ['a'], regex: 'f.*' }, KEPT],
  ['keep without a match', { action: 'keep', sourceLabels: ['a'], regex: 'f' }, 'dropped'],
  ['drop', { action: 'drop', sourceLabels: ['a'], regex: 'foo|bar' }, 'dropped'],
  ['drop by default drops everything', { action: 'drop' }, 'dropped'],
  ['keepequal', { action: 'keepequal', sourceLabels: ['a'], targetLabel: 'b' }, 'dropped'],
  ['dropequal of two absent labels', { action: 'dropequal', sourceLabels: ['x'], targetLabel: 'y' }, 'dropped'],
  ['dropequal', { action: 'dropequal', sourceLabels: ['a'], targetLabel: 'b' }, KEPT],
  ['hashmod', { action: 'hashmod', sourceLabels: ['a'], targetLabel: 'h', modulus: 1000n }, { ...KEPT, h: '696' }],
  ['labelmap', { action: 'labelmap', regex: '(.)', replacement: 'x_$1' }, { ...KEPT, x_a: 'foo', x_b: 'bar' }],
  [
    'labelmap takes the labels as they were',
    { action: 'labelmap', regex: 'a', replacement: 'b' },
    { a: 'foo', b: 'foo' },
  ],
  [
    'labelmap of two into one: the last name',
    { action: 'labelmap', regex: '.', replacement: 'x' },
    { ...KEPT, x: 'bar' },
  ],
  ['labeldrop', { action: 'labeldrop', regex: 'a|x' }, { b: 'bar' }],
  ['labelkeep', { action: 'labelkeep', regex: 'a|x' }, { a: 'foo' }],
  ['uppercase', { action: 'uppercase', sourceLabels: ['a', 'b'], targetLabel: 'c' }, { ...KEPT, c: 'FOO;BAR' }],
  ['lowercase of nothing removes', { action: 'lowercase', sourceLabels: ['x'], targetLabel: 'a' }, { b: 'bar' }],
];

for (const [what, fields, outcome] of CASES) {
  test(`relabel: ${what}`, () => assert.deepEqual(run(fields, INPUT), outcome));
}

const CASE_MAPPED: readonly (readonly [action: 'lowercase' | 'uppercase', text: string, mapped: string])[] = [
  ['uppercase', 'straße', 'STRAßE'],
  ['uppercase', 'ŉ', 'ŉ'],
  ['uppercase', 'ﬁ', 'ﬁ'],
  ['uppercase', '𐐨', '𐐀'],
  ['lowercase', 'ΑΣ', 'ασ'],
  ['lowercase', 'İ', 'i'],
];

for (const [action, text, mapped] of CASE_MAPPED) {
  test(`${action} of ${text}`, () => {
    assert.deepEqual(run({ action, sourceLabels: ['a'], targetLabel: 'b' }, { a: text }), { a: text, b: mapped });
  });
}

const HASHES: readonly (readonly [value: string, hash: string])[] = [
  ['foo', '17145033699835028696'],
  ['host1:9100', '16207468222618312016'],
  ['ä', '14342645710334125381'],
  ['', '16825458760271544958'],
];

for (const [value, hash] of HASHES) {
  test(`hashmod of ${JSON.stringify(value)}`, () => {
    const outcome = run(
      { action: 'hashmod', sourceLabels: ['v'], targetLabel: 'h', modulus: 2n ** 64n - 1n },
      { v: value },
    );
    assert.equal(outcome === 'dropped' ? undefined : outcome['h'], hash);
  });
}

test('under legacy names a replace into another name changes nothing', () => {
  const legacy = relabelSettings('legacy', 'unknown', createRegexCache(10));
  const fields = { sourceLabels: ['a'], targetLabel: 'x.$1' };
  assert.deepEqual(run(fields, { a: 'b' }, legacy), { a: 'b' });
  assert.deepEqual(run(fields, { a: 'b' }), { a: 'b', 'x.b': 'b' });
});

test('a version of 2.x has legacy names and dots that stop at newlines', () => {
  const old = relabelSettings('utf8', { major: 2, minor: 55 }, createRegexCache(10));
  assert.deepEqual(run({ sourceLabels: ['a'], targetLabel: 'b' }, { a: 'x\ny' }, old), { a: 'x\ny' });
  assert.deepEqual(run({ targetLabel: 'b.c', replacement: 'x' }, { a: 'x' }, old), { a: 'x' });
});

test('a rule that cannot be run leaves the target undecided', () => {
  const rules = [rule({ regex: '(', targetLabel: 'x' })];
  const result = relabel(new Map([['a', 'b']]), rules, TODAY);
  assert.deepEqual(result, { kept: 'unknown', undecidedBy: 0, why: 'missing closing )' });
  const noModulus = relabel(new Map(), [rule({ action: 'hashmod', targetLabel: 'x' })], TODAY);
  assert.equal(noModulus.kept, 'unknown');
});

test('the labels given are not changed', () => {
  const labels = new Map(Object.entries(INPUT));
  relabel(labels, [rule({ action: 'labelkeep', regex: 'x' })], TODAY);
  assert.deepEqual(Object.fromEntries(labels), INPUT);
});

test('a trace has the labels after every rule, up to the one that drops', () => {
  const rules = [
    rule({ targetLabel: 'c', replacement: 'x' }),
    rule({ targetLabel: 'c', replacement: 'x' }),
    rule({ action: 'drop', sourceLabels: ['c'], regex: 'x' }),
    rule({ targetLabel: 'd', replacement: 'y' }),
  ];
  const steps = traceRelabel(new Map([['a', 'b']]), rules, TODAY);
  assert.deepEqual(
    steps.map(step => [step.outcome, Object.fromEntries(step.labels)]),
    [
      ['changed', { a: 'b', c: 'x' }],
      ['unchanged', { a: 'b', c: 'x' }],
      ['dropped', { a: 'b', c: 'x' }],
    ],
  );
});
