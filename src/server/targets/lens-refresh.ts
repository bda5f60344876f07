import type { Clock } from '../clock.ts';

/** At most two refreshes a second: each makes the editor ask for the lenses of every visible document. */
export const REFRESH_EVERY_MS = 500;

/** Asks the client to fetch code lenses again, not more often than it can bear. */
export class LensRefresh {
  readonly #clock: Clock;
  readonly #send: () => void;
  #last = Number.NEGATIVE_INFINITY;
  #timer: { cancel(): void } | undefined;
  #life: 'alive' | 'disposed' = 'alive';

  constructor(clock: Clock, send: () => void) {
    this.#clock = clock;
    this.#send = send;
  }

  request(): void {
    if (this.#timer || this.#life === 'disposed') return;
    const wait = this.#last + REFRESH_EVERY_MS - this.#clock.now();
    if (wait <= 0) this.#refresh();
    else this.#timer = this.#clock.after(wait, () => this.#refresh());
  }

  dispose(): void {
    this.#life = 'disposed';
    this.#timer?.cancel();
  }

  #refresh(): void {
    this.#timer = undefined;
    this.#last = this.#clock.now();
    this.#send();
  }
}
