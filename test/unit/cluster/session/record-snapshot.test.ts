import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ClusterSession, DEFAULT_SETTINGS } from '../../../../src/cluster/session/cluster-session.ts';
import { LINGER_MS } from '../../../../src/cluster/session/need.ts';
import { recordSnapshot } from '../../../../src/cluster/session/record-snapshot.ts';
import { parseSnapshot } from '../../../../src/cluster/snapshot/parse-snapshot.ts';
import type { DiscoveryConfig } from '../../../../src/prometheus/discovery/discovery-config.ts';
import { object } from '../../prometheus/discovery/discovered.ts';
import { FakeCluster, type FakeKubeconfig, NOTHING_LEFT, settled, Told } from './fake-cluster.ts';

const ONE: FakeKubeconfig = { current: 'dev', contexts: { dev: {} } };

function sessionOf(kubeconfig: FakeKubeconfig): { readonly cluster: FakeCluster; readonly session: ClusterSession } {
  const cluster = new FakeCluster(kubeconfig);
  return { cluster, session: new ClusterSession(cluster, new Told()) };
}

test('all kinds are watched for the time of a recording, whoever looks', async () => {
  const { cluster, session } = sessionOf(ONE);
  session.setSettings({ ...DEFAULT_SETTINGS, namespaces: ['shop'] });
  const recording = recordSnapshot(session, cluster, new AbortController().signal);
  await settled();
  const asked = cluster.lastWatches.wishes.at(-1)?.configs ?? [];
  const roles = new Set(asked.map(({ role }) => role));
  assert.deepEqual([...roles], ['node', 'pod', 'service', 'endpoints', 'endpointslice', 'ingress']);
  assert.ok(asked.every(({ namespaces }) => namespaces !== 'all' && namespaces.has('shop')));
  cluster.lastWatches.load(object('Pod', 'web'), object('Service', 'web'));
  const answer = await recording;
  assert.ok(answer.ok);
  assert.equal(answer.objects, 2);
  const reading = parseSnapshot(answer.text);
  assert.ok(reading.ok);
  const { recorded, context, missing, objects } = reading.snapshot;
  assert.deepEqual(
    [recorded, context, missing, objects.length],
    [new Date(cluster.clock.now()).toISOString(), 'dev', [], 2],
  );
  assert.deepEqual(cluster.lastWatches.wishes.at(-1)?.configs, [], 'what only the recording needed is watched no more');
  cluster.clock.advance(LINGER_MS);
  assert.deepEqual(cluster.left, NOTHING_LEFT);
});

test('what is forbidden is said in the recording, of its kind', async () => {
  const { cluster, session } = sessionOf(ONE);
  const recording = recordSnapshot(session, cluster, new AbortController().signal);
  await settled();
  const { lastWatches } = cluster;
  const forbidden: Partial<Record<DiscoveryConfig['role'], string>> = { node: 'No nodes.', pod: 'No pods.' };
  lastWatches.load(object('Service', 'web'));
  lastWatches.knowledge = ({ role, attach }) => {
    const missing = [forbidden[role === 'endpoints' ? 'pod' : role], attach.has('cronjob') ? 'No jobs.' : undefined];
    const told = missing.filter(sentence => sentence !== undefined);
    return told.length === 0 ? { state: 'complete' } : { state: 'partial', missing: told };
  };
  const answer = await recording;
  const reading = parseSnapshot(answer.ok ? answer.text : '');
  assert.ok(reading.ok);
  assert.deepEqual(reading.snapshot.missing, [
    { kind: 'Node', why: 'No nodes.' },
    { kind: 'Pod', why: 'No pods.' },
    { kind: 'Job', why: 'No jobs.' },
  ]);
});

test('what does not load in a minute is left out', async () => {
  const { cluster, session } = sessionOf(ONE);
  const recording = recordSnapshot(session, cluster, new AbortController().signal);
  await settled();
  cluster.lastWatches.load(object('Pod', 'web'));
  cluster.lastWatches.knowledge = ({ role }) => ({ state: role === 'node' ? 'loading' : 'complete' });
  await settled();
  cluster.clock.advance(60_000);
  const answer = await recording;
  const reading = parseSnapshot(answer.ok ? answer.text : '');
  assert.ok(reading.ok);
  assert.deepEqual(reading.snapshot.missing, [
    { kind: 'Node', why: 'Not everything had loaded when the recording was made.' },
  ]);
});

test('without a cluster there is no recording, and the reason', async () => {
  const { cluster, session } = sessionOf('none');
  const answer = await recordSnapshot(session, cluster, new AbortController().signal);
  const message = 'Nothing was recorded. There is no kubeconfig, so there is no cluster to ask.';
  assert.deepEqual(answer, { ok: false, message });
});

test('a cluster that tells nothing gives no recording', async () => {
  const { cluster, session } = sessionOf(ONE);
  const recording = recordSnapshot(session, cluster, new AbortController().signal);
  await settled();
  cluster.lastWatches.fail({ kind: 'credentials', message: 'The plugin failed.', advice: '' }, 0);
  assert.deepEqual(await recording, { ok: false, message: 'Nothing was recorded. The plugin failed.' });
});

test('a recording is not recorded', async () => {
  const { cluster, session } = sessionOf(ONE);
  session.setSettings({ ...DEFAULT_SETTINGS, snapshot: { name: 'demo', text: '' } });
  const answer = await recordSnapshot(session, cluster, new AbortController().signal);
  assert.ok(!answer.ok && /recording already/.test(answer.message));
  assert.deepEqual(cluster.left, NOTHING_LEFT);
});

test('a recording that is cancelled lets go', async () => {
  const { cluster, session } = sessionOf(ONE);
  const controller = new AbortController();
  const recording = recordSnapshot(session, cluster, controller.signal);
  await settled();
  controller.abort();
  await assert.rejects(recording, { name: 'AbortError' });
  cluster.clock.advance(LINGER_MS);
  assert.deepEqual(cluster.left, NOTHING_LEFT);
});
