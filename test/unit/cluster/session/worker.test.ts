import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import { DEFAULT_SETTINGS } from '../../../../src/cluster/session/cluster-session.ts';
import { snapshotPieces } from '../../../../src/cluster/snapshot/write-snapshot.ts';
import type { WorkerConfiguration } from '../../../../src/cluster/worker-protocol.ts';
import type { KubernetesObject } from '../../../../src/kubernetes/objects/kubernetes-object.ts';
import type { KubernetesRole } from '../../../../src/prometheus/config/kubernetes-sd-config.ts';
import { objectStore } from '../../../../src/prometheus/discovery/object-store.ts';
import { defaultScrapePool } from '../../../../src/prometheus/targets/scrape-pool.ts';
import { until } from '../../../cluster/until.ts';
import { discoveryConfig, object } from '../../prometheus/discovery/discovered.ts';
import { WorkerThread } from './worker-thread.ts';

const CONFIGURATION = configurationOf('pod');

function configurationOf(role: KubernetesRole): WorkerConfiguration {
  return {
    id: 'file:///prometheus.yml',
    name: 'prometheus.yml',
    folder: '',
    uri: 'file:///prometheus.yml',
    text: 'current',
    jobs: [
      {
        pool: defaultScrapePool('pods'),
        names: 'utf8',
        version: 'unknown',
        discoveries: [{ kind: 'kubernetes', config: discoveryConfig(role), otherServer: '' }],
      },
    ],
    savedJobs: null,
    account: null,
    accountJobs: [],
  };
}

let folder = '';
let thread: WorkerThread;

before(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'worker-'));
});

after(async () => {
  await rm(folder, { recursive: true });
});

beforeEach(() => {
  thread = new WorkerThread({ HOME: folder, KUBECONFIG: path.join(folder, 'config') });
});

afterEach(async () => {
  await thread.terminate();
});

function recordingOf(...objects: readonly KubernetesObject[]): { readonly name: string; readonly text: string } {
  const source = { recorded: '2026-01-02T03:04:05Z', context: '', missing: [] };
  const pieces = [...snapshotPieces(objectStore(objects), source)];
  return { name: 'demo', text: pieces.map(({ text }) => text).join('') };
}

function pod(name: string, podIP: string): KubernetesObject {
  return object('Pod', name, { spec: { containers: [{ name: 'web' }] }, status: { podIP } });
}

test('the jobs of a configuration over a recording, then the end', async () => {
  thread.post({
    type: 'settings',
    settings: { ...DEFAULT_SETTINGS, snapshot: recordingOf(pod('a', '192.0.2.1'), pod('b', '192.0.2.2')) },
  });
  thread.post({ type: 'configurations', configurations: [CONFIGURATION] });
  thread.post({ type: 'need', need: 'somebody' });
  const { jobs } = await thread.until('changed', ({ jobs: [job] }) => job?.counts.active === 2, 0);
  assert.deepEqual(jobs[0], {
    configuration: CONFIGURATION.id,
    job: 'pods',
    counts: { active: 2, dropped: 0, failed: 0, undecided: 0 },
    knowledge: { state: 'complete' },
    effect: null,
    refusal: null,
  });
  const { context } = await thread.until('context', ({ context: { cluster } }) => cluster.state === 'snapshot', 0);
  assert.deepEqual(context.cluster, { state: 'snapshot', name: 'demo', recorded: '2026-01-02T03:04:05Z' });
  const root = await thread.ask('rows', { parent: null, limit: 10, filter: '' });
  assert.ok('answer' in root && root.answer.length > 0);
  thread.post({ type: 'end' });
  assert.equal(await thread.exited, 0);
});

test('one configuration of several can be told alone', async () => {
  const second = { ...CONFIGURATION, id: 'file:///second.yml' };
  const [job] = CONFIGURATION.jobs;
  assert.ok(job);
  const renamed = { ...second, jobs: [{ ...job, pool: defaultScrapePool('renamed') }] };
  thread.post({ type: 'settings', settings: { ...DEFAULT_SETTINGS, snapshot: recordingOf(pod('a', '192.0.2.1')) } });
  thread.post({ type: 'configurations', configurations: [CONFIGURATION, second] });
  thread.post({ type: 'configuration', configuration: renamed });
  thread.post({ type: 'need', need: 'somebody' });
  const { jobs } = await thread.until('changed', message => message.jobs.some(one => one.counts.active === 1), 0);
  assert.deepEqual(
    jobs.map(one => [one.configuration, one.job]),
    [
      [CONFIGURATION.id, 'pods'],
      [second.id, 'renamed'],
    ],
  );
});

test('without a kubeconfig the state says where it was looked for, and the file is noticed when it is written', async () => {
  thread.post({ type: 'settings', settings: DEFAULT_SETTINGS });
  thread.post({ type: 'configurations', configurations: [CONFIGURATION] });
  thread.post({ type: 'need', need: 'somebody' });
  const isNone = ({ context: { cluster } }: { context: { cluster: { state: string } } }) =>
    cluster.state === 'no-kubeconfig';
  const { context } = await thread.until('context', isNone, 0);
  const file = path.join(folder, 'config');
  assert.deepEqual(context.cluster, { state: 'no-kubeconfig', looked: [file] });
  await writeFile(
    file,
    'apiVersion: v1\nkind: Config\ncontexts: [{name: dev, context: {cluster: gone, namespace: shop}}]\n',
  );
  await thread.until('context', message => message.context.cluster.state === 'no-context', 0);
  const contexts = await thread.ask('contexts', {});
  assert.deepEqual(contexts, { answer: [{ name: 'dev', cluster: 'gone', namespace: 'shop', current: 'other' }] });
  await rm(file);
  thread.post({ type: 'end' });
  assert.equal(await thread.exited, 0);
});

test('a cluster that is not there is unreachable; nothing that the worker says holds a secret', async () => {
  const planted = ['planted-token', 'planted-password', 'planted-header'];
  const kubeconfig = {
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': 'dev',
    clusters: [{ name: 'dev', cluster: { server: 'http://127.0.0.1:9', 'proxy-url': '' } }],
    users: [{ name: 'me', user: { token: planted[0] } }],
    contexts: [{ name: 'dev', context: { cluster: 'dev', user: 'me', namespace: 'shop' } }],
  };
  const file = path.join(folder, 'secret-config');
  await writeFile(file, JSON.stringify(kubeconfig));
  thread.post({ type: 'settings', settings: { ...DEFAULT_SETTINGS, kubeconfig: file } });
  thread.post({ type: 'configurations', configurations: [CONFIGURATION] });
  thread.post({ type: 'need', need: 'somebody' });
  const { context } = await thread.until('context', message => message.context.cluster.state === 'unreachable', 0);
  assert.deepEqual([context.name, context.server], ['dev', 'http://127.0.0.1:9']);
  assert.deepEqual(await thread.ask('namespaces', {}), { answer: ['shop'] });
  const recording = await thread.ask('recordSnapshot', {});
  assert.ok('answer' in recording && !recording.answer.ok);
  const said = JSON.stringify(thread.said);
  assert.deepEqual(
    planted.filter(secret => said.includes(secret)),
    [],
  );
  thread.post({ type: 'end' });
  assert.equal(await thread.exited, 0);
});

test('a credential plugin that fails runs once, again when the kubeconfig is written, and when the user asks', async () => {
  const runs = path.join(folder, 'runs');
  const script = `require('node:fs').appendFileSync(${JSON.stringify(runs)}, 'x');
    console.log('planted-output'); process.exit(3);`;
  const exec = {
    apiVersion: 'client.authentication.k8s.io/v1',
    command: process.execPath,
    args: ['-e', script],
    env: [{ name: 'PLANTED', value: 'planted-variable' }],
    interactiveMode: 'Never',
  };
  const kubeconfig = (more: string) =>
    JSON.stringify({
      apiVersion: 'v1',
      kind: 'Config',
      'current-context': 'dev',
      clusters: [{ name: 'dev', cluster: { server: 'https://127.0.0.1:9' } }],
      users: [{ name: 'me', user: { exec } }],
      contexts: ['dev', more].map(name => ({ name, context: { cluster: 'dev', user: 'me' } })),
    });
  const file = path.join(folder, 'exec-config');
  const countsRuns = async () => (await readFile(runs, 'utf8')).length;
  await writeFile(file, kubeconfig('a'));
  thread.post({ type: 'settings', settings: { ...DEFAULT_SETTINGS, kubeconfig: file } });
  thread.post({ type: 'configurations', configurations: [configurationOf('endpoints')] });
  thread.post({ type: 'need', need: 'somebody' });
  await thread.until('context', message => message.context.cluster.state === 'unauthorised', 0);
  assert.equal(await countsRuns(), 1, 'three watches, one run');
  const untilRuns = (count: number) =>
    until(`${count} runs`, async () => ((await countsRuns()) >= count ? true : undefined));
  await writeFile(file, kubeconfig('b'));
  await untilRuns(2);
  thread.post({ type: 'refresh' });
  await untilRuns(3);
  assert.ok(!JSON.stringify(thread.said).includes('planted'), 'nothing that the plugin printed or got');
  thread.post({ type: 'end' });
  assert.equal(await thread.exited, 0);
  assert.equal(await countsRuns(), 3);
});

test('a query is answered once, also when it is cancelled or makes no sense', async () => {
  thread.post({ type: 'cancel', id: 99 });
  const gone = await thread.ask('rows', { parent: 'no such row', limit: 10, filter: '' });
  assert.deepEqual(gone, { answer: [] });
  const trace = await thread.ask('trace', { row: 'no such row' });
  assert.ok('answer' in trace && !trace.answer.ok);
  // Not a query of the protocol: it fails, and nothing else does.
  const odd = await thread.ask('nonsense' as 'rows', { parent: null, limit: 1, filter: '' });
  assert.ok('failed' in odd && /could not be answered/.test(odd.failed));
  const root = await thread.ask('rows', { parent: null, limit: 10, filter: '' });
  assert.ok('answer' in root);
  const ids = thread.said.flatMap(message => ('id' in message ? [message.id] : []));
  assert.equal(new Set(ids).size, ids.length);
});
