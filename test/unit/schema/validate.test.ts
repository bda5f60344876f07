import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Finding } from '../../../src/schema/finding.ts';
import { validate } from '../../../src/schema/validate.ts';
import { parseSource } from '../../../src/yaml/source.ts';
import { checkFixture } from '../check-fixture.ts';
import { SHOP } from './pet-shop.ts';

function analyse(text: string, lacks: (since: string) => string | undefined): readonly Finding[] {
  const [document] = parseSource(text, 'prometheus').documents;
  if (document?.root === undefined) return [];
  const formats = {
    string: (value: string) => (value === 'bad' ? { problem: 'bad-text', message: 'bad.', data: {} } : undefined),
  };
  const shared = {
    area: 'shop',
    refusal: 'The shop stays closed',
    formats,
    lacks,
    replaced: new Set<string>(),
    leftOut: undefined,
  };
  return validate(document.root, SHOP, 'the file', [], { document, text, dialect: 'prometheus', ...shared });
}

function check(fixture: string): void {
  checkFixture(fixture, text => analyse(text, () => undefined));
}

test('everything that is wrong is told at once', () => {
  check(`
    pets:
      - nam: x
    #   ^^^ error shop/unknown-field
        size: Small
    #         ^^^^^ error shop/unknown-value
        tame: 'no'
    #         ^^^^ error shop/wrong-type
        tame: no
    #   ^^^^ error shop/duplicate-key
      - name: bad
    #         ^^^ error shop/bad-text
        age: -1
    #        ^^ error shop/wrong-type
        food: {a: b}
    #         ^^^^^^ error shop/wrong-type
        home: []
    #         ^^ error shop/wrong-type
        tags: {a: [b]}
    #             ^^^ error shop/wrong-type
        colour: red
    #   ^^^^^^ error shop/removed-field
        ? [a]
    #     ^^^ error shop/wrong-type
        : b
      -
    # ^ error shop/null-entry
      - {}
    #   ^^ error shop/missing-field
    sizes: [null, '']
    #             ^^ error shop/unknown-value
  `);
});

test('null is accepted for every field', () => {
  check('pets: [{name: , size: , tame: ~, age: null, food: , tags: , home: , raw: }]\nopen:\n');
});

test('a version that lacks a field is warned of, one that still has a removed field is not refused', () => {
  const lacks = (since: string) => (Number(since) > 1.1 ? 'Shop 1.1' : undefined);
  checkFixture(
    `
    pets:
      - name: x
        size: small
    #   ^^^^ warning shop/newer-than-version
        colour: red
  `,
    text => analyse(text, lacks),
  );
});

test('messages: consequence first, then the way out', () => {
  const messages = (text: string) => analyse(text, () => undefined).map(finding => finding.message);
  assert.deepEqual(messages('pets: [{nmae: x}]\nopne: 1\nopen: "yes"\nsizes: small\n'), [
    'The shop stays closed: `nmae` is not a field of a pet. Did you mean `name`?',
    'The shop stays closed: `opne` is not a field of a shop. Remove it.',
    'The shop stays closed: `open` must be a boolean. Write `true`, without quotes.',
    'The shop stays closed: `sizes` must be a list, not `small`. Write `[small]`.',
  ]);
});

test('aliases of aliases cost no more than their budget', () => {
  const levels = Array.from(
    { length: 9 },
    (_, level) => `a${level + 1}: &b${level + 1} [${Array(9).fill(`*b${level}`).join(', ')}]`,
  );
  const text = `pets: &b0 [{name: [x]}]\n${levels.join('\n')}\nsizes: *b9\n`;
  const start = performance.now();
  assert.ok(analyse(text, () => undefined).length > 0);
  assert.ok(performance.now() - start < 10_000);
});
