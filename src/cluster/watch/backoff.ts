const FIRST_MS = 500;
const LONGEST_MS = 5000;

/** How long to wait after failures in a row: doubled each time and shaken, short enough to be right again within 10 s. */
export class Backoff {
  #failures = 0;

  /** How many failures there were since the last success. */
  get failures(): number {
    return this.#failures;
  }

  /** Counts a failure and answers how many milliseconds to wait after it. */
  next(): number {
    const most = Math.min(FIRST_MS * 2 ** this.#failures, LONGEST_MS);
    this.#failures++;
    return shaken(most / 2, most);
  }

  reset(): void {
    this.#failures = 0;
  }
}

/** A random time between the two, so that watches that ended together do not come back together. */
export function shaken(least: number, most: number): number {
  return least + Math.random() * (most - least);
}
