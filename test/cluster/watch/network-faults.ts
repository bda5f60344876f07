import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { until } from '../until.ts';
import { LIMIT_MS, type Play } from './stage.ts';
import type { WatchedCluster } from './watched-cluster.ts';
import { runningPod } from './world.ts';

/** Declares the tests of faults on the way to a real API server. */
export function declareNetworkFaults(play: Play): void {
  const stage = () => play.stage();
  describe('behind a network that fails', () => {
    let watched: WatchedCluster;
    before(async () => {
      watched = stage().throughProxy();
      await watched.untilEqual(stage().plane.api);
    });
    after(() => watched?.dispose());

    /** Changes the world, then waits until the change is known. */
    async function changeKnown(): Promise<number> {
      const begin = performance.now();
      await stage().changes.change();
      await watched.untilEqual(stage().plane.api);
      return performance.now() - begin;
    }

    /** The same; the states told since the fault are these. */
    async function recovered(states: readonly string[]): Promise<number> {
      const ms = await changeKnown();
      assert.deepEqual([...watched.takeKnown()].sort(), [...states].sort());
      return ms;
    }

    test('the API server is killed and started again', () =>
      play.survival.of('kill and restart', LIMIT_MS, async () => {
        watched.takeKnown();
        await stage().plane.stopApiServer();
        await watched.until('stale');
        await until('every watch fails', () => watched.watches.health.state === 'failing' || undefined);
        await stage().plane.startApiServer();
        return recovered(['stale', 'complete']);
      }));

    for (const how of ['reset', 'end'] as const) {
      test(`connections are cut: ${how}`, () =>
        play.survival.of(`cut (${how})`, LIMIT_MS, async () => {
          stage().proxy.cut(how);
          await watched.until('stale');
          return recovered(['stale', 'complete']);
        }));
    }

    test('connections are refused for a while', () =>
      play.survival.of('refused connections', LIMIT_MS, async () => {
        stage().proxy.refuse();
        stage().proxy.cut('reset');
        await watched.until('stale');
        await until('a refusal', () => {
          const { health } = watched.watches;
          const failure = health.state === 'failing' ? health.failure : undefined;
          return (failure?.kind === 'unreachable' && failure.code === 'ECONNREFUSED') || undefined;
        });
        await stage().changes.change();
        await stage().proxy.listen();
        return recovered(['stale', 'complete']);
      }));

    test('packets are swallowed while TCP says that they arrive', () =>
      play.survival.of('swallowed packets, from being noticed', LIMIT_MS, async () => {
        stage().proxy.freeze();
        await stage().changes.change();
        assert.equal(watched.knowledge, 'complete', 'nothing shows it yet');
        watched.clock.leap(150_000);
        await watched.until('stale');
        return recovered(['stale', 'complete']);
      }));

    test('the version is too old: the history is compacted behind our back, 410 in the stream', () =>
      play.survival.of('410 in the stream, from a real API server', LIMIT_MS, async () => {
        watched.logged.length = 0;
        stage().proxy.hold();
        stage().proxy.cut('reset');
        await watched.until('stale');
        await stage().changes.change();
        await stage().plane.compact();
        await stage().plane.restartApiServer();
        stage().proxy.release();
        const ms = await recovered(['stale', 'complete']);
        assert.match(watched.logged.join('\n'), /listed again, for the changes since the last event are not kept/);
        return ms;
      }));

    test('a consumer that is too slow', () =>
      play.survival.of('slow consumer', 6 * LIMIT_MS, async () => {
        watched.logged.length = 0;
        await watched.until('complete');
        watched.takeKnown();
        stage().proxy.stall();
        const pod = runningPod('shop', 'front-1', 0);
        const { api } = stage().plane;
        for (let event = 0; event < 300; event++) {
          await api.patch(pod, { metadata: { annotations: { blob: `${event}${'x'.repeat(100_000)}` } } });
        }
        await api.patch(pod, { metadata: { annotations: { blob: null } } });
        stage().proxy.unstall();
        const begin = performance.now();
        await changeKnown();
        assert.ok(!watched.takeKnown().includes('stale'), 'an end is no failure');
        assert.match(watched.logged.join(), /pods in all namespaces: the API server has ended the watch/);
        return performance.now() - begin;
      }));
  });
}
