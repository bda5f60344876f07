import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FromWorker, WorkerSettings } from '../../../src/cluster/worker-protocol.ts';
import {
  ClusterWorker,
  DOWN,
  END_WITHIN_MS,
  REST_AFTER_MS,
  RESTART_AFTER_MS,
} from '../../../src/server/targets/cluster-worker.ts';
import { FakeWorkers } from './fake-worker.ts';
import { ManualClock } from './manual-clock.ts';

const SETTINGS: WorkerSettings = {
  kubeconfig: '',
  pinnedContext: null,
  namespaces: [],
  maxWatches: 32,
  snapshot: null,
};

function setUp() {
  const clock = new ManualClock();
  const workers = new FakeWorkers();
  const said: FromWorker[] = [];
  const logged: string[] = [];
  const worker = new ClusterWorker(workers.start, clock, {
    stateChanged: () => undefined,
    message: message => said.push(message),
    log: (_level, text) => logged.push(text),
  });
  worker.setSettings(SETTINGS);
  return { clock, workers, worker, said, logged };
}

const NEVER = new AbortController().signal;

test('nothing starts before it is needed; then it hears everything that counts', () => {
  const { workers, worker } = setUp();
  worker.setConfigurations([]);
  assert.equal(workers.started.length, 0);
  worker.setLooking('somebody');
  const types = workers.running?.heard.map(one => ('type' in one ? one.type : one.query));
  assert.deepEqual(types, ['settings', 'configurations', 'need']);
});

test('equal settings are told once', () => {
  const { workers, worker } = setUp();
  worker.setLooking('somebody');
  worker.setSettings({ ...SETTINGS });
  worker.setSettings({ ...SETTINGS, maxWatches: 8 });
  assert.equal(workers.running?.heard.filter(one => 'type' in one && one.type === 'settings').length, 2);
});

test('it ends five minutes after nobody looks, and not when somebody looks again', async () => {
  const { clock, workers, worker } = setUp();
  worker.setLooking('somebody');
  worker.setLooking('nobody');
  clock.advance(REST_AFTER_MS - 1);
  worker.setLooking('somebody');
  clock.advance(REST_AFTER_MS);
  assert.equal(worker.state.state, 'running');
  worker.setLooking('nobody');
  clock.advance(REST_AFTER_MS);
  await Promise.resolve();
  assert.equal(worker.state.state, 'resting');
  assert.equal(workers.started[0]?.state, 'exited');
});

test('one that does not end when told is terminated', async () => {
  const { clock, workers, worker } = setUp();
  worker.setLooking('somebody');
  const [first] = workers.started;
  if (first) first.manners = 'bad';
  const ended = worker.end();
  assert.equal(first?.state, 'running');
  clock.advance(END_WITHIN_MS);
  await ended;
  assert.equal(first?.state, 'terminated');
  assert.equal(clock.waiting, 0);
});

test('a question starts it, and it rests again after the answer', async () => {
  const { clock, workers, worker } = setUp();
  const asked = worker.ask('namespaces', {}, NEVER);
  const [query] = workers.running?.queries ?? [];
  assert.deepEqual(workers.running?.last('need'), { type: 'need', need: 'somebody' });
  workers.running?.say({ type: 'answer', id: query?.id ?? 0, answer: ['shop'] });
  assert.deepEqual(await asked, { state: 'answered', answer: ['shop'] });
  assert.deepEqual(workers.running?.last('need'), { type: 'need', need: 'nobody' });
  clock.advance(REST_AFTER_MS);
  assert.equal(worker.state.state, 'resting');
});

test('a cancelled question is told to the worker, and its late answer is nobody’s', async () => {
  const { workers, worker } = setUp();
  worker.setLooking('somebody');
  const controller = new AbortController();
  const asked = worker.ask('rows', { parent: null, limit: 500, filter: '' }, controller.signal);
  const id = workers.running?.queries[0]?.id ?? 0;
  controller.abort();
  assert.deepEqual(await asked, { state: 'cancelled' });
  assert.deepEqual(workers.running?.last('cancel'), { type: 'cancel', id });
  workers.running?.say({ type: 'answer', id, answer: [] });
  assert.deepEqual(await worker.ask('contexts', {}, AbortSignal.abort()), { state: 'cancelled' });
});

test('what the worker refuses is told in its words', async () => {
  const { workers, worker } = setUp();
  const asked = worker.ask('object', { kind: 'Pod', namespace: 'a', name: 'b' }, NEVER);
  workers.running?.say({ type: 'failed', id: workers.running.queries[0]?.id ?? 0, message: 'It is gone.' });
  assert.deepEqual(await asked, { state: 'failed', message: 'It is gone.' });
});

test('a crash fails the open questions and starts it again a few times, later each time', async () => {
  const { clock, workers, worker, logged } = setUp();
  worker.setLooking('somebody');
  for (const [index, wait] of RESTART_AFTER_MS.entries()) {
    const asked = worker.ask('rows', { parent: null, limit: 1, filter: '' }, NEVER);
    workers.running?.exit('crashed');
    assert.equal((await asked).state, 'failed');
    assert.equal(worker.state.state, 'restarting');
    clock.advance(wait - 1);
    assert.equal(workers.started.length, index + 1);
    clock.advance(1);
    assert.equal(workers.started.length, index + 2);
    assert.equal(worker.state.state, 'running');
  }
  workers.running?.exit('crashed');
  assert.equal(worker.state.state, 'down');
  assert.equal(logged.length, RESTART_AFTER_MS.length + 1);
  assert.deepEqual(await worker.ask('contexts', {}, NEVER), { state: 'failed', message: DOWN.crashed });
  assert.equal(clock.waiting, 0);
  worker.refresh();
  assert.equal(worker.state.state, 'running');
});

test('who ran long enough has all restarts again', () => {
  const { clock, workers, worker } = setUp();
  worker.setLooking('somebody');
  for (let crash = 0; crash < 8; crash++) {
    clock.advance(11 * 60_000);
    workers.running?.exit('crashed');
    assert.equal(worker.state.state, 'restarting');
    clock.advance(1_000);
  }
  assert.equal(worker.state.state, 'running');
});

test('out of memory it is not started again by itself', () => {
  const { clock, workers, worker } = setUp();
  worker.setLooking('somebody');
  workers.running?.exit('out-of-memory');
  clock.advance(60_000);
  const { state } = worker;
  assert.equal(state.state === 'down' && state.why, 'out-of-memory');
  assert.equal(workers.started.length, 1);
});

test('one that crashes while nobody looks stays away until somebody does', () => {
  const { clock, workers, worker } = setUp();
  worker.setLooking('somebody');
  worker.setLooking('nobody');
  workers.running?.exit('crashed');
  clock.advance(60_000);
  assert.equal(workers.started.length, 1);
  worker.setLooking('somebody');
  assert.equal(workers.started.length, 2);
});

test('what an ended worker still says is not heard', async () => {
  const { workers, worker, said } = setUp();
  worker.setLooking('somebody');
  const [first] = workers.started;
  await worker.end();
  first?.say({ type: 'changed', rows: 'all', jobs: [] });
  assert.deepEqual(said, []);
});

test('refresh reaches a running worker', () => {
  const { workers, worker } = setUp();
  worker.setLooking('somebody');
  worker.refresh();
  assert.deepEqual(workers.running?.heard.at(-1), { type: 'refresh' });
});
