import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { after, afterEach, before, describe, test } from 'node:test';
import { until } from '../until.ts';
import { sendStatus } from './rewriting-stub.ts';
import { Stage, Survival } from './stage.ts';
import { differences, type WatchedCluster } from './watched-cluster.ts';
import { runningPod } from './world.ts';

/** From the end of the fault until everything is as the API server lists it. */
const LIMIT_MS = 10_000;

const survival = new Survival();
const unhandled: unknown[] = [];
process.on('unhandledRejection', reason => unhandled.push(reason));
let stage: Stage;
before(async () => {
  stage = await Stage.start([]);
});
afterEach(() => stage.repair());
after(async () => {
  survival.print();
  await stage?.dispose();
  assert.deepEqual(unhandled, [], 'unhandled rejections');
});

describe('behind a network that fails', () => {
  let watched: WatchedCluster;
  before(async () => {
    watched = stage.throughProxy();
    await watched.untilEqual(stage.plane.api);
  });
  after(() => watched?.dispose());

  /** Changes the world, then waits until the change is known; the states told since the fault are these. */
  async function recovered(states: readonly string[]): Promise<number> {
    const begin = performance.now();
    await stage.changes.change();
    await watched.untilEqual(stage.plane.api);
    assert.deepEqual([...watched.takeKnown()].sort(), [...states].sort());
    return performance.now() - begin;
  }

  test('the API server is killed and started again', () =>
    survival.of('kill and restart', LIMIT_MS, async () => {
      watched.takeKnown();
      await stage.plane.stopApiServer();
      await watched.until('stale');
      await until('every watch fails', () => watched.watches.health.state === 'failing' || undefined);
      await stage.plane.startApiServer();
      return recovered(['stale', 'complete']);
    }));

  for (const how of ['reset', 'end'] as const) {
    test(`connections are cut: ${how}`, () =>
      survival.of(`cut (${how})`, LIMIT_MS, async () => {
        stage.proxy.cut(how);
        await watched.until('stale');
        return recovered(['stale', 'complete']);
      }));
  }

  test('connections are refused for a while', () =>
    survival.of('refused connections', LIMIT_MS, async () => {
      stage.proxy.refuse();
      stage.proxy.cut('reset');
      await watched.until('stale');
      await until('a refusal', () => {
        const { health } = watched.watches;
        const failure = health.state === 'failing' ? health.failure : undefined;
        return (failure?.kind === 'unreachable' && failure.code === 'ECONNREFUSED') || undefined;
      });
      await stage.changes.change();
      await stage.proxy.listen();
      return recovered(['stale', 'complete']);
    }));

  test('packets are swallowed while TCP says that they arrive', () =>
    survival.of('swallowed packets, from being noticed', LIMIT_MS, async () => {
      stage.proxy.freeze();
      await stage.changes.change();
      assert.equal(watched.knowledge, 'complete', 'nothing shows it yet');
      watched.clock.leap(150_000);
      await watched.until('stale');
      return recovered(['stale', 'complete']);
    }));

  test('the version is too old: the history is compacted behind our back, 410 in the stream', () =>
    survival.of('410 in the stream, from a real API server', LIMIT_MS, async () => {
      watched.logged.length = 0;
      stage.proxy.hold();
      stage.proxy.cut('reset');
      await watched.until('stale');
      await stage.changes.change();
      await stage.plane.compact();
      await stage.plane.restartApiServer();
      stage.proxy.release();
      const ms = await recovered(['stale', 'complete']);
      assert.match(watched.logged.join('\n'), /listed again, for the changes since the last event are not kept/);
      return ms;
    }));

  test('a consumer that is too slow', () =>
    survival.of('slow consumer', 6 * LIMIT_MS, async () => {
      watched.logged.length = 0;
      watched.takeKnown();
      stage.proxy.stall();
      const pod = runningPod('shop', 'front-1', 0);
      const { api } = stage.plane;
      for (let event = 0; event < 300; event++) {
        await api.patch(pod, { metadata: { annotations: { blob: `${event}${'x'.repeat(100_000)}` } } });
      }
      await api.patch(pod, { metadata: { annotations: { blob: null } } });
      stage.proxy.unstall();
      const begin = performance.now();
      await recovered([]); // an end is no failure
      assert.match(watched.logged.join(), /pods in all namespaces: the API server has ended the watch/);
      return performance.now() - begin;
    }));
});

describe('behind a server that lies', () => {
  let watched: WatchedCluster;
  before(async () => {
    watched = await stage.throughStub();
    await watched.untilEqual(stage.plane.api);
  });
  after(() => watched?.dispose());

  async function recovered(state: string): Promise<number> {
    await watched.until(state);
    const begin = performance.now();
    stage.stub.rewrite = () => 'passed-on';
    await stage.changes.change();
    await watched.untilEqual(stage.plane.api);
    return performance.now() - begin;
  }

  /** As many answers as there are watches: each of them is struck once. */
  const ALL = 9;

  test('410 as an answer', () =>
    survival.of('410 as an answer', LIMIT_MS, async () => {
      watched.logged.length = 0;
      stage.stub.rewrite = (request, response) => {
        if (!/resourceVersion=\d/.test(request.url ?? '')) return 'passed-on';
        sendStatus(response, 410, 'Expired');
        return 'answered';
      };
      stage.stub.cut();
      await watched.until('stale');
      await watched.until('complete');
      const ms = await recovered('complete');
      assert.match(watched.logged.join('\n'), /listed again/);
      return ms;
    }));

  test('410 in the stream', () =>
    survival.of('410 in the stream', LIMIT_MS, async () => {
      watched.takeKnown();
      stage.stub.inject(
        '{"type":"ERROR","object":{"kind":"Status","reason":"Expired","code":410,"message":"too old"}}\n',
      );
      await until('the error', () => watched.takeKnown().includes('stale') || undefined);
      return recovered('complete');
    }));

  test('an error of 500 in the stream', () =>
    survival.of('500 in the stream', LIMIT_MS, async () => {
      stage.stub.inject('{"type":"ERROR","object":{"kind":"Status","code":500,"message":"planted"}}\n');
      return recovered('stale');
    }));

  test('401, and a renewed token', () =>
    survival.of('401 with a renewed token', LIMIT_MS, async () => {
      let refused = 0;
      stage.stub.rewrite = (request, response) => {
        if (request.headers.authorization === 'Bearer second token') return 'passed-on';
        refused++;
        writeFileSync(stage.tokenFile, 'second token');
        sendStatus(response, 401, 'Unauthorized');
        return 'answered';
      };
      stage.stub.cut();
      await watched.until('stale');
      const begin = performance.now();
      await stage.changes.change();
      await watched.untilEqual(stage.plane.api);
      stage.stub.rewrite = () => 'passed-on';
      assert.ok(refused > 0 && refused <= ALL, `${refused} refusals`);
      return performance.now() - begin;
    }));

  test('401 without a way out, until the user has logged in', () =>
    survival.of('401, once the user asks', LIMIT_MS, async () => {
      stage.stub.rewrite = (_, response) => {
        sendStatus(response, 401, 'Unauthorized');
        return 'answered';
      };
      stage.stub.cut();
      await until('unauthorised', () => {
        const { health } = watched.watches;
        return (health.state === 'failing' && health.failure.message.includes('Unauthorized')) || undefined;
      });
      watched.clock.leap(60_000);
      await watched.until('stale');
      stage.stub.rewrite = () => 'passed-on';
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
      survival.of(what, LIMIT_MS, async () => {
        const { store } = watched.watches;
        const pods = [...store.list('Pod')].length;
        stage.stub.answer(3 * ALL, answer);
        stage.stub.cut();
        await watched.until('stale');
        assert.equal([...store.list('Pod')].length, pods, 'the rows stay');
        return recovered('stale');
      }));
  }
});

test('403 on one resource, which is allowed later', () =>
  survival.of('403, from the next question', LIMIT_MS, async () => {
    const { api } = stage.plane;
    const grant = async (name: string, groups: readonly string[], resources: readonly string[]) => {
      const rules = [{ apiGroups: groups, resources, verbs: ['list', 'watch'] }];
      await api.create({ apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRole', metadata: { name }, rules });
      await api.create({
        apiVersion: 'rbac.authorization.k8s.io/v1',
        kind: 'ClusterRoleBinding',
        metadata: { name },
        roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name },
        subjects: [{ apiGroup: 'rbac.authorization.k8s.io', kind: 'User', name: 'jane' }],
      });
    };
    const core = ['pods', 'services', 'nodes', 'namespaces', 'endpoints', 'replicasets', 'jobs', 'ingresses'];
    await grant('most', ['', 'apps', 'batch', 'networking.k8s.io'], core);
    const watched = stage.asJane();
    try {
      await watched.until('unknown');
      const knowledge = watched.watches.knowledgeOf(watched.config);
      assert.ok(knowledge.state === 'unknown');
      assert.match(
        knowledge.why,
        /^No endpointslices are known, not even those of namespace shop: listing and watching endpointslices in all namespaces is forbidden for jane\./,
      );
      assert.equal(watched.watches.health.state, 'connected');
      await grant('the rest', ['discovery.k8s.io'], ['endpointslices']);
      await stage.changes.change();
      watched.clock.leap(60_000);
      return await watched.untilEqual(api);
    } finally {
      await watched.dispose();
    }
  }));

test('an API server that does not list by watching', () =>
  survival.of('restart of an API server without WatchList', LIMIT_MS, async () => {
    const older = await Stage.start(['WatchList=false']);
    const watched = older.throughProxy();
    try {
      await watched.untilEqual(older.plane.api);
      await older.plane.restartApiServer();
      const begin = performance.now();
      await older.changes.change();
      await watched.untilEqual(older.plane.api);
      return performance.now() - begin;
    } finally {
      await watched.dispose();
      await older.dispose();
    }
  }));

test('nothing is left after it is disposed', async () => {
  const { api } = stage.plane;
  const rest = () => {
    api.dispose(); // its idle connections
    return process
      .getActiveResourcesInfo()
      .filter(name => name !== 'Immediate')
      .sort();
  };
  const ofProxy = () => stage.proxy.connections;
  await until('the ends of earlier connections', () => ofProxy() === 0 || undefined);
  const before = rest();
  const watched = stage.throughProxy();
  await watched.untilEqual(api);
  assert.ok(ofProxy() > 0);
  await watched.dispose();
  await until(`${before} and not ${rest()}`, () =>
    ofProxy() === 0 && rest().join() === before.join() ? true : undefined,
  );
  assert.equal(watched.clock.waiting, 0, 'timers');
});

test('a change that is missed would be found', async () => {
  const watched = stage.throughProxy();
  try {
    await watched.untilEqual(stage.plane.api);
    stage.proxy.freeze();
    await stage.changes.change();
    assert.notDeepEqual(await differences(stage.plane.api, watched.watches.store, ['Pod']), []);
    console.log('planted difference found: faults survived');
  } finally {
    await watched.dispose();
  }
});
