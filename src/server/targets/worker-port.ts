import { Worker } from 'node:worker_threads';
import type { FromWorker, ToWorker } from '../../cluster/worker-protocol.ts';
import { workerEnvironment } from './worker-environment.ts';

/** A running worker. */
export interface WorkerPort {
  post(message: ToWorker): void;
  /** Ends it whatever it does; resolves when it is gone. */
  terminate(): Promise<void>;
}

/** Why a worker is gone. */
export type WorkerEnd = 'ended' | 'out-of-memory' | 'crashed';

export interface WorkerEvents {
  message(message: FromWorker): void;
  /** Once, when it is gone. `detail` is for the log: the code of an error, never its text. */
  exit(end: WorkerEnd, detail: string): void;
}

/** Starts a worker. Never throws: what goes wrong is an exit. */
export type StartWorker = (events: WorkerEvents) => WorkerPort;

/** The store of a cluster with 20,000 pods fits many times; above this something is wrong. */
const LIMITS = { maxYoungGenerationSizeMb: 16, maxOldGenerationSizeMb: 2048 };

/** Workers as threads that run `entry`. What one prints is thrown away: it may come from a plugin and hold a token. */
export function threadStarter(entry: string): StartWorker {
  return events => {
    const thread = new Worker(entry, {
      resourceLimits: LIMITS,
      execArgv: [],
      env: workerEnvironment(process.env, process.platform),
      stdin: true,
      stdout: true,
      stderr: true,
    });
    thread.stdout.resume();
    thread.stderr.resume();
    let failure: { readonly end: WorkerEnd; readonly detail: string } | undefined;
    thread.on('message', (message: FromWorker) => events.message(message));
    thread.on('messageerror', () => undefined);
    thread.on('error', error => {
      const code = codeOf(error);
      failure = { end: code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'out-of-memory' : 'crashed', detail: code };
    });
    thread.on('exit', status => {
      const end = failure?.end ?? (status === 0 ? 'ended' : 'crashed');
      events.exit(end, failure?.detail ?? `status ${status}`);
    });
    return {
      post: message => thread.postMessage(message),
      terminate: async () => {
        await thread.terminate();
      },
    };
  };
}

/** A code or the error's name, with the place in our bundle: the message may hold anything. */
function codeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return 'unknown error';
  const name = 'code' in error ? String(error.code) : 'name' in error ? String(error.name) : 'unknown error';
  const stack = 'stack' in error ? String(error.stack) : '';
  const place = /:(\d{1,9}:\d{1,9})\)?$/m.exec(stack)?.[1];
  return place === undefined ? name : `${name} at ${place}`;
}
