import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { until } from '../until.ts';
import { sendStatus } from './rewriting-stub.ts';
import { LIMIT_MS, type Play, type Stage } from './stage.ts';
import type { WatchedCluster } from './watched-cluster.ts';

/** Declares the tests of answers that are not what an API server should give. */
export function declareLyingFaults(play: Play): void {
  const stage = () => play.stage();
  describe('behind a server that lies', () => {
    let watched: WatchedCluster;
    before(async () => {
      watched = await stage().throughStub();
      await watched.untilEqual(stage().plane.api);
    });
    after(() => watched?.dispose());

    async function recovered(state: string): Promise<number> {
      await watched.until(state);
      const begin = performance.now();
      stage().stub.rewrite = () => 'passed-on';
      await stage().changes.change();
      await watched.untilEqual(stage().plane.api);
      return performance.now() - begin;
    }

    /** As many answers as there are watches: each of them is struck once. */
    const ALL = 9;

    test('410 as an answer', () =>
      play.survival.of('410 as an answer', LIMIT_MS, async () => {
        watched.logged.length = 0;
        stage().stub.rewrite = (request, response) => {
          if (!/resourceVersion=\d/.test(request.url ?? '')) return 'passed-on';
          sendStatus(response, 410, 'Expired');
          return 'answered';
        };
        stage().stub.cut();
        await watched.until('stale');
        await watched.until('complete');
        const ms = await recovered('complete');
        assert.match(watched.logged.join('\n'), /listed again/);
        return ms;
      }));

    test('410 in the stream', () =>
      play.survival.of('410 in the stream', LIMIT_MS, async () => {
        watched.takeKnown();
        stage().stub.inject(
          '{"type":"ERROR","object":{"kind":"Status","reason":"Expired","code":410,"message":"too old"}}\n',
        );
        await until('the error', () => watched.takeKnown().includes('stale') || undefined);
        return recovered('complete');
      }));

    test('an error of 500 in the stream', () =>
      play.survival.of('500 in the stream', LIMIT_MS, async () => {
        stage().stub.inject('{"type":"ERROR","object":{"kind":"Status","code":500,"message":"planted"}}\n');
        return recovered('stale');
      }));

    test('401, and a renewed token', () =>
      play.survival.of('401 with a renewed token', LIMIT_MS, async () => {
        let refused = 0;
        stage().stub.rewrite = (request, response) => {
          if (request.headers.authorization === 'Bearer second token') return 'passed-on';
          refused++;
          writeFileSync(stage().tokenFile, 'second token');
          sendStatus(response, 401, 'Unauthorized');
          return 'answered';
        };
        stage().stub.cut();
        await watched.until('stale');
        const begin = performance.now();
        await stage().changes.change();
        await watched.untilEqual(stage().plane.api);
        stage().stub.rewrite = () => 'passed-on';
        assert.ok(refused > 0 && refused <= ALL, `${refused} refusals`);
        return performance.now() - begin;
      }));

    test('401 without a way out, until the user has logged in', () =>
      play.survival.of('401, once the user asks', LIMIT_MS, async () => {
        stage().stub.rewrite = (_, response) => {
          sendStatus(response, 401, 'Unauthorized');
          return 'answered';
        };
        stage().stub.cut();
        await until('unauthorised', () => {
          const { health } = watched.watches;
          return (health.state === 'failing' && health.failure.message.includes('Unauthorized')) || undefined;
        });
        watched.clock.leap(60_000);
        await watched.until('stale');
        stage().stub.rewrite = () => 'passed-on';
        watched.watches.retry();
        return recovered('complete');
      }));

    const ANSWERS = {
      'a login page': response => response.end('<!doctype html>\n<html><body>Log in</body></html>\n'),
      'broken JSON': response => response.end('{"type":"ADDED","object":{"kind":"Pod",}\n'),
      'half an event': response => response.end('{"type":"ADDED","object":{"kind":"Po'),
      'nothing at all': response => response.end(),
      'a line without end': response => {
        const blob = Buffer.alloc(1024 * 1024, 'x');
        const more = () => {
          while (response.writable && response.write(blob));
        };
        response.on('drain', more);
        more();
      },
      '429 with Retry-After': response => sendStatus(response, 429, 'TooManyRequests', { 'retry-after': '2' }),
      '503 in plain text': response => response.writeHead(503).end('upstream connect error'),
      'a redirect to a login page': response => response.writeHead(302, { location: 'https://login.example' }).end(),
    } satisfies Readonly<Record<string, Parameters<Stage['stub']['answer']>[1]>>;

    for (const [what, answer] of Object.entries(ANSWERS)) {
      test(`garbage: ${what}`, () =>
        play.survival.of(what, LIMIT_MS, async () => {
          const { store } = watched.watches;
          const pods = [...store.list('Pod')].length;
          stage().stub.answer(3 * ALL, answer);
          stage().stub.cut();
          await watched.until('stale');
          assert.equal([...store.list('Pod')].length, pods, 'the rows stay');
          return recovered('stale');
        }));
    }
  });
}
