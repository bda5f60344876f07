import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DEFAULT_RELABEL_RULE, type RelabelRule } from '../../../../src/prometheus/relabel/rule.ts';
import { ruleInShort } from '../../../../src/prometheus/relabel/rule-in-short.ts';

test('every action has its line', () => {
  const rows: readonly (readonly [rule: Partial<RelabelRule>, short: string])[] = [
    [{ action: 'keep', sourceLabels: ['a', 'b'], regex: 'x|y' }, 'keep a ; b =~ "x|y"'],
    [{ action: 'drop' }, 'drop ""'],
    [{ action: 'drop', sourceLabels: ['a'] }, 'drop a'],
    [{ action: 'keepequal', sourceLabels: ['a'], targetLabel: 'b' }, 'keepequal a == b'],
    [{ action: 'dropequal', sourceLabels: ['a', 'c'], separator: '-', targetLabel: 'b' }, 'dropequal a - c == b'],
    [{ action: 'replace', sourceLabels: ['a'], targetLabel: 'b' }, 'replace a → b = "$1"'],
    [{ action: 'labelmap', regex: 'a_(.+)' }, 'labelmap "a_(.+)" → $1'],
    [{ action: 'labeldrop', regex: 'tmp' }, 'labeldrop "tmp"'],
    [{ action: 'hashmod', sourceLabels: ['a'], modulus: 7n, targetLabel: 'b' }, 'hashmod a % 7 → b'],
    [{ action: 'lowercase', sourceLabels: ['a'], targetLabel: 'b' }, 'lowercase a → b'],
  ];
  for (const [rule, short] of rows) assert.equal(ruleInShort({ ...DEFAULT_RELABEL_RULE, ...rule }), short);
});
