// `npm start`: the extension on the demo workspace in a real VS Code. Where the desktop cannot run, VS Code's server is
// started and its address printed. Ends with VS Code, or with Ctrl-C.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { buildExtension } from './build.ts';
import type { DesktopHost, ServerHost } from './host/host.ts';
import { endOnSignals, Owned } from './host/owned.ts';
import { developmentAddress } from './host/page.ts';
import { prepareHost } from './host/prepare-host.ts';
import { PROJECT_ROOT } from './host/project-root.ts';
import { QUIET_SETTINGS } from './host/quiet-settings.ts';
import { startServer } from './host/server.ts';

const DEMO = path.join(PROJECT_ROOT, 'test/workspaces/demo');

async function startDesktop(host: DesktopHost, userData: string): Promise<number> {
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

async function startInBrowser(host: ServerHost, userData: string, owned: Owned): Promise<number> {
  const server = await startServer({
    host,
    folders: { userData, extensions: undefined },
    trust: 'disabled',
    args: [],
    env: process.env,
    owned,
    log: () => {},
  });
  console.log(`Open ${developmentAddress(DEMO, PROJECT_ROOT, server.port)}`);
  console.log('Ctrl-C ends it.');
  const code = await server.gone;
  console.error(`VS Code's server ended (${code}).`);
  return 1;
}

async function main(): Promise<number> {
  const owned = new Owned();
  endOnSignals(owned);
  try {
    const host = await prepareHost('newest', { download: 'try', say: line => console.log(line) });
    await buildExtension();
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
