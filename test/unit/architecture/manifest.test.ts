import assert from 'node:assert/strict';
import { globSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { BUNDLES } from '../../../src/cli/build.ts';
import { withFindingsTable, withSeverityProperties } from '../../../src/cli/manifest.ts';
import { NOTICE_FILE, noticeText } from '../../../src/cli/notice.ts';
import { ACCESS_COMMANDS } from '../../../src/extension/access/command-names.ts';
import { TARGETS_COMMANDS } from '../../../src/extension/targets/command-names.ts';
import { FINDING_CODES } from '../../../src/language/finding-codes.ts';

const ROOT = path.resolve(import.meta.dirname, '../../..');
const PREFIX = 'prometheusKubernetes.';

interface Manifest {
  readonly main: string;
  readonly icon: string;
  readonly license: string;
  readonly version: string;
  readonly engines: { readonly vscode: string };
  readonly capabilities: { readonly untrustedWorkspaces: { readonly restrictedConfigurations: readonly string[] } };
  readonly activationEvents: readonly string[];
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly contributes: {
    readonly commands: readonly { readonly command: string; readonly title: string; readonly category: string }[];
    readonly menus: Readonly<Record<string, readonly MenuItem[]>>;
    readonly viewsContainers: { readonly activitybar: readonly { readonly id: string; readonly icon: string }[] };
    readonly views: Readonly<Record<string, readonly { readonly id: string; readonly icon: string }[]>>;
    readonly viewsWelcome: readonly { readonly view: string; readonly contents: string; readonly when: string }[];
    readonly configuration: { readonly properties: Readonly<Record<string, Property>> };
    readonly grammars: readonly { readonly path: string }[];
    readonly snippets: readonly { readonly path: string }[];
  };
}

interface Property {
  readonly scope: string;
  readonly properties?: object;
}

interface MenuItem {
  readonly command: string;
  readonly when: string;
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

/** Names under the prefix that are no commands: state, the view, and what of VS Code is told by them. */
const OTHER_NAMES = ['file', 'targets', 'access', 'accounts', 'pinnedContext', 'chosenNamespaces', 'cluster'];

test('the commands of the manifest are those that are registered, with this extension’s prefix and category', () => {
  const { commands } = manifest.contributes;
  const registered = [
    ...found(sources('src/extension'), /registerCommand\(\s*'([^']+)'/g),
    ...TARGETS_COMMANDS,
    ...ACCESS_COMMANDS,
  ];
  assert.deepEqual(commands.map(one => one.command).toSorted(), registered.toSorted());
  for (const { command, category } of commands) {
    assert.ok(command.startsWith(PREFIX), command);
    assert.equal(category, 'Prometheus');
  }
  const mentioned = found([...sources('src/extension'), ...sources('src/server')], /prometheusKubernetes\.(\w+)/g);
  const known = [...commands.map(one => one.command.slice(PREFIX.length)), ...OTHER_NAMES];
  assert.deepEqual(
    mentioned.filter(name => !known.includes(name)),
    [],
  );
});

test('menus and welcomes name commands, faces and rows that there are', () => {
  const { commands, menus, viewsWelcome, views } = manifest.contributes;
  const names = commands.map(({ command }) => command);
  const rows = found(sources('src/extension/{targets,access}'), /(?:contextValue: |\? |: )'([a-z.-]+)'/g);
  for (const { command, when } of Object.values(menus).flat()) {
    assert.ok(names.includes(command), command);
    for (const row of (/viewItem =~ \/\^\(\?:(.+)\)\$\//.exec(when)?.[1] ?? '').split('|')) {
      assert.ok(row === '' || rows.includes(row.replaceAll('\\.', '.')), `${command}: ${row}`);
    }
  }
  const faces = ['targets', 'access'].flatMap(view =>
    found([read(`src/extension/${view}/face.ts`)], /[|=] '([a-z-]+)'(?=;| \||$)/gm).map(
      face => `${PREFIX}${view}.face == ${face}`,
    ),
  );
  for (const { view, contents, when } of viewsWelcome) {
    assert.ok(
      Object.values(views)
        .flat()
        .some(({ id }) => id === view),
    );
    assert.ok(faces.includes(when) && when.startsWith(`${view}.`), when);
    for (const command of found([contents], /\(command:(prometheusKubernetes\.\w+)\)/g))
      assert.ok(names.includes(command));
  }
});

test('the settings of the manifest are those that are read', () => {
  const [, names = ''] = /const \{ ([^}]+) \} = section/.exec(read('src/server/settings.ts')) ?? [];
  const cluster = found([read('src/server/cluster-settings.ts')], /'(\w+)' in section/g).map(name => `cluster.${name}`);
  const extension = found(sources('src/extension'), /\.(?:get|update)(?:<[^>]+>)?\('([\w.]+)'/g);
  const all = [...new Set([...names.split(', '), ...cluster, ...extension])];
  assert.deepEqual(all.toSorted(), settings.toSorted());
});

test('no workspace says which kubeconfig is read: it names programs that are run', () => {
  const { properties } = manifest.contributes.configuration;
  const { restrictedConfigurations } = manifest.capabilities.untrustedWorkspaces;
  const cluster = Object.keys(properties).filter(name => name.startsWith(`${PREFIX}cluster.`));
  assert.deepEqual([...restrictedConfigurations].toSorted(), cluster.toSorted());
  for (const name of cluster) assert.equal(properties[name]?.scope, 'machine', name);
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
  assert.deepEqual(found([readme], /^\| `prometheusKubernetes\.([\w.]+)` +\|/gm), settings.toSorted());
  const hidden = manifest.contributes.menus['commandPalette']?.filter(({ when }) => when === 'false') ?? [];
  for (const { command, category, title } of manifest.contributes.commands) {
    if (!hidden.some(one => one.command === command)) assert.ok(readme.includes(`_${category}: ${title}_`), title);
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
  const { grammars, snippets, viewsContainers, views } = manifest.contributes;
  const icons = [...viewsContainers.activitybar, ...Object.values(views).flat()].map(one => one.icon);
  const named = [manifest.main, manifest.icon, ...icons, ...[...grammars, ...snippets].map(one => one.path)];
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
