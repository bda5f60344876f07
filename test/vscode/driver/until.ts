import { setTimeout as pause } from 'node:timers/promises';

/** How long a condition in VS Code is waited for (ms), on a machine that may be busy with other things. */
export const LIMIT = 20_000;

/**
 * Resolves to what `look` answers as soon as that is not undefined or false. Rejects after `LIMIT` with `what` was waited
 * for; what `look` throws counts as "not yet" and is told at the limit.
 */
export async function until<T>(what: string, look: () => T | Promise<T>): Promise<Exclude<T, undefined | false>> {
  const end = performance.now() + LIMIT;
  let last = '';
  while (performance.now() < end) {
    try {
      const found = await look();
      if (found !== undefined && found !== false) return found as Exclude<T, undefined | false>;
    } catch (error) {
      last = ` (${error instanceof Error ? error.message : String(error)})`;
    }
    await pause(25);
  }
  throw new Error(`${LIMIT / 1000} s were not enough for ${what}${last}`);
}

/** Resolves as the promise does, or rejects after `limit` ms with `what` was waited for. */
export async function within<T>(limit: number, what: string, promise: Promise<T>): Promise<T> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error(`${limit / 1000} s were not enough for ${what}`)), limit);
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
