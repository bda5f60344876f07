import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Completion, completeIn } from '../../../src/schema/complete.ts';
import { checkPrefixes, parseFixture } from '../check-fixture.ts';
import { SHOP } from './pet-shop.ts';

function complete(text: string, offset: number): readonly Completion[] {
  return completeIn(text, offset, SHOP, () => false);
}

/** The labels that are offered at the cursor. */
function labels(fixture: string): readonly string[] {
  const { text, cursor = text.length } = parseFixture(fixture);
  checkPrefixes(text, prefix => complete(prefix, prefix.length));
  return complete(text, cursor).map(one => one.label);
}

/** The text after one of the completions is taken, placeholders cut. */
function taken(fixture: string, label: string): string {
  const { text, cursor = text.length } = parseFixture(fixture);
  const one = complete(text, cursor).find(found => found.label === label);
  assert.ok(one, `${label} is not offered`);
  return text.slice(0, one.replaces.start) + one.snippet.replaceAll(/\$\d/g, '') + text.slice(one.replaces.end);
}

const PET_KEYS = ['name', 'size', 'tame', 'food', 'tags', 'home', 'raw', 'age'];

test('keys at the root, also beside others', () => {
  assert.deepEqual(labels('<|>'), ['pets', 'open', 'sizes']);
  assert.deepEqual(labels('open: true\np<|>\nsizes: []\n'), ['pets']);
});

test('keys of a mapping in a list: required first, deprecated last, none twice', () => {
  assert.deepEqual(labels('pets:\n  - <|>\n'), PET_KEYS);
  assert.deepEqual(
    labels('pets:\n  - name: x\n    <|>\n    tame: no\n'),
    PET_KEYS.filter(key => key !== 'name' && key !== 'tame'),
  );
  assert.deepEqual(
    labels('pets:\n- name: x\n- size: small\n  <|>\n- tame: no\n'),
    PET_KEYS.filter(key => key !== 'size'),
  );
});

test('keys inside of an inner mapping, and of the outer one after it', () => {
  assert.deepEqual(labels('pets:\n  - home:\n      <|>\n    name: x\n'), ['street']);
  assert.deepEqual(
    labels('pets:\n  - home:\n      street: x\n    <|>\n'),
    PET_KEYS.filter(key => key !== 'home'),
  );
});

test('below a list that has no dash yet the dash comes along', () => {
  assert.equal(taken('pets:\n  <|>\n', 'name'), 'pets:\n  - name: \n');
  assert.equal(taken('sizes:\n  <|>\n', 'small'), 'sizes:\n  - small\n');
});

test('values: enumerations, booleans, examples', () => {
  assert.deepEqual(labels('pets:\n  - size: <|>'), ['small', 'large']);
  assert.deepEqual(labels('open: t<|>'), ['true', 'false']);
  assert.deepEqual(labels('sizes:\n  - <|>'), ['small', 'large']);
  assert.deepEqual(labels('sizes: [small, <|>]'), ['small', 'large']);
  assert.deepEqual(labels('pets:\n  - food: [<|>'), ['hay', 'fish']);
  assert.deepEqual(labels('pets:\n  - name: <|>'), []);
});

test('a value right behind the colon gets its blank', () => {
  assert.equal(taken('open:<|>\n', 'true'), 'open: true\n');
  assert.equal(taken('open: fa<|>lse\n', 'true'), 'open: true\n');
});

test('flow collections', () => {
  assert.deepEqual(
    labels('pets: [{name: x, <|>}]'),
    PET_KEYS.filter(key => key !== 'name'),
  );
  assert.deepEqual(labels('pets: [{name: x, size: <|>}]'), ['small', 'large']);
  assert.equal(taken('pets: [{na<|>}]', 'name'), 'pets: [{name: }]');
});

test('nothing in comments, in free mappings, behind unknown keys, in text', () => {
  assert.deepEqual(labels('open: # <|>'), []);
  assert.deepEqual(labels('pets:\n  - tags:\n      <|>'), []);
  assert.deepEqual(labels('other:\n  <|>'), []);
  assert.deepEqual(labels('pets:\n  - name: |\n      <|>'), []);
});

test('what is inserted for each kind of value', () => {
  const [first, ...lines] = taken('<|>', 'pets').split('\n');
  assert.deepEqual([first, ...lines], ['pets:', '  - name: ']);
  assert.equal(taken('pets:\n  - <|>\n', 'food'), 'pets:\n  - food: []\n');
  assert.equal(taken('pets:\n  - <|>\n', 'home'), 'pets:\n  - home:\n      \n');
  assert.equal(taken('pets:\n  - <|>\n', 'tame'), 'pets:\n  - tame: \n');
});

test('a key that has its colon is only renamed', () => {
  assert.equal(taken('pets:\n  - si<|>: small\n', 'size'), 'pets:\n  - size: small\n');
});

test('a known version is not offered what it lacks', () => {
  const found = completeIn('pets:\n  - ', 10, SHOP, since => since === '1.2');
  assert.ok(!found.some(one => one.label === 'size'));
});

test('a blank first line', () => {
  assert.deepEqual(labels('\n<|>'), ['pets', 'open', 'sizes']);
  assert.deepEqual(labels('<|>\nopen: true\n'), ['pets', 'sizes']);
  assert.deepEqual(
    complete('\n\npets:\n  - ', 12).map(one => one.label),
    PET_KEYS,
  );
});

test('CRLF and the end of the file', () => {
  assert.deepEqual(
    labels('pets:\r\n  - name: x\r\n    <|>'),
    PET_KEYS.filter(key => key !== 'name'),
  );
});

test('documentation comes along', () => {
  const [name] = complete('pets:\n  - ', 10);
  assert.equal(
    name?.documentation,
    '**name**: string, required\n\nWhat it answers to.\n\n[Manual](https://example.com/pets)',
  );
  assert.equal(name?.detail, 'string');
});
