import type { Clock, Timer } from '../../../../src/cluster/clock.ts';

interface Pending {
  readonly at: number;
  readonly run: () => void;
}

/** Time that passes only when a test says so. */
export class ManualClock implements Clock {
  #now = Date.UTC(2026, 0, 1);
  readonly #pending = new Set<Pending>();

  /** How many timers wait. */
  get waiting(): number {
    return this.#pending.size;
  }

  now(): number {
    return this.#now;
  }

  after(ms: number, run: () => void): Timer {
    const pending = { at: this.#now + ms, run };
    this.#pending.add(pending);
    return { cancel: () => this.#pending.delete(pending) };
  }

  /** Lets time pass; timers run at their time, in order. */
  advance(ms: number): void {
    const end = this.#now + ms;
    for (let next = this.#next(end); next; next = this.#next(end)) {
      this.#pending.delete(next);
      this.#now = next.at;
      next.run();
    }
    this.#now = end;
  }

  #next(end: number): Pending | undefined {
    return [...this.#pending].filter(({ at }) => at <= end).toSorted((a, b) => a.at - b.at)[0];
  }
}
