import type { Clock, Timer } from '../../../src/cluster/clock.ts';

interface Pending {
  readonly at: number;
  readonly fire: () => void;
}

/** The time of the machine, which can leap forward: timers that are due then run at once. */
export class LeapingClock implements Clock {
  #ahead = 0;
  readonly #pending = new Set<Pending>();

  /** How many timers wait. */
  get waiting(): number {
    return this.#pending.size;
  }

  now(): number {
    return Date.now() + this.#ahead;
  }

  after(ms: number, run: () => void): Timer {
    const cancel = () => {
      clearTimeout(timeout);
      this.#pending.delete(pending);
    };
    const pending = {
      at: this.now() + ms,
      fire: () => {
        cancel();
        run();
      },
    };
    const timeout = setTimeout(pending.fire, ms);
    this.#pending.add(pending);
    return { cancel };
  }

  leap(ms: number): void {
    this.#ahead += ms;
    for (const pending of [...this.#pending]) if (pending.at <= this.now()) pending.fire();
  }
}
