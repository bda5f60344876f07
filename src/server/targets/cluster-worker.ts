import { isDeepStrictEqual } from 'node:util';
import type {
  FromWorker,
  ToWorker,
  WorkerConfiguration,
  WorkerQueries,
  WorkerQuery,
  WorkerSettings,
} from '../../cluster/worker-protocol.ts';
import type { Clock } from '../clock.ts';
import type { StartWorker, WorkerEnd, WorkerPort } from './worker-port.ts';

/** Whether there is a worker: `resting` before the first need and after the last, `down` when it ended too often. */
export type WorkerState =
  | { readonly state: 'resting' }
  | { readonly state: 'running' }
  | { readonly state: 'restarting' }
  | { readonly state: 'down'; readonly why: 'out-of-memory' | 'crashed'; readonly since: number };

export type QueryAnswer<T> =
  | { readonly state: 'answered'; readonly answer: T }
  | { readonly state: 'cancelled' }
  /** In a sentence for the user. */
  | { readonly state: 'failed'; readonly message: string };

export interface ClusterWorkerEvents {
  stateChanged(): void;
  /** Everything that it says but answers. */
  message(message: Exclude<FromWorker, { type: 'answer' | 'failed' }>): void;
  log(level: 'error' | 'warn' | 'info', text: string): void;
}

/** A worker is ended so long after the last need; its connections have ended a little earlier. */
export const REST_AFTER_MS = 5 * 60_000 + 5_000;
/** How long one that was told to end may take. */
export const END_WITHIN_MS = 2_000;
/** Waits before the restarts; after the last it stays down until the user asks. */
export const RESTART_AFTER_MS: readonly number[] = [1_000, 5_000, 20_000];
/** Who has run so long starts with all restarts again. */
const HEALTHY_AFTER_MS = 10 * 60_000;

const GONE = 'The watch of the cluster has ended in the middle of this. Try again.';
export const DOWN: Readonly<Record<'out-of-memory' | 'crashed', string>> = {
  'out-of-memory':
    'The objects of the cluster need more memory than is allowed here, so nothing is watched. Choose namespaces in the setting `prometheusKubernetes.cluster.namespaces`, then refresh.',
  crashed:
    'The part of the extension that watches the cluster has ended several times, so nothing is watched. Refresh to start it again; the log says more.',
};

type Pending = (answer: QueryAnswer<unknown>) => void;

interface Running {
  readonly port: WorkerPort;
  readonly exited: Promise<void>;
}

/** Owns the worker's thread: starts it when something needs it, again when it crashed, and ends it when nothing does. */
export class ClusterWorker {
  readonly #start: StartWorker;
  readonly #clock: Clock;
  readonly #events: ClusterWorkerEvents;
  readonly #pending = new Map<number, Pending>();
  #running: Running | undefined;
  #startedAt = 0;
  #crashes = 0;
  #state: WorkerState = { state: 'resting' };
  #timer: { cancel(): void } | undefined;
  #settings: WorkerSettings | undefined;
  #configurations: readonly WorkerConfiguration[] = [];
  #looking: 'somebody' | 'nobody' = 'nobody';
  #told: 'somebody' | 'nobody' = 'nobody';
  #lastId = 0;

  constructor(start: StartWorker, clock: Clock, events: ClusterWorkerEvents) {
    this.#start = start;
    this.#clock = clock;
    this.#events = events;
  }

  get state(): WorkerState {
    return this.#state;
  }

  setSettings(settings: WorkerSettings): void {
    if (isDeepStrictEqual(this.#settings, settings)) return;
    this.#settings = settings;
    this.#post({ type: 'settings', settings });
  }

  /** What is the same object as before is not told again. */
  setConfigurations(configurations: readonly WorkerConfiguration[]): void {
    const before = this.#configurations;
    this.#configurations = configurations;
    const isSameList =
      before.length === configurations.length && configurations.every((one, i) => one.id === before[i]?.id);
    if (!isSameList) this.#post({ type: 'configurations', configurations });
    else {
      for (const [index, configuration] of configurations.entries()) {
        if (configuration !== before[index]) this.#post({ type: 'configuration', configuration });
      }
    }
  }

  /** Whether somebody looks at the view. Settings come first: without them nothing starts. */
  setLooking(looking: 'somebody' | 'nobody'): void {
    this.#looking = looking;
    this.#meetNeed();
  }

  /** By the user: also a worker that was given up starts again. */
  refresh(): void {
    if (this.#state.state === 'down' || this.#state.state === 'restarting') {
      this.#crashes = 0;
      this.#rest();
      this.#meetNeed();
    } else this.#post({ type: 'refresh' });
  }

  /** Asks the worker, starting it if need be. Never rejects. */
  ask<Name extends keyof WorkerQueries>(
    query: Name,
    ask: WorkerQueries[Name]['ask'],
    signal: AbortSignal,
  ): Promise<QueryAnswer<WorkerQueries[Name]['answer']>> {
    if (signal.aborted) return Promise.resolve({ state: 'cancelled' });
    const id = ++this.#lastId;
    return new Promise(resolve => {
      const cancel = (): void => {
        this.#post({ type: 'cancel', id });
        this.#settle(id, { state: 'cancelled' });
      };
      signal.addEventListener('abort', cancel, { once: true });
      this.#pending.set(id, answer => {
        signal.removeEventListener('abort', cancel);
        // The two sides are built together: an answer has the type of its question.
        resolve(answer as QueryAnswer<WorkerQueries[Name]['answer']>);
      });
      this.#meetNeed();
      if (this.#running) this.#post({ id, query, ask } as WorkerQuery);
      else this.#settle(id, { state: 'failed', message: this.#state.state === 'down' ? DOWN[this.#state.why] : GONE });
    });
  }

  /** Ends it now: the workspace is not trusted any more, or the server ends. Resolves when the thread is gone. */
  async end(): Promise<void> {
    this.#looking = 'nobody';
    this.#crashes = 0;
    const running = this.#running;
    this.#running = undefined;
    this.#settleAll();
    this.#rest();
    if (running) await this.#terminate(running);
  }

  #meetNeed(): void {
    const need = this.#looking === 'somebody' || this.#pending.size > 0 ? 'somebody' : 'nobody';
    if (need === 'somebody' && this.#state.state === 'resting') this.#launch();
    if (this.#running && need !== this.#told) {
      this.#told = need;
      this.#post({ type: 'need', need });
      this.#timer?.cancel();
      this.#timer = need === 'nobody' ? this.#clock.after(REST_AFTER_MS, () => void this.end()) : undefined;
    }
  }

  #launch(): void {
    if (!this.#settings) return;
    this.#timer?.cancel();
    this.#timer = undefined;
    this.#startedAt = this.#clock.now();
    this.#told = 'nobody';
    const { promise: exited, resolve: gone } = Promise.withResolvers<void>();
    const isThis = () => this.#running?.exited === exited;
    const port = this.#start({
      message: message => isThis() && this.#receive(message),
      exit: (end, detail) => {
        gone();
        if (isThis()) this.#exited(end, detail);
      },
    });
    this.#running = { port, exited };
    this.#post({ type: 'settings', settings: this.#settings });
    this.#post({ type: 'configurations', configurations: this.#configurations });
    this.#setState({ state: 'running' });
  }

  #receive(message: FromWorker): void {
    if (message.type === 'answer') this.#settle(message.id, { state: 'answered', answer: message.answer });
    else if (message.type === 'failed') this.#settle(message.id, { state: 'failed', message: message.message });
    else this.#events.message(message);
  }

  #exited(end: WorkerEnd, detail: string): void {
    this.#running = undefined;
    this.#settleAll();
    this.#timer?.cancel();
    this.#timer = undefined;
    const isHealthy = this.#clock.now() - this.#startedAt >= HEALTHY_AFTER_MS;
    const wait = RESTART_AFTER_MS[isHealthy ? 0 : this.#crashes];
    this.#crashes = isHealthy ? 1 : this.#crashes + 1;
    this.#events.log('error', `The cluster worker has ended (${end}, ${detail}).`);
    const isNeeded = this.#looking === 'somebody';
    if (end === 'out-of-memory' || wait === undefined) {
      const why = end === 'out-of-memory' ? end : 'crashed';
      this.#setState({ state: 'down', why, since: this.#clock.now() });
    } else if (isNeeded) {
      this.#timer = this.#clock.after(wait, () => this.#rest());
      this.#setState({ state: 'restarting' });
    } else this.#rest();
  }

  /** No worker; who needs one starts one. */
  #rest(): void {
    this.#timer?.cancel();
    this.#timer = undefined;
    this.#setState({ state: 'resting' });
    this.#meetNeed();
  }

  async #terminate({ port, exited }: Running): Promise<void> {
    port.post({ type: 'end' });
    const { promise: waited, resolve: stop } = Promise.withResolvers<void>();
    const timer = this.#clock.after(END_WITHIN_MS, stop);
    await Promise.race([exited, waited]);
    timer.cancel();
    await port.terminate();
  }

  #settle(id: number, answer: QueryAnswer<unknown>): void {
    const resolve = this.#pending.get(id);
    this.#pending.delete(id);
    resolve?.(answer);
    this.#meetNeed();
  }

  #settleAll(): void {
    const waiting = [...this.#pending.values()];
    this.#pending.clear();
    for (const resolve of waiting) resolve({ state: 'failed', message: GONE });
  }

  #post(message: ToWorker): void {
    this.#running?.port.post(message);
  }

  #setState(state: WorkerState): void {
    if (state.state === this.#state.state) return;
    this.#state = state;
    this.#events.stateChanged();
  }
}
