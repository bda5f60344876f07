import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { LINTS, lintOf } from '../../../src/lint/registry.ts';

const ROOT = path.resolve(import.meta.dirname, '../../..');

test('codes are area/problem, each once', () => {
  for (const { code } of LINTS) assert.match(code, /^[a-z]+\/[a-z]+(?:-[a-z]+)*$/);
  assert.equal(new Set(LINTS.map(({ code }) => code)).size, LINTS.length);
});

test('a lint is found by its code', () => {
  for (const lint of LINTS) assert.equal(lintOf(lint.code), lint);
  assert.equal(lintOf('sd/no-such-code'), undefined);
});

test('every lint is in the registry, in a file that is named after it', () => {
  const files = readdirSync(path.join(ROOT, 'src/lint')).filter(file => file.endsWith('.ts'));
  const lints = files.filter(file => /: Lint = \{/.test(readFileSync(path.join(ROOT, 'src/lint', file), 'utf8')));
  assert.deepEqual(lints.toSorted(), LINTS.map(({ code }) => `${code.split('/')[1]}.ts`).toSorted());
});

test('every lint has a page and a sentence', () => {
  for (const { code, summary } of LINTS) {
    const page = readFileSync(path.join(ROOT, 'docs/findings', `${code}.md`), 'utf8');
    assert.ok(page.startsWith(`# ${code}\n`), code);
    assert.ok(page.includes(`# prometheus-kubernetes-ignore ${code}: `), code);
    assert.match(summary, /^[A-Z].*\.$/, code);
  }
});
