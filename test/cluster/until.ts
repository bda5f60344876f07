import { setTimeout as delay } from 'node:timers/promises';

/**
 * Asks `condition` every 50 ms until it answers something else than undefined, and answers that. Rejects after a minute,
 * naming `what` was waited for, and with what the condition rejects with.
 */
export async function until<T>(what: string, condition: () => Promise<T | undefined> | T | undefined): Promise<T> {
  const limit = performance.now() + 60_000;
  while (performance.now() < limit) {
    const answer = await condition();
    if (answer !== undefined) return answer;
    await delay(50);
  }
  throw new Error(`${what}: not within a minute`);
}
