import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LensRefresh } from '../../../src/server/targets/lens-refresh.ts';
import { ManualClock } from './manual-clock.ts';

test('lenses are refreshed at once, and then twice a second at most', () => {
  const clock = new ManualClock();
  const sent: number[] = [];
  const start = clock.now();
  const refresh = new LensRefresh(clock, () => sent.push(clock.now() - start));
  for (let ms = 0; ms < 2_000; ms += 50) {
    refresh.request();
    clock.advance(50);
  }
  assert.deepEqual(sent, [0, 500, 1_000, 1_500, 2_000]);
  clock.advance(10_000);
  refresh.request();
  assert.equal(sent.length, 6);
  refresh.request();
  refresh.dispose();
  refresh.request();
  assert.equal(clock.waiting, 0);
});
