import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hoverIn } from '../../../src/schema/hover.ts';
import { parseSource } from '../../../src/yaml/source.ts';
import { checkPrefixes, parseFixture } from '../check-fixture.ts';
import { SHOP } from './pet-shop.ts';

function hover(text: string, offset: number) {
  const [document] = parseSource(text, 'prometheus').documents;
  const found = document && hoverIn(document, offset, SHOP);
  return found && { markdown: found.markdown, on: text.slice(found.span.start, found.span.end) };
}

function at(fixture: string) {
  const { text, cursor = 0 } = parseFixture(fixture);
  checkPrefixes(text, prefix => hover(prefix, Math.min(cursor, prefix.length)));
  return hover(text, cursor);
}

test('a key: kind, default, what it does, values, since, manual', () => {
  assert.deepEqual(at('pets:\n  - si<|>ze: small\n'), {
    on: 'size',
    markdown: [
      '**size**: `small` | `large`, default `small`',
      'How much of it there is.',
      '- `small`: Fits a lap.\n- `large`: Does not.',
      'Since 1.2.',
      '[Manual](https://example.com/pets)',
    ].join('\n\n'),
  });
});

test('a deprecated key says so', () => {
  assert.match(at('pets: [{a<|>ge: 3}]')?.markdown ?? '', /Deprecated\. Pets do not know\./);
});

test('a value of an enumeration, in a field and in a list', () => {
  assert.deepEqual(at('pets:\n  - size: lar<|>ge\n'), { on: 'large', markdown: '**size: large**\n\nDoes not.' });
  assert.deepEqual(at('sizes: [sm<|>all]\n'), { on: 'small', markdown: '**sizes: small**\n\nFits a lap.' });
});

test('nothing on unknown keys, free keys, other values, blanks', () => {
  for (const fixture of [
    'oth<|>er: 1',
    'pets: [{tags: {a<|>: b}}]',
    'pets: [{name: x<|>}]',
    'open: true\n\n<|>\n',
    '<|>',
  ]) {
    assert.equal(at(fixture), undefined, fixture);
  }
});
