import type { ApiConnection } from '../api/api-connection.ts';
import { type ApiFailure, failureOf } from '../api/api-failure.ts';
import type { Log } from '../api/connection-options.ts';
import type { Clock } from '../clock.ts';
import { Backoff, shaken } from './backoff.ts';
import type { CredentialRenewal } from './credential-renewal.ts';
import { ListAndWatch } from './list-and-watch.ts';
import type { ObjectCache, ObjectChange } from './object-cache.ts';
import { askedPause, meaningOf, SLOW_RETRY_MS } from './retry.ts';
import { StateOfWatch } from './state-of-watch.ts';
import { TargetObjects } from './target-objects.ts';
import { type PauseLength, WakeablePause } from './wakeable-pause.ts';
import type { FailingWatch, WatchState } from './watch-state.ts';
import { describeTarget, type WatchTarget } from './watch-target.ts';

/** A watch that ends sooner than this is not taken up again at once, though it brought something. */
const SHORT_WATCH_MS = 5000;
/** So often a refusal is asked about soon: an API server that has just started may refuse everybody for a moment. */
const SOON = 3;

export interface ReflectorOptions {
  readonly target: WatchTarget;
  readonly connection: ApiConnection;
  readonly credentials: CredentialRenewal;
  readonly cache: ObjectCache;
  readonly clock: Clock;
  readonly log: Log;
  readonly onChanges: (changes: readonly ObjectChange[]) => void;
  readonly onState: () => void;
}

/**
 * Keeps one resource in one scope of the cache equal to the API server's. Never throws and ends on abort only; what it does
 * not know is in its state.
 */
export class Reflector {
  readonly #options: ReflectorOptions;
  readonly #objects: TargetObjects;
  readonly #state: StateOfWatch;
  readonly #rounds: ListAndWatch;
  readonly #backoff = new Backoff();
  readonly #pause: WakeablePause;
  /** What the last request was sent with. */
  #generation = 0;
  #hasRenewed = false;
  #wasExpired = false;
  #refusals = 0;
  #isAsked = false;

  constructor(options: ReflectorOptions) {
    const { target, connection, cache, clock } = options;
    this.#options = options;
    this.#objects = new TargetObjects(target, cache, options.onChanges);
    this.#state = new StateOfWatch(clock, options.onState);
    this.#pause = new WakeablePause(clock);
    this.#rounds = new ListAndWatch({
      target,
      connection,
      clock,
      objects: this.#objects,
      state: this.#state,
      onSend: () => {
        this.#generation = options.credentials.generation;
      },
      onAccepted: () => this.#accepted(),
    });
  }

  get state(): WatchState {
    return this.#state.state;
  }

  /** How many objects the API server sent that are none. */
  get dropped(): number {
    return this.#objects.dropped;
  }

  /** Lists and watches until the signal is aborted, then resolves. */
  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const length = await this.#round(signal);
      if (signal.aborted) return;
      const isAsked = this.#isAsked && this.state.state === 'failing';
      this.#isAsked = false;
      if (!isAsked && length !== 0) await this.#pause.wait(length, signal);
    }
  }

  /** Tries again at once if it waits to, and also once more what has been tried already. A healthy watch goes on. */
  retryNow(): void {
    if (this.state.state !== 'failing') return;
    this.#backoff.reset();
    this.#hasRenewed = false;
    this.#refusals = 0;
    this.#isAsked = this.#pause.wake() === 'awake';
  }

  /** One round, and how long to wait after it. */
  async #round(signal: AbortSignal): Promise<PauseLength> {
    try {
      await this.#rounds.round(signal);
      return this.#ended();
    } catch (error) {
      return signal.aborted ? 0 : this.#failed(failureOf(error));
    }
  }

  #accepted(): void {
    this.#options.credentials.accepted(this.#generation);
    this.#hasRenewed = false;
    this.#refusals = 0;
  }

  /** The API server has ended the watch: after its time, or because we were too slow. It goes on from where it was. */
  #ended(): PauseLength {
    this.#options.log('debug', `${this.#name()}: the API server has ended the watch.`);
    if (!this.#rounds.wasOfUse()) {
      const length = this.#backoff.next();
      // Once is chance.
      if (this.#backoff.failures > 1) {
        this.#fails('failed', { kind: 'timeout', message: 'The API server ends each watch at once.' });
      }
      return length;
    }
    this.#succeeded();
    return this.#rounds.openFor() < SHORT_WATCH_MS ? shaken(250, 500) : 0;
  }

  #failed(failure: ApiFailure): PauseLength {
    if (this.#rounds.wasOfUse()) this.#succeeded();
    const meaning = meaningOf(failure);
    switch (meaning) {
      case 'expired':
        return this.#expired(failure);
      case 'unsupported':
        return this.#unsupported(failure);
      case 'unauthorised':
        return this.#unauthorised(failure);
      case 'forbidden':
      case 'absent':
        this.#fails(meaning, failure);
        return this.#state.known !== null && this.#refusals++ < SOON ? this.#soon() : slowly();
      default:
        // While nobody answered, the cluster may have become another one. And there are proxies that keep the answer to
        // themselves until something comes, which with a list is at once.
        if (this.#rounds.phase === 'connecting' && isNoAnswer(failure)) this.#rounds.forget();
        this.#fails('failed', failure);
        return asked(failure) ?? this.#backoff.next();
    }
  }

  #succeeded(): void {
    this.#backoff.reset();
    this.#wasExpired = false;
  }

  #expired(failure: ApiFailure): PauseLength {
    this.#rounds.forget();
    if (this.#wasExpired) {
      this.#fails('failed', failure);
      return this.#backoff.next();
    }
    this.#wasExpired = true;
    this.#options.log('info', `${this.#name()}: listed again, for the changes since the last event are not kept.`);
    if (this.state.state === 'current') this.#state.loading(0);
    return 0;
  }

  #unsupported(failure: ApiFailure): PauseLength {
    if (this.#rounds.isStreamedListNext()) {
      this.#rounds.listInPages();
      return 0;
    }
    this.#rounds.forget();
    this.#fails('failed', failure);
    return this.#backoff.next();
  }

  #unauthorised(failure: ApiFailure): PauseLength {
    const isRefusal = failure.kind === 'status';
    if (isRefusal && !this.#hasRenewed && this.#options.credentials.refused(this.#generation) === 'renewed') {
      this.#hasRenewed = true;
      return this.#rounds.phase === 'connecting' ? 0 : this.#backoff.next();
    }
    this.#fails('unauthorised', failure);
    const wasLetIn = isRefusal && this.#state.known !== null;
    return wasLetIn && this.#refusals++ < SOON ? this.#soon() : 'until-asked';
  }

  #soon(): number {
    return 2000 * 2 ** (this.#refusals - 1);
  }

  #fails(why: FailingWatch['why'], failure: ApiFailure): void {
    const before = this.state;
    this.#state.failing(why, failure, this.#rounds.lastSign);
    if (this.state !== before) this.#options.log('warn', `${this.#name()}: ${failure.message}`);
  }

  #name(): string {
    return describeTarget(this.#options.target);
  }
}

function isNoAnswer({ kind }: ApiFailure): boolean {
  return kind === 'unreachable' || kind === 'timeout';
}

function slowly(): number {
  return shaken(SLOW_RETRY_MS.least, SLOW_RETRY_MS.most);
}

/** What the API server asks for, and up to a fifth more. */
function asked(failure: ApiFailure): number | undefined {
  const pause = askedPause(failure);
  return pause === undefined ? undefined : shaken(pause, pause * 1.2);
}
