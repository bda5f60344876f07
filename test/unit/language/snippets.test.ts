import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { SNIPPETS_FILE, snippetsJson } from '../../../src/cli/snippets.ts';
import { expandSnippet } from '../../../src/language/expand-snippet.ts';
import { SNIPPETS } from '../../../src/language/snippets.ts';

const ROLES = ['node', 'pod', 'service', 'endpoints', 'endpointslice', 'ingress'];

test('the contributed snippets are the current ones: run `node src/cli/snippets.ts`', () => {
  const file = path.resolve(import.meta.dirname, '../../..', SNIPPETS_FILE);
  assert.equal(readFileSync(file, 'utf8'), snippetsJson());
});

test('names and prefixes are unique, prefixes start with prom-', () => {
  for (const key of ['name', 'prefix'] as const) {
    assert.equal(new Set(SNIPPETS.map(snippet => snippet[key])).size, SNIPPETS.length);
  }
  assert.deepEqual(
    SNIPPETS.filter(({ prefix }) => !/^prom-[a-z-]+$/.test(prefix)),
    [],
  );
});

test('every role has a job and a discovery of its own', () => {
  for (const scope of ['job', 'sd'] as const) {
    const prefixes = SNIPPETS.filter(snippet => snippet.scope === scope).map(snippet => snippet.prefix);
    assert.deepEqual(
      ROLES.filter(role => !prefixes.includes(`prom-${scope}-${role}`)),
      [],
    );
  }
});

test('every snippet ends at its last tab stop and is indented with spaces', () => {
  for (const { prefix, body } of SNIPPETS) {
    assert.match(body.at(-1) ?? '', /\$0$/, prefix);
    assert.deepEqual(
      body.filter(line => /\t| $/.test(line)),
      [],
      prefix,
    );
  }
});

const EXPANDED: readonly (readonly [body: string, text: string])[] = [
  ['a$0', 'a'],
  ['${1:x} $1 ${1}', 'x x x'],
  ['$1 ${1:x}', 'x x'],
  ['${2|true,false|}', 'true'],
  ['${1|a\\,b,c|}', 'a,b'],
  ['\\$1:\\${2}', '$1:${2}'],
  ['${1:a\\}b}', 'a}b'],
  ['\\\\d{1,2} \\d }', '\\d{1,2} \\d }'],
  ['${1', '${1'],
  ['$', '$'],
  ['', ''],
];

for (const [body, text] of EXPANDED) {
  test(`expands ${JSON.stringify(body)}`, () => assert.equal(expandSnippet(body), text));
}
