import assert from 'node:assert/strict';
import { test } from 'node:test';
import { countsText, cut, effectText, timeText } from '../../../src/extension/targets/row-text.ts';
import { codeBlock, labelLines, paragraph } from '../../../src/extension/targets/tooltip.ts';

test('a cut text has one line and no half of a pair', () => {
  assert.equal(cut('short', 5), 'short');
  assert.equal(cut('a\n  b\tc', 10), 'a b c');
  assert.equal(cut('abcdef', 5), 'abcd…');
  assert.equal(cut('abc𝄞ef', 5), 'abc…');
});

test('counts leave out what is zero, but not the targets', () => {
  assert.equal(countsText({ active: 0, dropped: 0, failed: 0, undecided: 0 }), '0 targets');
  assert.equal(countsText({ active: 1, dropped: 0, failed: 2, undecided: 3 }), '1 target · 2 failed · 3 undecided');
  assert.equal(countsText({ active: 60_000, dropped: 1, failed: 0, undecided: 0 }), '60,000 targets · 1 dropped');
});

test('an effect of nothing is not told', () => {
  assert.equal(effectText({ added: 0, removed: 0, relabelled: 0, newlyDropped: 0 }), '');
  assert.equal(effectText({ added: 2, removed: 10, relabelled: 0, newlyDropped: 0 }), '+2 −10 since saved');
  assert.equal(effectText({ added: 0, removed: 0, relabelled: 4, newlyDropped: 0 }), '4 relabelled since saved');
});

test('a time of another day has its date', () => {
  const noon = new Date(2026, 10, 24, 12, 5).getTime();
  assert.equal(timeText(noon, noon), '12:05');
  assert.equal(timeText(noon, new Date(2026, 10, 25, 0, 1).getTime()), '2026-11-24 12:05');
});

test('nothing of a text becomes Markdown', () => {
  assert.equal(paragraph('a_b [c](command:d) <e> $(f)'), 'a\\_b \\[c\\]\\(command\\:d\\) \\<e\\> \\$\\(f\\)');
  assert.equal(codeBlock('a\n````\nb'), '`````text\na\n````\nb\n`````');
  assert.equal(
    labelLines([
      ['a', 'b\nc'],
      ['d', '"'],
    ]),
    'a="b\\nc"\nd="\\""',
  );
});
