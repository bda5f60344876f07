import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import { DEFAULT_SETTINGS } from '../../src/cluster/session/cluster-session.ts';
import { parseSnapshot } from '../../src/cluster/snapshot/parse-snapshot.ts';
import type { WorkerConfiguration } from '../../src/cluster/worker-protocol.ts';
import { readPrometheusConfig } from '../../src/prometheus/config/read.ts';
import { readScrapeJobs } from '../../src/prometheus/targets/read-scrape-jobs.ts';
import type { TargetsRow } from '../../src/protocol/targets.ts';
import { parseSource } from '../../src/yaml/source.ts';
import { WorkerThread } from '../unit/cluster/session/worker-thread.ts';
import type { Manifest } from './admin-api.ts';
import { type ControlPlane, PLAIN_CONTROL_PLANE, startControlPlane } from './control-plane.ts';

const CONFIG = `
scrape_configs:
  - job_name: web
    kubernetes_sd_configs:
      - role: pod
    relabel_configs:
      - source_labels: [__meta_kubernetes_pod_label_app]
        regex: web
        action: keep
`;

const USERS = [
  { name: 'other-admin', token: 'token-of-other-admin', groups: ['system:masters'] },
  { name: 'third-admin', token: 'token-of-third-admin', groups: ['system:masters'] },
  { name: 'visitor', token: 'token-of-visitor', groups: ['visitors'] },
] as const;

let plane: ControlPlane;
let folder = '';
let thread: WorkerThread;

before(async () => {
  plane = await startControlPlane({ ...PLAIN_CONTROL_PLANE, users: USERS, controllers: 'none' });
  folder = await mkdtemp(path.join(tmpdir(), 'session-'));
  for (const [name, app] of [
    ['web-1', 'web'],
    ['db-1', 'db'],
  ] as const) {
    await plane.api.create(pod(name, app));
  }
});

after(async () => {
  await plane?.dispose();
  await rm(folder, { recursive: true });
});

beforeEach(() => {
  thread = new WorkerThread({ HOME: folder, KUBECONFIG: path.join(folder, 'config') });
});

afterEach(async () => {
  await thread.terminate();
});

function pod(name: string, app: string): Manifest {
  const podIP = `198.18.0.${[...name].reduce((sum, letter) => sum + (letter.codePointAt(0) ?? 0), 0) % 250}`;
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { namespace: 'default', name, labels: { app } },
    spec: { nodeName: 'node-1', containers: [{ name: 'web', image: 'web', ports: [{ containerPort: 8080 }] }] },
    status: { phase: 'Running', podIP, podIPs: [{ ip: podIP }] },
  };
}

type ContextName = 'admin' | 'visitor' | 'stranger';

/** Writes the kubeconfig; the one cluster is that of the control plane. */
async function writeKubeconfig(current: ContextName, adminToken: string): Promise<void> {
  const tokens = { admin: adminToken, visitor: 'token-of-visitor', stranger: 'no-such-token' };
  const names = Object.keys(tokens) as ContextName[];
  const authority = Buffer.from(plane.certificateAuthority).toString('base64');
  const kubeconfig = {
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': current,
    clusters: [{ name: 'test', cluster: { server: plane.server, 'certificate-authority-data': authority } }],
    users: names.map(name => ({ name, user: { token: tokens[name] } })),
    contexts: names.map(name => ({ name, context: { cluster: 'test', user: name, namespace: 'default' } })),
  };
  await writeFile(path.join(folder, 'config'), JSON.stringify(kubeconfig));
}

/** The worker is told the configuration and that somebody looks. */
function look(): void {
  const [document] = parseSource(CONFIG, 'prometheus').documents;
  assert.ok(document);
  const configuration: WorkerConfiguration = {
    id: 'file:///prometheus.yml',
    name: 'prometheus.yml',
    folder: '',
    uri: 'file:///prometheus.yml',
    text: 'current',
    jobs: readScrapeJobs(readPrometheusConfig(document), { ownNamespace: undefined, version: 'unknown' }),
    savedJobs: null,
    account: null,
    accountJobs: [],
  };
  thread.post({ type: 'settings', settings: DEFAULT_SETTINGS });
  thread.post({ type: 'configurations', configurations: [configuration] });
  thread.post({ type: 'need', need: 'somebody' });
}

/** Until the job has so many targets and dropped ones, all known. */
async function untilCounts(active: number, dropped: number, start: number): Promise<void> {
  await thread.until(
    'changed',
    ({ jobs: [job] }) =>
      job?.counts.active === active && job.counts.dropped === dropped && job.knowledge.state === 'complete',
    start,
  );
}

async function untilState(state: string, name: string, start: number): Promise<void> {
  await thread.until('context', ({ context }) => context.cluster.state === state && context.name === name, start);
}

/** All rows down to the targets. */
async function rowsBelow(parent: string | null): Promise<readonly TargetsRow[]> {
  const asked = await thread.ask('rows', { parent, limit: 500, filter: '' });
  assert.ok('answer' in asked);
  const hasChildren = ({ kind }: TargetsRow) =>
    ['context', 'configuration', 'job', 'namespace', 'group'].includes(kind);
  const below = await Promise.all(asked.answer.filter(hasChildren).map(({ id }) => rowsBelow(id)));
  return [...asked.answer, ...below.flat()];
}

async function targets(): Promise<readonly string[]> {
  const rows = await rowsBelow(null);
  return rows.flatMap(row => (row.kind === 'target' && row.object ? [row.object.name] : [])).toSorted();
}

test('from the text of a configuration to rows, which follow the cluster; the end', async () => {
  await writeKubeconfig('admin', 'token-of-other-admin');
  look();
  await untilCounts(1, 1, 0);
  await untilState('connected', 'admin', 0);
  assert.deepEqual(await targets(), ['web-1']);
  let start = thread.said.length;
  await plane.api.create(pod('web-2', 'web'));
  await untilCounts(2, 1, start);
  assert.deepEqual(await targets(), ['web-1', 'web-2']);
  start = thread.said.length;
  await plane.api.patch(pod('web-2', 'web'), { metadata: { labels: { app: 'db' } } });
  await untilCounts(1, 2, start);
  start = thread.said.length;
  await plane.api.deleteNow(pod('web-2', 'web'));
  await untilCounts(1, 1, start);
  assert.deepEqual(await thread.ask('namespaces', {}), {
    answer: ['default', 'kube-node-lease', 'kube-public', 'kube-system'],
  });
  thread.post({ type: 'end' });
  assert.equal(await thread.exited, 0);
});

test('a recording of the cluster, whole', async () => {
  await writeKubeconfig('admin', 'token-of-other-admin');
  look();
  const recording = await thread.ask('recordSnapshot', {});
  assert.ok('answer' in recording && recording.answer.ok, JSON.stringify(recording));
  const reading = parseSnapshot(recording.answer.text);
  assert.ok(reading.ok);
  assert.deepEqual(reading.snapshot.missing, []);
  const kinds = new Set(reading.snapshot.objects.map(({ kind }) => kind));
  for (const kind of ['Pod', 'Service', 'Namespace'] as const) assert.ok(kinds.has(kind), kind);
  assert.ok(!recording.answer.text.includes('token-of-other-admin'));
});

test('it follows the context, and keeps nothing of the one before', async () => {
  await writeKubeconfig('admin', 'token-of-other-admin');
  look();
  await untilCounts(1, 1, 0);
  let start = thread.said.length;
  await writeKubeconfig('visitor', 'token-of-other-admin');
  await untilState('forbidden', 'visitor', start);
  assert.deepEqual(await targets(), []);
  const recording = await thread.ask('recordSnapshot', {});
  assert.ok('answer' in recording && !recording.answer.ok && /forbidden/.test(recording.answer.message));
  start = thread.said.length;
  await writeKubeconfig('admin', 'token-of-other-admin');
  await untilState('connected', 'admin', start);
  await untilCounts(1, 1, start);
  assert.deepEqual(await targets(), ['web-1']);
});

test('credentials that are refused are tried again when the file changes', async () => {
  await writeKubeconfig('admin', 'token-that-has-expired');
  look();
  await untilState('unauthorised', 'admin', 0);
  const start = thread.said.length;
  await writeKubeconfig('admin', 'token-of-other-admin');
  await untilState('connected', 'admin', start);
  await untilCounts(1, 1, start);
});

test('credentials may change under running watches: no row goes, and changes still arrive', async () => {
  await writeKubeconfig('admin', 'token-of-other-admin');
  look();
  await untilCounts(1, 1, 0);
  const start = thread.said.length;
  await writeKubeconfig('admin', 'token-of-third-admin');
  await thread.until('log', ({ text }) => text.includes('the credentials are others'), start);
  await plane.api.create(pod('web-3', 'web'));
  await untilCounts(2, 1, start);
  const states = thread.said.slice(start).flatMap(message => (message.type === 'changed' ? message.jobs : []));
  assert.ok(states.every(({ counts }) => counts.active > 0));
  await plane.api.deleteNow(pod('web-3', 'web'));
});

test('nothing that the worker has said holds a token', async () => {
  await writeKubeconfig('stranger', 'token-of-other-admin');
  look();
  await untilState('unauthorised', 'stranger', 0);
  thread.post({ type: 'refresh' });
  await thread.ask('rows', { parent: null, limit: 10, filter: '' });
  const said = JSON.stringify(thread.said);
  for (const token of ['no-such-token', ...USERS.map(user => user.token)]) assert.ok(!said.includes(token), token);
});
