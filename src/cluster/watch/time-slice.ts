import { setImmediate } from 'node:timers/promises';

const SLICE_MS = 8;

/** Keeps work on many objects from blocking the thread: whoever finds the slice over rests before it goes on. */
export class TimeSlice {
  #begin = performance.now();

  isOver(): boolean {
    return performance.now() - this.#begin > SLICE_MS;
  }

  /** Lets everything else that waits for the thread run first. */
  async rest(): Promise<void> {
    await setImmediate();
    this.#begin = performance.now();
  }
}
