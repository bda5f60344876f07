import assert from 'node:assert/strict';
import { test } from 'node:test';
import { finiteTexts } from '../../../../src/prometheus/access/finite-texts.ts';

test('the texts of a regex are read off it where they are few', () => {
  const rows: readonly (readonly [regex: string, texts: readonly string[] | undefined])[] = [
    ['', ['']],
    ['a', ['a']],
    ['a|b', ['a', 'b']],
    ['(a|b);c', ['a;c', 'b;c']],
    ['(?:a|b)(c)?', ['ac', 'a', 'bc', 'b']],
    ['https?', ['https', 'http']],
    ['^a;b$', ['a;b']],
    [String.raw`a\.b\$`, ['a.b$']],
    [String.raw`a\d`, undefined],
    ['a.b', undefined],
    ['a*', undefined],
    ['a+', undefined],
    ['a??', undefined],
    ['[ab]', undefined],
    ['a{2}', undefined],
    ['(?i)a', undefined],
    ['(?P<x>a)', undefined],
    ['(a', undefined],
    ['a)', undefined],
    ['a^b', undefined],
    ['(a|b)(a|b)(a|b)(a|b)(a|b)(a|b)', undefined],
  ];
  for (const [regex, texts] of rows) assert.deepEqual(finiteTexts(regex), texts, regex);
});
