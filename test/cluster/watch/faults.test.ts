import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import { until } from '../until.ts';
import { declareLyingFaults } from './lying-faults.ts';
import { declareNetworkFaults } from './network-faults.ts';
import { LIMIT_MS, Stage, Survival } from './stage.ts';
import { differences } from './watched-cluster.ts';

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

const play = { stage: () => stage, survival };
declareNetworkFaults(play);
declareLyingFaults(play);

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
