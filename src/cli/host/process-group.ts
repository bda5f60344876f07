import { type ChildProcessByStdio, spawn } from 'node:child_process';
import type { Readable } from 'node:stream';
import type { Owned } from './owned.ts';

export interface ProcessGroup {
  readonly child: ChildProcessByStdio<null, Readable, Readable>;
  /** Resolves when the process has ended: its exit code, or the signal that ended it. */
  readonly gone: Promise<number | string>;
}

export interface ProcessGroupRequest {
  readonly command: string;
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  readonly owned: Owned;
}

// Ends the group when its owner has been killed outright and so could not do it.
const WATCH = 'while kill -0 "$1" && kill -0 "$2"; do sleep 2; done; kill -9 -"$2"';

/** Starts a process as the leader of its own group (POSIX), so that everything that it starts ends with it. */
export function startProcessGroup({ command, args, env, owned }: ProcessGroupRequest): ProcessGroup {
  const child = spawn(command, args, { env, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  const { promise: gone, resolve } = Promise.withResolvers<number | string>();
  child.once('exit', (code, signal) => resolve(code ?? signal ?? 1));
  child.once('error', error => resolve(error.message));
  const { pid } = child;
  if (pid !== undefined) owned.add(() => endGroup(pid, gone));
  if (pid !== undefined) watchGroup(pid, owned);
  return { child, gone };
}

function watchGroup(pid: number, owned: Owned): void {
  const watcher = spawn('sh', ['-c', WATCH, 'sh', String(process.pid), String(pid)], {
    detached: true,
    stdio: 'ignore',
  });
  watcher.unref();
  // Its `sleep` may outlive it by 2 s and holds nothing.
  owned.add(() => watcher.kill());
}

async function endGroup(pid: number, gone: Promise<unknown>): Promise<void> {
  signalGroup(pid, 'SIGTERM');
  const { promise: limit, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, 3000);
  await Promise.race([gone, limit]);
  clearTimeout(timer);
  signalGroup(pid, 'SIGKILL');
}

function signalGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal);
  } catch {
    // Every process of the group has ended.
  }
}
