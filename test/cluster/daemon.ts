import { setTimeout as delay } from 'node:timers/promises';
import { Owned } from '../../src/cli/host/owned.ts';
import { startProcessGroup } from '../../src/cli/host/process-group.ts';

const KEPT = 200_000;

/** A program that runs until it is killed. */
export interface Daemon {
  readonly name: string;
  /** The end of what it has said so far, both outputs together. */
  readonly log: () => string;
  /** The exit code or signal once it has ended. */
  readonly ended: () => number | string | undefined;
  /** Kills it outright: what it would still write is thrown away. Resolves when it is gone. */
  readonly kill: () => Promise<void>;
}

export interface DaemonRequest {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
}

/** Starts a program that ends with `owner`, and also when this process is killed. */
export function startDaemon(request: DaemonRequest, owner: Owned): Daemon {
  const owned = new Owned(); // of this start alone, so that no later end signals a process id that is not ours any more
  const { child, gone } = startProcessGroup({ ...request, owned });
  let log = '';
  let end: number | string | undefined;
  const keep = (chunk: Buffer) => {
    log = (log + chunk.toString()).slice(-KEPT);
  };
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  void gone.then(how => {
    end = how;
  });
  const kill = async () => {
    if (end === undefined) child.kill('SIGKILL');
    await gone;
    await owned.end();
  };
  owner.add(kill);
  return { name: request.name, log: () => log, ended: () => end, kill };
}

/**
 * Asks `condition` until it answers something else than undefined, and answers that. What it throws means "not yet".
 * Rejects with the daemon's last words when that ends before, or after two minutes.
 */
export async function untilDaemon<T>(daemon: Daemon, condition: () => Promise<T | undefined>): Promise<T> {
  const limit = performance.now() + 120_000;
  let last: unknown;
  while (performance.now() < limit) {
    try {
      const answer = await condition();
      if (answer !== undefined) return answer;
    } catch (error) {
      last = error;
    }
    const how = daemon.ended();
    if (how !== undefined) throw new Error(`${daemon.name} ended with ${how}:\n${daemon.log().slice(-4000)}`);
    await delay(50);
  }
  throw new Error(`${daemon.name} is not ready (${String(last)}):\n${daemon.log().slice(-4000)}`);
}
