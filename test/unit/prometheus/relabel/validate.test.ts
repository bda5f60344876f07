import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createRegexCache } from '../../../../src/prometheus/relabel/regex.ts';
import type { NameValidation } from '../../../../src/prometheus/relabel/rule.ts';
import { validateRule } from '../../../../src/prometheus/relabel/validate.ts';
import { EMPTY_WRITTEN_RULE, ruleOf, type WrittenRule } from '../../../../src/prometheus/relabel/written-rule.ts';
import type { KnownVersion } from '../../../../src/prometheus/version.ts';

function problems(fields: Partial<WrittenRule>, names: NameValidation, version: KnownVersion = 'unknown') {
  return validateRule({ ...EMPTY_WRITTEN_RULE, ...fields }, { names, version, regexes: createRegexCache(10) });
}

const CASES: readonly (readonly [fields: Partial<WrittenRule>, utf8: string, legacy?: string])[] = [
  [{ targetLabel: 'a' }, ''],
  [{}, 'target_label missing-target-label'],
  [{ action: '' }, 'action empty-action'],
  [{ action: 'labelMap', replacement: 'x_$1' }, ''],
  [{ action: 'label-map' }, 'action unknown-action'],
  [{ action: 'keep', regex: '(' }, 'regex invalid-regex'],
  [{ action: 'keep', sourceLabels: ['a', ''] }, 'source_labels invalid-source-label'],
  [{ action: 'hashmod' }, 'modulus missing-modulus, target_label missing-target-label'],
  [{ action: 'hashmod', modulus: 2n, targetLabel: '$1' }, '', 'target_label invalid-target-label'],
  [{ targetLabel: 'a.b' }, '', 'target_label invalid-target-label'],
  [{ targetLabel: 'a.$1' }, '', 'target_label invalid-target-template'],
  [{ targetLabel: 'a_${1}' }, ''],
  [{ action: 'lowercase', targetLabel: '${1}' }, '', 'target_label invalid-target-label'],
  [{ action: 'uppercase', targetLabel: 'a', replacement: 'x' }, 'replacement field-not-allowed'],
  [{ action: 'uppercase', targetLabel: 'a', regex: 'x', modulus: 3n }, ''],
  [{ action: 'labelmap', replacement: '' }, 'replacement invalid-replacement'],
  [{ action: 'labelmap', replacement: 'a-$1' }, '', 'replacement invalid-replacement'],
  [{ action: 'keepequal', targetLabel: 'a', regex: '(.*)' }, 'regex field-not-allowed'],
  [
    { action: 'dropequal', targetLabel: 'a', modulus: 1n, separator: ',', replacement: '' },
    'replacement field-not-allowed, modulus field-not-allowed, separator field-not-allowed',
  ],
  [{ action: 'keepequal', targetLabel: 'a', modulus: 0n, separator: ';', replacement: '$1' }, ''],
  [{ action: 'labeldrop', sourceLabels: [] }, 'source_labels field-not-allowed'],
  [
    { action: 'labelkeep', targetLabel: 'a', modulus: 1n, separator: '', replacement: 'x' },
    'target_label field-not-allowed, modulus field-not-allowed, separator field-not-allowed, replacement field-not-allowed',
  ],
  [{ action: 'labeldrop', separator: ';', replacement: '$1', targetLabel: '', regex: 'x' }, ''],
  [{ action: 'drop', targetLabel: '9', modulus: 4n }, ''],
];

for (const [fields, utf8, legacy = utf8] of CASES) {
  test(`rule ${Object.keys(fields).join(', ')}: ${fields.action ?? 'replace'} ${utf8}`, () => {
    const told = (names: NameValidation) =>
      problems(fields, names)
        .map(({ field, kind }) => `${field} ${kind}`)
        .join(', ');
    assert.deepEqual([told('utf8'), told('legacy')], [utf8, legacy]);
  });
}

test('a problem says which item and where in the regex', () => {
  assert.equal(problems({ action: 'keep', sourceLabels: ['a', ''] }, 'utf8')[0]?.item, 1);
  assert.equal(problems({ action: 'keep', regex: 'foo[a' }, 'utf8')[0]?.offset, 3);
});

test('known older versions know fewer actions and names', () => {
  const kinds = (fields: Partial<WrittenRule>, major: number, minor: number) =>
    problems(fields, 'utf8', { major, minor }).map(problem => problem.kind);
  assert.deepEqual(kinds({ action: 'lowercase', targetLabel: 'a' }, 2, 35), ['unknown-action']);
  assert.deepEqual(kinds({ action: 'lowercase', targetLabel: 'a' }, 2, 36), []);
  assert.deepEqual(kinds({ action: 'dropequal', targetLabel: 'a' }, 2, 40), ['unknown-action']);
  assert.deepEqual(kinds({ targetLabel: 'a.b' }, 2, 55), ['invalid-target-label']);
  assert.deepEqual(kinds({ targetLabel: 'a.b' }, 3, 0), []);
  assert.deepEqual(kinds({ targetLabel: 'a.$1' }, 3, 1), ['invalid-target-template']);
  assert.deepEqual(kinds({ targetLabel: 'a.$1' }, 3, 2), []);
});

test('a rule has its defaults, and null is what Go makes of it', () => {
  assert.deepEqual(ruleOf({ ...EMPTY_WRITTEN_RULE, regex: '', separator: '' }), {
    sourceLabels: [],
    separator: '',
    regex: '',
    modulus: 0n,
    targetLabel: '',
    replacement: '$1',
    action: 'replace',
  });
});
