import path from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import type { Folders } from './command-line.ts';
import type { ServerHost } from './host.ts';
import type { Owned } from './owned.ts';
import { type ProcessGroup, startProcessGroup } from './process-group.ts';

export interface RunningServer {
  readonly port: number;
  /** Resolves when the server has ended: its exit code or signal. */
  readonly gone: Promise<number | string>;
}

export interface ServerRequest {
  readonly host: ServerHost;
  readonly folders: Folders;
  readonly trust: 'asked' | 'disabled';
  /** More flags for the server. */
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  readonly owned: Owned;
  /** Gets what the server prints. */
  readonly log: (text: string) => void;
}

const QUIET_FLAGS = [
  '--without-connection-token', // it listens on the loopback address only
  '--accept-server-license-terms',
  '--disable-telemetry',
  '--disable-experiments',
  '--disable-update-check',
  '--disable-getting-started-override',
  '--force-disable-user-env', // else a login shell's environment replaces ours
];

const LISTENING = /Extension host agent listening on (\d+)/;

/** Starts VS Code's server on a free port of 127.0.0.1. Rejects when it ends before it listens. */
export async function startServer({
  host,
  folders,
  trust,
  args,
  env,
  owned,
  log,
}: ServerRequest): Promise<RunningServer> {
  const flags = [
    ...['--host', '127.0.0.1', '--port', '0', ...QUIET_FLAGS],
    ...(trust === 'disabled' ? ['--disable-workspace-trust'] : []),
    ...['--server-data-dir', await owned.temporaryFolder('vscode-server-')],
    ...['--user-data-dir', folders.userData ?? (await owned.temporaryFolder('vscode-user-'))],
    ...['--extensions-dir', folders.extensions ?? (await owned.temporaryFolder('vscode-extensions-'))],
    ...args,
  ];
  // Its sockets and what extensions leave would otherwise stay in the system's temporary folder.
  const runtime = await owned.temporaryFolder('vscode-run-');
  const group = startServerProcess(host, flags, { ...env, XDG_RUNTIME_DIR: runtime, TMPDIR: runtime }, owned);
  return { port: await listeningPort(group, log), gone: group.gone };
}

/** Runs the server's own command line (`--install-extension` and the like) and resolves to its exit code. */
export async function runServerCommand(request: Omit<ServerRequest, 'trust'>): Promise<number> {
  const { host, folders, args, env, owned, log } = request;
  const flags = [
    ...['--server-data-dir', await owned.temporaryFolder('vscode-server-')],
    ...['--user-data-dir', folders.userData ?? (await owned.temporaryFolder('vscode-user-'))],
    ...(folders.extensions === undefined ? [] : ['--extensions-dir', folders.extensions]),
    ...args,
  ];
  const { child, gone } = startServerProcess(host, flags, env, owned);
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data: Buffer) => log(data.toString()));
  const code = await gone;
  return typeof code === 'number' ? code : 1;
}

function startServerProcess(
  host: ServerHost,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  owned: Owned,
): ProcessGroup {
  const main = path.join(host.vscode, 'out/server-main.js');
  // An empty marketplace: nothing is asked of it, and no notification says that it cannot be reached.
  const serverEnv = { ...env, EXTENSIONS_GALLERY: '{}' };
  return startProcessGroup({ command: host.node, args: [main, ...args], env: serverEnv, owned });
}

function listeningPort({ child, gone }: ProcessGroup, log: (text: string) => void): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  let printed = '';
  const onData = (data: Buffer) => {
    const text = stripVTControlCharacters(data.toString());
    log(text);
    printed = (printed + text).slice(-10_000);
    const port = LISTENING.exec(printed)?.[1];
    if (port !== undefined) resolve(Number(port));
  };
  child.stdout.on('data', onData);
  child.stderr.on('data', onData);
  void gone.then(code => reject(new Error(`VS Code's server ended (${code}) before it listened:\n${printed}`)));
  return promise;
}
