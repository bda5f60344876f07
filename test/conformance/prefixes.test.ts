import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { complete } from '../../src/language/complete.ts';
import { editDocument, openDocument } from '../../src/language/document.ts';
import { findingsOf } from '../../src/language/findings.ts';
import { hoverAt } from '../../src/language/hover.ts';
import { symbolsOf } from '../../src/language/symbols.ts';
import { modulePath } from './tools.ts';

const TESTDATA = path.join(modulePath('github.com/prometheus/prometheus'), 'config/testdata');
const CONTEXT = { version: 'unknown', severities: new Map() } as const;

/** Types the text from its first to its last character and asks everything of each state. Answers how many there were. */
function typeThrough(text: string): number {
  let document = openDocument('');
  for (let at = 0; at < text.length; at++) {
    document = editDocument(document, { start: at, end: at, text: text.charAt(at) });
    findingsOf(document, CONTEXT);
    if (at % 7 === 0) {
      complete(document, at + 1, 'unknown');
      hoverAt(document, at);
      symbolsOf(document);
    }
  }
  assert.equal(document.file.text, text);
  return text.length;
}

test('every prefix of Prometheus’ own test configurations is analysed without an exception', () => {
  const files = globSync('*.{yml,yaml}', { cwd: TESTDATA });
  let prefixes = 0;
  for (const file of files) {
    const text = readFileSync(path.join(TESTDATA, file), 'utf8');
    try {
      prefixes += typeThrough(text);
    } catch (error) {
      throw new Error(`a prefix of ${file} is not analysed`, { cause: error });
    }
    const typed = editDocument(openDocument(text.slice(0, -1)), {
      start: text.length - 1,
      end: text.length - 1,
      text: text.slice(-1),
    });
    assert.deepEqual(
      findingsOf(typed, CONTEXT).map(one => one.finding),
      findingsOf(openDocument(text), CONTEXT).map(one => one.finding),
      file,
    );
  }
  assert.ok(files.length > 200 && prefixes > 40_000, `${prefixes} prefixes of ${files.length} files`);
});
