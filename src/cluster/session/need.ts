import type { Clock, Timer } from '../clock.ts';

/** How long everything is kept after nobody needs it: a view that is hidden for a look elsewhere comes back at once. */
export const LINGER_MS = 5 * 60 * 1000;

/** Begins when something is wanted first, and ends some time after it last was. */
export class Need {
  readonly #clock: Clock;
  readonly #begin: () => void;
  readonly #end: () => void;
  #active = false;
  #linger: Timer | undefined;

  constructor(clock: Clock, begin: () => void, end: () => void) {
    this.#clock = clock;
    this.#begin = begin;
    this.#end = end;
  }

  /** Between begin and end. */
  get isActive(): boolean {
    return this.#active;
  }

  set(state: 'wanted' | 'unwanted'): void {
    if (state === 'wanted') this.#want();
    else if (this.#active) this.#linger ??= this.#clock.after(LINGER_MS, () => this.#finish());
  }

  /** Ends now. */
  dispose(): void {
    if (this.#active) this.#finish();
  }

  #want(): void {
    this.#linger?.cancel();
    this.#linger = undefined;
    if (this.#active) return;
    this.#active = true;
    this.#begin();
  }

  #finish(): void {
    this.#linger?.cancel();
    this.#linger = undefined;
    this.#active = false;
    this.#end();
  }
}
