import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isDeepStrictEqual } from 'node:util';
import { CredentialRenewal } from '../../../../src/cluster/watch/credential-renewal.ts';
import { ObjectCache } from '../../../../src/cluster/watch/object-cache.ts';
import { Reflector } from '../../../../src/cluster/watch/reflector.ts';
import { Random, runSeed } from '../../../conformance/random.ts';
import { ManualClock } from '../session/manual-clock.ts';
import { ModelServer } from './model-server.ts';
import { settle } from './scene.ts';

const HISTORIES = 100;

/** What a listener that only hears of changes has, kept beside the cache. */
class Follower {
  readonly pods = new Map<string, number>();

  heard(cache: ObjectCache, name: string): void {
    const pod = cache.find('Pod', 'shop', name);
    if (pod) this.pods.set(name, Number(pod.status.phase));
    else this.pods.delete(name);
  }
}

/** Lets a random history of faults happen, then peace; answers what the cache and a listener have, and the server. */
async function live(seed: number, atEnd: (server: ModelServer) => void) {
  const random = new Random(seed);
  const clock = new ManualClock();
  const cache = new ObjectCache();
  const server = new ModelServer(random);
  const follower = new Follower();
  const stop = new AbortController();
  const reflector = new Reflector({
    target: { kind: 'Pod', namespace: '' },
    connection: server,
    credentials: new CredentialRenewal(server),
    cache,
    clock,
    log: () => {},
    onChanges: changes => {
      for (const { name } of changes) follower.heard(cache, name);
    },
    onState: () => {},
  });
  const ended = reflector.run(stop.signal);
  server.failing(random.below(9));
  for (let step = 0; step < 60; step++) {
    if (random.happens(2, 3)) server.change();
    if (random.happens(1, 5)) server.strike();
    if (random.happens(1, 20)) reflector.retryNow();
    clock.advance(random.below(random.happens(1, 10) ? 70_000 : 3000));
    await settle();
  }
  server.failing(0);
  const requests = server.requests.length;
  // What silence hides is noticed after 150 s, what is forbidden is asked for within 60 s; a login is up to the user.
  for (const ms of [1000, 149_000, 60_000, 10_000]) {
    reflector.retryNow();
    clock.advance(ms);
    await settle();
  }
  atEnd(server);
  await settle();
  const ours = new Map([...cache.list('Pod')].map(({ metadata, status }) => [metadata.name, Number(status.phase)]));
  const state = reflector.state.state;
  stop.abort();
  await ended;
  const left = { timers: clock.waiting, requests: server.requests.filter(({ isClosed }) => !isClosed).length };
  const peace = server.requests.length - requests;
  return { state, ours, follower: follower.pods, theirs: server.pods, left, peace };
}

function isRight({ state, ours, follower, theirs, left, peace }: Awaited<ReturnType<typeof live>>): boolean {
  if (state !== 'current' || left.timers + left.requests > 0 || peace >= 20) return false;
  return isDeepStrictEqual(ours, theirs) && isDeepStrictEqual(follower, theirs);
}

test('after any history of faults the cache is right again, and so is who follows its changes', async () => {
  const first = runSeed();
  let right = 0;
  for (let seed = first; seed < first + HISTORIES; seed++) {
    const end = await live(seed, server => server.change());
    if (isRight(end)) right++;
    else console.log(`seed ${seed}`, end);
  }
  console.log(`histories of faults survived: ${right} of ${HISTORIES} (seed ${first})`);
  assert.equal(right, HISTORIES);
});

test('an event that is missed would be found', async () => {
  assert.ok(!isRight(await live(runSeed(), server => server.plant())));
  console.log('planted difference found: histories of faults survived');
});
