import type { Clock } from '../clock.ts';

/** Milliseconds, or until somebody asks. */
export type PauseLength = number | 'until-asked';

/** A pause between tries that can be cut short. */
export class WakeablePause {
  readonly #clock: Clock;
  #end: (() => void) | undefined;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Resolves after the time, when woken, or when the signal is aborted. Leaves no timer and no listener. */
  wait(length: PauseLength, signal: AbortSignal): Promise<void> {
    if (signal.aborted) return Promise.resolve();
    return new Promise(resolve => {
      const timer = length === 'until-asked' ? undefined : this.#clock.after(length, () => this.#end?.());
      const end = () => {
        timer?.cancel();
        signal.removeEventListener('abort', end);
        this.#end = undefined;
        resolve();
      };
      this.#end = end;
      signal.addEventListener('abort', end, { once: true });
    });
  }

  /** Ends the pause. `awake` when there was none. */
  wake(): 'woken' | 'awake' {
    if (!this.#end) return 'awake';
    this.#end();
    return 'woken';
  }
}
