import assert from 'node:assert/strict';
import { test } from 'node:test';
import { namesSchema } from '../../../src/workspace/schema-comment.ts';
import { parseSource } from '../../../src/yaml/source.ts';

/** For each document of the text, whether a comment names its schema. */
function named(text: string): readonly boolean[] {
  const file = parseSource(text, 'manifest');
  return file.documents.map(document => namesSchema(file, document));
}

const MODELINE = '# yaml-language-server: $schema=https://example.com/a.json\n';

const CASES: readonly { readonly what: string; readonly text: string; readonly named: readonly boolean[] }[] = [
  { what: 'none', text: 'a: 1\n', named: [false] },
  { what: 'the first line', text: `${MODELINE}a: 1\n`, named: [true] },
  { what: 'above the mark', text: `${MODELINE}---\na: 1\n`, named: [true] },
  { what: 'behind the mark', text: `a: 1\n---\n${MODELINE}b: 1\n---\nc: 1\n`, named: [false, true, false] },
  { what: 'between documents, of both', text: `a: 1\n\n${MODELINE}\n# b\n---\nb: 1\n`, named: [true, true] },
  { what: 'without blanks', text: '#yaml-language-server:$schema=x\na: 1\n', named: [true] },
  { what: 'of another IDE', text: '# $schema: ./a.json\na: 1\n', named: [true] },
  { what: 'indented', text: 'a:\n  # $schema: ./a.json\n  b: 1\n', named: [true] },
  { what: 'with line breaks of Windows', text: '# $schema: a\r\na: 1\r\n---\r\nb: 1\r\n', named: [true, false] },
  { what: 'no schema', text: '# yaml-language-server: $schema=\n# $schema:\n# schema: a\na: 1\n', named: [false] },
  { what: 'a text', text: 'a: |\n  # $schema: x\nb: "\n  # $schema: x"\n', named: [false] },
  { what: 'behind a text', text: 'a: |\n  b\n# $schema: x\n', named: [true] },
];

for (const { what, text, named: wanted } of CASES)
  test(`a comment that names a schema: ${what}`, () => assert.deepEqual(named(text), wanted));

test('every prefix has an answer', () => {
  for (const { text } of CASES) for (let end = 0; end <= text.length; end++) named(text.slice(0, end));
});
