import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { Parser as LibraryParser } from 'yaml';
import { plainCallParser } from '../../../src/cli/plain-call-parser.ts';
import { Parser } from '../../../src/yaml/generated/parser.js';
import { corpusTexts } from '../../fixtures/corpus-texts.ts';
import { randomEdit, randomFrom } from '../../fixtures/random-edits.ts';
import { YAML_TEXTS } from '../../fixtures/yaml-texts.ts';

const ROOT = path.resolve(import.meta.dirname, '../../..');
const LARGEST = 30_000;

test('the generated parser is what the script makes of the installed library', () => {
  const read = (name: string) => readFileSync(path.join(ROOT, 'node_modules/yaml/browser/dist/parse', name), 'utf8');
  for (const { name, text } of plainCallParser(read('lexer.js'), read('parser.js'))) {
    assert.equal(readFileSync(path.join(ROOT, 'src/yaml/generated', name), 'utf8'), text, name);
  }
});

test("the generated parser's tokens are the library's, for whole and damaged texts", () => {
  const random = randomFrom(1);
  const texts = [...Object.values(YAML_TEXTS), ...[...corpusTexts(LARGEST)].map(({ text }) => text)];
  for (const text of texts) {
    for (const one of [
      text,
      text.replaceAll('\n', '\r\n'),
      text.slice(0, random(text.length)),
      ...damaged(text, random),
    ]) {
      assert.deepEqual(new Parser().parse(one), [...new LibraryParser().parse(one)], JSON.stringify(one.slice(0, 200)));
    }
  }
});

function* damaged(text: string, random: (below: number) => number): Generator<string> {
  let now = text;
  for (let count = 0; count < 5; count++) {
    const { start, end, text: put } = randomEdit(now, random);
    now = now.slice(0, start) + put + now.slice(end);
    yield now;
  }
}
