import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { RBAC_LINTS } from '../../../../src/lint/rbac/rbac-lints.ts';

const FOLDER = path.resolve(import.meta.dirname, '../../../../src/lint/rbac');

test('every lint is in the list, in a file that is named after it', () => {
  const files = readdirSync(FOLDER).filter(file =>
    /: RbacLint = \{/.test(readFileSync(path.join(FOLDER, file), 'utf8')),
  );
  assert.deepEqual(files.toSorted(), RBAC_LINTS.map(({ code }) => `${code.split('/')[1]}.ts`).toSorted());
});

test('codes are of the area rbac, each once, in order', () => {
  const codes = RBAC_LINTS.map(({ code }) => code);
  for (const code of codes) assert.match(code, /^rbac\/[a-z]+(?:-[a-z]+)*$/);
  assert.deepEqual(codes, [...new Set(codes)].toSorted());
});
