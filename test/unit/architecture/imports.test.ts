import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { parseSync } from 'oxc-parser';

const SRC = path.resolve(import.meta.dirname, '../../../src');

const PURE = ['yaml', 'schema', 'kubernetes', 'prometheus', 'operator', 'workspace', 'lint', 'language'] as const;

/** Which room may import which: the table of ARCHITECTURE.md. A room may always import itself. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  yaml: [],
  schema: ['yaml'],
  kubernetes: ['schema', 'yaml'],
  prometheus: ['kubernetes', 'schema', 'yaml'],
  operator: ['prometheus', 'kubernetes', 'schema', 'yaml'],
  workspace: ['operator', 'prometheus', 'kubernetes', 'schema', 'yaml'],
  lint: ['workspace', 'operator', 'prometheus', 'kubernetes', 'schema', 'yaml'],
  language: ['lint', 'workspace', 'operator', 'prometheus', 'kubernetes', 'schema', 'yaml'],
  cluster: ['operator', 'prometheus', 'kubernetes', 'schema', 'yaml', 'protocol'],
  server: [...PURE, 'protocol'],
  cli: [...PURE, 'server', 'cluster', 'protocol'],
  protocol: [],
  extension: ['protocol'],
};

/** Packages that only one room may import, their types too. In the room `yaml` it is one file. */
const PACKAGES: Readonly<Record<string, (file: string) => boolean>> = {
  vscode: file => roomOf(file) === 'extension',
  'vscode-languageclient': file => roomOf(file) === 'extension',
  'vscode-languageserver': file => roomOf(file) === 'server',
  'vscode-languageserver-textdocument': file => roomOf(file) === 'server',
  '@kubernetes/client-node': file => roomOf(file) === 'cluster',
  yaml: file => /^yaml\/library(?:\.js|\.d\.ts)$/.test(file),
  re2js: file => file === 'prometheus/relabel/regex.ts',
};

interface Import {
  readonly file: string;
  readonly target: string;
  readonly kind: 'type' | 'value';
}

/** Every import, re-export and dynamic import of a source text, `import type` included. */
function importsOf(file: string, text: string): readonly Import[] {
  const { module, program, errors } = parseSync(file, text);
  assert.deepEqual(errors, [], `${file} parses`);
  const found: Import[] = [];
  for (const one of module.staticImports) {
    const typeOnly = one.entries.length > 0 && one.entries.every(entry => entry.isType);
    found.push({ file, target: one.moduleRequest.value, kind: typeOnly ? 'type' : 'value' });
  }
  for (const one of module.staticExports) {
    for (const entry of one.entries) {
      if (entry.moduleRequest)
        found.push({ file, target: entry.moduleRequest.value, kind: entry.isType ? 'type' : 'value' });
    }
  }
  for (const one of module.dynamicImports) {
    const request = text.slice(one.moduleRequest.start, one.moduleRequest.end);
    found.push({ file, target: request.replace(/^['"]|['"]$/g, ''), kind: 'value' });
  }
  for (const target of inlineImportTypes(program)) found.push({ file, target, kind: 'type' });
  return found;
}

/** The targets of `import('…').Name` where a type is written. */
function inlineImportTypes(node: unknown): readonly string[] {
  if (typeof node !== 'object' || node === null) return [];
  const own: string[] = [];
  if ('type' in node && node.type === 'TSImportType' && 'source' in node) {
    const { source } = node;
    if (typeof source === 'object' && source !== null && 'value' in source) own.push(String(source.value));
  }
  return [...own, ...Object.values(node).flatMap(inlineImportTypes)];
}

function roomOf(file: string): string {
  const [first = ''] = file.split('/');
  return first.replace(/\.ts$/, '');
}

/** The package that a bare specifier or a path into node_modules names. */
function packageOf(target: string): string | undefined {
  const bare = target.includes('/node_modules/') ? target.slice(target.lastIndexOf('/node_modules/') + 14) : target;
  if (bare.startsWith('.') || bare.startsWith('node:')) return undefined;
  const parts = bare.split('/');
  return parts.slice(0, bare.startsWith('@') ? 2 : 1).join('/');
}

/** What is wrong with one import, or undefined. */
function violation({ file, target, kind }: Import): string | undefined {
  const room = roomOf(file);
  const pkg = packageOf(target);
  if (target.startsWith('node:')) {
    return (PURE as readonly string[]).includes(room) || room === 'protocol'
      ? `${file} imports ${target}: the room is pure`
      : undefined;
  }
  if (pkg !== undefined) {
    const allowed = PACKAGES[pkg];
    return allowed && !allowed(file) ? `${file} may not import ${pkg}` : undefined;
  }
  // The development scripts run the tests' own programs.
  if (room === 'cli' && /^(?:\.\.\/)+test\//.test(target)) return undefined;
  const to = roomOf(path.posix.normalize(path.posix.join(path.posix.dirname(file), target)));
  const may = MAY_IMPORT[room];
  // The two sides of a thread share the types of their messages, and nothing that runs.
  const isMessage = room === 'server' && kind === 'type' && to === 'cluster' && /\/worker-protocol\.ts$/.test(target);
  if (isMessage) return undefined;
  if (!may) return `${file} is in a room that the table does not know`;
  return to === room || may.includes(to) ? undefined : `${file} imports ${target}: ${room} may not import ${to}`;
}

const files = globSync('**/*.{ts,js}', { cwd: SRC }).map(file => file.split(path.sep).join('/'));

test('every import follows the table of rooms', () => {
  const imports = files.flatMap(file => importsOf(file, readFileSync(path.join(SRC, file), 'utf8')));
  assert.ok(imports.length > 0);
  assert.deepEqual(
    imports.map(violation).filter(text => text !== undefined),
    [],
  );
});

test('the check sees each kind of import', () => {
  const text = `
    import { a } from '../language/a.ts';
    import type { B } from '../lint/b.ts';
    export { c } from '../server/c.ts';
    export type * from '../workspace/d.ts';
    const e = import('../operator/e.ts');
    import { type F } from 'yaml';
    import fs from 'node:fs';
    import { g } from '../../node_modules/re2js/g.js';
    let h: import('vscode').Uri;
    import { i } from '../cluster/worker-protocol.ts';
  `;
  const wrong = importsOf('schema/x.ts', text).map(violation);
  assert.equal(wrong.filter(one => one !== undefined).length, 10);
});
