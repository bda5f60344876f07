import assert from 'node:assert/strict';

/** Waits until the condition gives something; fails after half a minute, naming what was waited for. */
export async function until<T>(what: string, condition: () => T | undefined | false | null): Promise<T> {
  const end = performance.now() + 30_000;
  for (;;) {
    const found = condition();
    if (found !== undefined && found !== false && found !== null) return found;
    assert.ok(performance.now() < end, `${what} did not come`);
    await new Promise(resolve => setTimeout(resolve, 2));
  }
}
