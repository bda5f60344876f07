import { randomBytes } from 'node:crypto';
import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Writable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { runTests } from '@vscode/test-electron';
import { build } from 'esbuild';
import { freePort } from '../../../src/cli/host/free-port.ts';
import type { Host, HostName } from '../../../src/cli/host/host.ts';
import type { Owned } from '../../../src/cli/host/owned.ts';
import { OWNER_VARIABLE } from '../../../src/cli/host/owner.ts';
import { QUIET_SETTINGS } from '../../../src/cli/host/quiet-settings.ts';
import { type ChannelAddress, openChannel } from './channel.ts';
import { ADDRESS_FILE_VARIABLE, SECRET_VARIABLE } from './channel-protocol.ts';
import { endBrowser } from './end-browser.ts';
import { installExtensions } from './install-extensions.ts';
import { within } from './until.ts';

export interface StartRequest {
  readonly host: Host;
  readonly opens: Workspace;
  /** Folders of extensions under development; at least one, or VS Code runs no tests. */
  readonly developmentPaths: readonly [string, ...string[]];
  /** Packed extensions (.vsix) to install first. */
  readonly packages: readonly string[];
  /** `asked`: workspace trust works as for a user; else every workspace is trusted. */
  readonly trust: 'asked' | 'disabled';
  /** User settings on top of the quiet ones. */
  readonly settings: Readonly<Record<string, unknown>>;
}

/** What is open: an empty folder of its own, or its own copy of a folder; it goes with the VS Code. */
export type Workspace = { readonly kind: 'empty folder' } | { readonly kind: 'copy'; readonly of: string };

/** How a VS Code under test is reached, from any process of this machine. */
export interface VSCodeAddress {
  readonly hostName: HostName;
  /** The folder that it has opened. */
  readonly opens: string;
  /** Its extension host. */
  readonly channel: ChannelAddress;
  /** Its window, by the DevTools protocol of Chromium: the URL to connect to. */
  readonly window: string;
}

/** VS Code may take this long (ms) until its extension host answers. */
const START_LIMIT = 120_000;

/**
 * Starts a VS Code through @vscode/test-electron, with fresh user data. It ends, and its folders go, with `owned`. Rejects
 * when it ends before it can be reached.
 */
export async function startVSCode(request: StartRequest, owned: Owned): Promise<VSCodeAddress> {
  const { host, packages } = request;
  const folder = await owned.temporaryFolder('vscode-test-');
  const opens = await makeWorkspace(request.opens, path.join(folder, 'workspace'));
  const userData = path.join(folder, 'user');
  const extensions = path.join(folder, 'extensions');
  await writeSettings(userData, 'User', { ...QUIET_SETTINGS, ...request.settings });
  // Where the extension host is a server's, settings of the machine are that server's own.
  await writeSettings(userData, 'Machine', request.settings);
  await installExtensions(host, { packages, userData, extensions });
  const addressFile = path.join(folder, 'address.json');
  const secret = randomBytes(16).toString('hex');
  const debuggingPort = await freePort();
  const output = new RecentOutput();
  const run = runTests({
    ...program(request, [
      opens,
      `--user-data-dir=${userData}`,
      `--extensions-dir=${extensions}`,
      `--remote-debugging-port=${debuggingPort}`,
    ]),
    extensionDevelopmentPath: [...request.developmentPaths],
    extensionTestsPath: await bundleTestsModule(folder),
    extensionTestsEnv: {
      [ADDRESS_FILE_VARIABLE]: addressFile,
      [SECRET_VARIABLE]: secret,
      [OWNER_VARIABLE]: String(process.pid),
    },
    stdout: output,
    stderr: output,
  });
  const gone = run.then(
    () => 'ended',
    error => String(error),
  );
  const window = `http://127.0.0.1:${debuggingPort}`;
  owned.add(() => endBrowser(window, gone));
  const port = await reachablePort(addressFile, gone, output);
  const channel = { port, secret };
  const keeper = await openChannel(channel, 'keeps');
  owned.add(() => {
    keeper.close();
    return gone;
  });
  return { hostName: host.name, opens, channel, window };
}

function program({ host, trust }: StartRequest, args: readonly string[]) {
  if (trust === 'disabled') return { vscodeExecutablePath: host.executable, launchArgs: [...args] };
  // test-electron always says --disable-workspace-trust: a program between it and VS Code leaves that out.
  const between = path.join(import.meta.dirname, 'with-trust.ts');
  return { vscodeExecutablePath: process.execPath, launchArgs: [between, host.executable, ...args] };
}

async function makeWorkspace(workspace: Workspace, folder: string): Promise<string> {
  if (workspace.kind === 'empty folder') await mkdir(folder);
  else await cp(workspace.of, folder, { recursive: true });
  return folder;
}

async function writeSettings(
  userData: string,
  scope: 'User' | 'Machine',
  settings: Readonly<Record<string, unknown>>,
): Promise<void> {
  const folder = path.join(userData, scope);
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, 'settings.json'), JSON.stringify(settings, undefined, 2));
}

/** The extension host of an old VS Code does not run TypeScript. Resolves to the path of the bundle. */
async function bundleTestsModule(folder: string): Promise<string> {
  const outfile = path.join(folder, 'extension-host.cjs');
  const entry = path.join(import.meta.dirname, 'extension-host.ts');
  await build({
    entryPoints: [entry],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node22',
    external: ['vscode'],
  });
  return outfile;
}

async function reachablePort(file: string, gone: Promise<string>, output: RecentOutput): Promise<number> {
  const early = gone.then(why => {
    throw new Error(`VS Code ended before its tests module ran (${why}):\n${output.text}`);
  });
  const search = new AbortController();
  try {
    return await within(START_LIMIT, 'the start of VS Code', Promise.race([early, portFrom(file, search.signal)]));
  } finally {
    search.abort();
  }
}

async function portFrom(file: string, signal: AbortSignal): Promise<number> {
  for (;;) {
    const text = await readFile(file, { encoding: 'utf8', signal }).catch(() => '');
    if (text !== '') return (JSON.parse(text) as { port: number }).port;
    await pause(50, undefined, { signal });
  }
}

/** Keeps the end of what VS Code prints; VSCODE_TEST_VERBOSE=1 prints it as well. */
class RecentOutput extends Writable {
  text = '';

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    this.text = (this.text + chunk.toString()).slice(-20_000);
    if ((process.env['VSCODE_TEST_VERBOSE'] ?? '') !== '') process.stderr.write(chunk);
    done();
  }
}
