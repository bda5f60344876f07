import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  type LabelSelector,
  matchesLabels,
  parseLabelSelector,
  readLabelSelector,
} from '../../../src/kubernetes/label-selector.ts';

function selector(text: string): LabelSelector {
  const reading = parseLabelSelector(text);
  assert.ok(reading.ok, text);
  return reading.selector;
}

test('every kind of condition', () => {
  assert.deepEqual(selector('a=b, c==d,e!=f, g in (h,i), j notin (), k, !l, m>3,n<4,o='), [
    { key: 'a', operator: '=', values: ['b'] },
    { key: 'c', operator: '==', values: ['d'] },
    { key: 'e', operator: '!=', values: ['f'] },
    { key: 'g', operator: 'in', values: ['h', 'i'] },
    { key: 'j', operator: 'notin', values: [''] },
    { key: 'k', operator: 'exists', values: [] },
    { key: 'l', operator: '!', values: [] },
    { key: 'm', operator: '>', values: ['3'] },
    { key: 'n', operator: '<', values: ['4'] },
    { key: 'o', operator: '=', values: [''] },
  ]);
});

test('the empty selector and words that are operators elsewhere', () => {
  assert.deepEqual(selector(' '), []);
  assert.deepEqual(selector('in in (in,notin)'), [{ key: 'in', operator: 'in', values: ['in', 'notin'] }]);
});

const REFUSED: readonly (readonly [text: string, offset: number])[] = [
  [',a', 0],
  ['a,', 2],
  ['a b', 2],
  ['a in b', 5],
  ['a in (b', 7],
  ['a in (b c)', 8],
  ['!a=b', 2],
  ['a/b/c', 0],
  ['-a=b', 0],
  ['a=é', 2],
  ['a>x', 2],
  ['a=b=c', 3],
  ['=', 0],
];

for (const [text, offset] of REFUSED) {
  test(`refuses ${JSON.stringify(text)} at ${offset}`, () => {
    const reading = parseLabelSelector(text);
    assert.equal(reading.ok ? undefined : reading.problem.offset, offset);
  });
}

const LABELS = new Map([
  ['app', 'web'],
  ['size', '5'],
]);

const MATCHES: readonly (readonly [text: string, matches: boolean])[] = [
  ['', true],
  ['app=web', true],
  ['app!=web', false],
  ['gone!=x', true],
  ['gone notin (x)', true],
  ['app in (a,web)', true],
  ['app', true],
  ['!app', false],
  ['size>4', true],
  ['size<5', false],
  ['app>1', false],
  ['app=web,gone', false],
];

for (const [text, matches] of MATCHES) {
  test(`${JSON.stringify(text)} ${matches ? 'selects' : 'does not select'} it`, () => {
    assert.equal(matchesLabels(selector(text), LABELS), matches);
  });
}

test('the selector of an object', () => {
  const read = readLabelSelector({
    matchLabels: { a: 'b', c: '' },
    matchExpressions: [
      { key: 'd', operator: 'In', values: ['e', 'f'] },
      { key: 'g', operator: 'NotIn', values: [''] },
      { key: 'h', operator: 'Exists' },
      { key: 'i', operator: 'DoesNotExist', values: [] },
    ],
  });
  assert.deepEqual(read, [
    { key: 'a', operator: '=', values: ['b'] },
    { key: 'c', operator: '=', values: [''] },
    { key: 'd', operator: 'in', values: ['e', 'f'] },
    { key: 'g', operator: 'notin', values: [''] },
    { key: 'h', operator: 'exists', values: [] },
    { key: 'i', operator: '!', values: [] },
  ]);
  for (const empty of [{}, null, { matchLabels: null, matchExpressions: [] }])
    assert.deepEqual(readLabelSelector(empty), []);
});

const REFUSED_OBJECTS: readonly object[] = [
  { matchLabels: { '-a': 'b' } },
  { matchLabels: { a: 'not a value' } },
  { matchExpressions: [{ key: 'a', operator: 'in', values: ['b'] }] },
  { matchExpressions: [{ key: 'a', operator: 'In', values: [] }] },
  { matchExpressions: [{ key: 'a', operator: 'NotIn' }] },
  { matchExpressions: [{ key: 'a', operator: 'Exists', values: ['b'] }] },
  { matchExpressions: [{ operator: 'Exists' }] },
  { matchExpressions: [null] },
];

for (const refused of REFUSED_OBJECTS) {
  test(`no selector: ${JSON.stringify(refused)}`, () => assert.equal(readLabelSelector(refused), undefined));
}
