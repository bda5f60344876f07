import type { ApiFailure } from '../api/api-failure.ts';
import type { Clock } from '../clock.ts';
import type { FailingWatch, WatchState } from './watch-state.ts';

/** Progress of a list is told this often. */
const PROGRESS_MS = 250;

/** The state of one watch, told whenever it is another. */
export class StateOfWatch {
  readonly #clock: Clock;
  readonly #onState: () => void;
  #state: WatchState = { state: 'loading', loaded: 0, known: null };
  #told = 0;

  constructor(clock: Clock, onState: () => void) {
    this.#clock = clock;
    this.#onState = onState;
  }

  get state(): WatchState {
    return this.#state;
  }

  /** Until when the objects in the cache were right, null when there was no list yet. */
  get known(): number | null {
    return this.#state.state === 'current' ? this.#clock.now() : this.#state.known;
  }

  current(): void {
    if (this.#state.state !== 'current') this.#set({ state: 'current' });
  }

  /** So many objects of a list have come; `known` is until when the ones before it were right. */
  loading(loaded: number): void {
    const { known } = this;
    const now = this.#clock.now();
    if (this.#state.state === 'loading' && now - this.#told < PROGRESS_MS) {
      this.#state = { state: 'loading', loaded, known };
      return;
    }
    this.#set({ state: 'loading', loaded, known });
  }

  /** `lastSign`: when the API server was last heard of, for a failure that may have begun long before it was noticed. */
  failing(why: FailingWatch['why'], failure: ApiFailure, lastSign: number): void {
    const before = this.#state;
    const now = this.#clock.now();
    const known = before.state === 'current' ? silentSince(failure, lastSign, now) : before.known;
    const since = before.state === 'failing' ? before.since : (known ?? now);
    const isSame = before.state === 'failing' && before.why === why && before.failure.message === failure.message;
    if (!isSame) this.#set({ state: 'failing', why, failure, known, since });
  }

  #set(state: WatchState): void {
    this.#state = state;
    this.#told = this.#clock.now();
    this.#onState();
  }
}

/** A connection that was cut or fell silent may have been dead since the last sign of life. */
function silentSince(failure: ApiFailure, lastSign: number, now: number): number {
  return failure.kind === 'unreachable' || failure.kind === 'timeout' ? lastSign : now;
}
