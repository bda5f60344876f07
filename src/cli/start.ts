// `npm start`: the extension on the demo workspace in a real VS Code. Where the desktop cannot run, VS Code's server is
// started and its address printed. Ends with VS Code, or with Ctrl-C.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { buildExtension } from './build.ts';
import type { DesktopHost, ServerHost } from './host/host.ts';
import { endOnSignals, Owned } from './host/owned.ts';
import { prepareHost } from './host/prepare-host.ts';
import { PROJECT_ROOT } from './host/project-root.ts';
import { QUIET_SETTINGS } from './host/quiet-settings.ts';
import { mustRun } from './host/run-program.ts';
import { runServerCommand, startServer } from './host/server.ts';

const DEMO = path.join(PROJECT_ROOT, 'test/workspaces/demo');

async function startDesktop(host: DesktopHost, userData: string): Promise<number> {
  await buildExtension();
  const args = [
    DEMO,
    `--extensionDevelopmentPath=${PROJECT_ROOT}`,
    `--user-data-dir=${userData}`,
    `--extensions-dir=${path.join(userData, 'extensions')}`,
    '--disable-workspace-trust',
    '--skip-welcome',
    '--skip-release-notes',
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), // Chromium refuses to run as root otherwise
  ];
  const child = spawn(host.executable, args, { stdio: 'inherit' });
  const [code] = (await once(child, 'close')) as [number | null];
  return code ?? 1;
}

/** A page takes no extension under development from its address, so the extension is packed and installed. */
async function startInBrowser(host: ServerHost, userData: string, owned: Owned): Promise<number> {
  const folders = { userData, extensions: path.join(userData, 'extensions') };
  const common = { host, folders, env: process.env, owned, log: () => {} };
  const installed = await runServerCommand({ ...common, args: [`--install-extension=${await pack()}`] });
  if (installed !== 0) throw new Error('The extension could not be installed in VS Code.');
  const server = await startServer({ ...common, trust: 'disabled', args: [] });
  console.log(`Open http://127.0.0.1:${server.port}/?folder=${encodeURI(DEMO)} in a browser. Ctrl-C ends it.`);
  await server.gone;
  return 1;
}

/** Packed by a process of its own, whose long list of files nobody wants to read here. Resolves to the .vsix's path. */
async function pack(): Promise<string> {
  const script = path.join(import.meta.dirname, 'package.ts');
  const printed = await mustRun(process.execPath, [script], { cwd: PROJECT_ROOT, env: process.env });
  const packed = /^(.+\.vsix): /m.exec(printed)?.[1];
  if (packed === undefined) throw new Error(`The extension was not packed:\n${printed}`);
  return path.join(PROJECT_ROOT, packed);
}

async function main(): Promise<number> {
  const owned = new Owned();
  endOnSignals(owned);
  try {
    const host = await prepareHost('newest', { download: 'try', say: line => console.log(line) });
    const userData = await owned.temporaryFolder('vscode-demo-');
    await mkdir(path.join(userData, 'User'));
    await writeFile(path.join(userData, 'User/settings.json'), JSON.stringify(QUIET_SETTINGS, undefined, 2));
    return host.kind === 'desktop' ? await startDesktop(host, userData) : await startInBrowser(host, userData, owned);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return 1;
  } finally {
    await owned.end();
  }
}

process.exitCode = await main();
