import assert from 'node:assert/strict';
import { globSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { BUNDLES } from '../../../src/cli/build.ts';
import { withFindingsTable, withSeverityProperties } from '../../../src/cli/manifest.ts';
import { NOTICE_FILE, noticeText } from '../../../src/cli/notice.ts';
import { FINDING_CODES } from '../../../src/language/finding-codes.ts';

const ROOT = path.resolve(import.meta.dirname, '../../..');
const PREFIX = 'prometheusKubernetes.';

interface Manifest {
  readonly main: string;
  readonly icon: string;
  readonly license: string;
  readonly version: string;
  readonly engines: { readonly vscode: string };
  readonly activationEvents: readonly string[];
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly contributes: {
    readonly commands: readonly { readonly command: string; readonly title: string; readonly category: string }[];
    readonly configuration: { readonly properties: Readonly<Record<string, { readonly properties?: object }>> };
    readonly grammars: readonly { readonly path: string }[];
    readonly snippets: readonly { readonly path: string }[];
  };
}

function read(file: string): string {
  return readFileSync(path.join(ROOT, file), 'utf8');
}

const manifest = JSON.parse(read('package.json')) as Manifest;
const settings = Object.keys(manifest.contributes.configuration.properties).map(name => name.slice(PREFIX.length));

function sources(folder: string): readonly string[] {
  return globSync(`${folder}/**/*.ts`, { cwd: ROOT }).map(read);
}

/** The first group of every match, each once, in order. */
function found(texts: readonly string[], pattern: RegExp): readonly string[] {
  const all = texts.flatMap(text => [...text.matchAll(pattern)].map(([, group]) => group ?? ''));
  return [...new Set(all)].toSorted();
}

test('the commands of the manifest are those that are registered, with this extension’s prefix and category', () => {
  const { commands } = manifest.contributes;
  const registered = found(sources('src/extension'), /registerCommand\(\s*'([^']+)'/g);
  assert.deepEqual(commands.map(one => one.command).toSorted(), registered);
  for (const { command, category } of commands) {
    assert.ok(command.startsWith(PREFIX), command);
    assert.equal(category, 'Prometheus');
  }
  const mentioned = found([...sources('src/extension'), ...sources('src/server')], /prometheusKubernetes\.(\w+)/g);
  const known = [...commands.map(one => one.command.slice(PREFIX.length)), 'file'];
  assert.deepEqual(
    mentioned.filter(name => !known.includes(name)),
    [],
  );
});

test('the settings of the manifest are those that are read', () => {
  const [, names = ''] = /const \{ ([^}]+) \} = section/.exec(read('src/server/settings.ts')) ?? [];
  assert.deepEqual(names.split(', ').toSorted(), settings.toSorted());
  const extension = found(sources('src/extension'), /\.(?:get|update)(?:<\w+>)?\('(\w+)'/g);
  assert.deepEqual(
    extension.filter(name => !settings.includes(name)),
    [],
  );
});

test('severities can be set for every code and area, and settings.json proposes them', () => {
  assert.equal(withSeverityProperties(read('package.json')), read('package.json'), 'run node src/cli/manifest.ts');
  const { properties } = manifest.contributes.configuration.properties[`${PREFIX}severities`] ?? {};
  for (const { code } of FINDING_CODES) {
    assert.ok(properties && code in properties && code.slice(0, code.indexOf('/')) in properties, code);
  }
});

test('the README lists every setting, every command for the palette and every finding', () => {
  const readme = read('README.md');
  assert.equal(withFindingsTable(readme), readme, 'run node src/cli/manifest.ts');
  assert.equal(found([readme], /^\| \[`([a-z-]+\/[a-z-]+)`\]/gm).length, FINDING_CODES.length);
  assert.deepEqual(found([readme], /^\| `prometheusKubernetes\.(\w+)` +\|/gm), settings.toSorted());
  for (const { command, category, title } of manifest.contributes.commands) {
    if (command !== `${PREFIX}explainFinding`) assert.ok(readme.includes(`_${category}: ${title}_`), title);
  }
});

test('the version of VS Code that is asked for is the one that is compiled against and tested', () => {
  const [, minor] = /^\^1\.(\d+)\.0$/.exec(manifest.engines.vscode) ?? [];
  assert.ok(minor);
  assert.match(manifest.devDependencies['@types/vscode'] ?? '', new RegExp(`^1\\.${minor}\\.`));
  const oldest = JSON.parse(read('test/hosts/oldest/package.json')) as { readonly codeServer: { vscode: string } };
  assert.match(oldest.codeServer.vscode, new RegExp(`^1\\.${minor}\\.`));
  assert.ok(read('src/cli/host/desktop.ts').includes(`oldest: '1.${minor}.0'`));
});

test('activation is by the languages that the server serves', () => {
  const languages = found([read('src/extension/client.ts')], /\{ language: '(\w+)', scheme: /g);
  assert.deepEqual(
    manifest.activationEvents,
    languages.map(language => `onLanguage:${language}`),
  );
});

test('what the manifest and .vscodeignore name is there, or built', () => {
  const built = BUNDLES.map(({ outfile = '' }) => outfile);
  const allowed = found([read('.vscodeignore')], /^!(.+)$/gm);
  for (const pattern of allowed) {
    assert.ok(built.includes(pattern) || globSync(pattern, { cwd: ROOT }).length > 0, `there is no ${pattern}`);
  }
  const isAllowed = (file: string) => allowed.some(pattern => path.matchesGlob(file, pattern));
  const { grammars, snippets } = manifest.contributes;
  const named = [manifest.main, manifest.icon, ...[...grammars, ...snippets].map(one => one.path)];
  for (const file of [...named, 'LICENSE', NOTICE_FILE].map(name => path.normalize(name))) {
    assert.ok(built.includes(file) || statSync(path.join(ROOT, file)).isFile(), file);
    assert.ok(isAllowed(file), `${file} is not in the package`);
  }
  for (const file of built) assert.ok(isAllowed(file), file);
});

test('NOTICE has the licence of every library that is bundled', async () => {
  assert.equal(await noticeText(), read(NOTICE_FILE), 'run node src/cli/notice.ts');
});

test('the changelog tells of this version', () => {
  assert.match(read('CHANGELOG.md'), new RegExp(`^## ${manifest.version.replaceAll('.', '\\.')}$`, 'm'));
});

const PAGES = ['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md', 'CHANGELOG.md'];

test('the links of the pages lead to files that are there, their pictures are small', () => {
  for (const page of PAGES) {
    for (const link of found([read(page)], /\]\(([^)#]+)[^)]*\)/g)) {
      if (/^https:\/\//.test(link)) continue;
      const file = path.join(ROOT, link);
      assert.ok(statSync(file, { throwIfNoEntry: false }), `${page}: ${link}`);
      if (link.endsWith('.png')) assert.ok(statSync(file).size < 120_000, link);
    }
  }
});
