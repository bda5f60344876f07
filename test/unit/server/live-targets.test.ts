import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { JobStatus } from '../../../src/cluster/worker-protocol.ts';
import type { ClusterStatus, EditEffect, Knowledge } from '../../../src/protocol/targets.ts';
import { Editor, type EditorWishes, NEED } from './editor.ts';
import type { FakeWorker } from './fake-worker.ts';
import { until } from './until.ts';

const editors: Editor[] = [];
after(() => Promise.all(editors.map(editor => editor.end())));

async function open(wishes: Partial<EditorWishes> = {}): Promise<Editor> {
  const editor = await Editor.open(wishes);
  editors.push(editor);
  return editor;
}

const CONFIG = `scrape_configs:
- job_name: a
  kubernetes_sd_configs: [{role: pod}]
  relabel_configs:
  - action: keep
    regex: x
    source_labels: [job]
  - action: drop
    regex: y
    source_labels: [job]
- job_name: b
  static_configs: [{targets: [localhost]}]
`;

/** An editor with the configuration open and the view visible, and its worker. */
async function openVisible(wishes: Partial<EditorWishes> = {}) {
  const editor = await open(wishes);
  const uri = await editor.file('p.yml', CONFIG);
  await editor.show(uri, CONFIG);
  await editor.order('prometheusKubernetes/targetsNeed', NEED);
  const worker = await until('the worker', () => editor.workers.running);
  await until('its configurations', () => worker.configurations.length > 0);
  return { editor, uri, worker, id: `${uri}#` };
}

function sayCluster(worker: FakeWorker, cluster: ClusterStatus): void {
  worker.say({ type: 'context', context: { name: 'kind', chosen: 'kubeconfig', server: 'https://k', cluster } });
}

function status(configuration: string, job: string, knowledge: Knowledge, effect: EditEffect | null = null): JobStatus {
  return {
    configuration,
    job,
    counts: { active: 12, dropped: 3, failed: 1, undecided: 0 },
    knowledge,
    effect,
    refusal: null,
  };
}

const COMPLETE: Knowledge = { state: 'complete' };

test('every state has its face', async () => {
  const { editor, worker, id } = await openVisible();
  const face = (wanted: string, cluster: string) =>
    until(
      `the face ${wanted} while ${cluster}`,
      () => editor.state?.view.face === wanted && editor.state.context.cluster.state === cluster,
    );
  await face('loading', 'connecting');
  sayCluster(worker, { state: 'no-kubeconfig', looked: ['/k'] });
  await face('cluster', 'no-kubeconfig');
  sayCluster(worker, { state: 'kubeconfig-unreadable', message: 'x' });
  await face('cluster', 'kubeconfig-unreadable');
  sayCluster(worker, { state: 'no-context', contexts: [], message: 'x' });
  await face('cluster', 'no-context');
  sayCluster(worker, { state: 'unreachable', message: 'x', since: 1 });
  await face('cluster', 'unreachable');
  sayCluster(worker, { state: 'connecting' });
  await face('loading', 'connecting');
  worker.say({
    type: 'changed',
    rows: 'all',
    jobs: [status(id, 'a', { state: 'loading' }), status(id, 'b', COMPLETE)],
  });
  await face('rows', 'connecting');
  sayCluster(worker, { state: 'unauthorised', message: 'x', advice: '' });
  await face('cluster', 'unauthorised');
  sayCluster(worker, { state: 'connected' });
  worker.say({ type: 'changed', rows: ['row'], jobs: [status(id, 'a', COMPLETE)] });
  await face('rows', 'connected');
  assert.deepEqual(editor.changes.at(-1), ['row']);
  sayCluster(worker, { state: 'unreachable', message: 'x', since: 1 });
  await face('rows', 'unreachable');
  sayCluster(worker, { state: 'snapshot-unreadable', name: 'demo', message: 'x' });
  await face('cluster', 'snapshot-unreadable');
  sayCluster(worker, { state: 'forbidden', message: 'x', namespace: 'shop' });
  await face('rows', 'forbidden');
  assert.equal(editor.state?.context.name, 'kind');
});

test('without trust nothing starts, is asked or shown; when it is taken back, everything ends', async () => {
  const { editor, uri, worker } = await openVisible();
  await editor.order('prometheusKubernetes/targetsNeed', { ...NEED, trust: 'untrusted' });
  await until('the end of the worker', () => worker.state !== 'running');
  assert.deepEqual(await editor.ask('prometheusKubernetes/contexts', {}), []);
  const trace = await editor.ask('prometheusKubernetes/trace', { of: 'row', row: 'x' });
  assert.match(trace.ok ? '' : trace.message, /not trusted/);
  assert.equal(await editor.lenses(uri), null);
  assert.equal(editor.workers.started.length, 1);
});

test('an ordinary LSP client has no lenses and no worker', async () => {
  const editor = await open({ client: 'ordinary' });
  const uri = editor.uri('p.yml');
  await editor.show(uri, CONFIG);
  assert.equal(await editor.lenses(uri), null);
  assert.equal(editor.workers.started.length, 0);
  assert.deepEqual(editor.states, []);
});

test('a hidden view connects to nothing; its lenses offer to look', async () => {
  const editor = await open();
  const uri = editor.uri('p.yml');
  await editor.show(uri, CONFIG);
  await editor.order('prometheusKubernetes/targetsNeed', { ...NEED, view: 'hidden' });
  await until('a state', () => editor.state);
  assert.deepEqual(await editor.lenses(uri), ['1: Show targets', '10: Show targets']);
  assert.equal(editor.workers.started.length, 0);
});

test('lenses say what each job came to, and are fetched again when that is new', async () => {
  const { editor, uri, worker, id } = await openVisible();
  assert.deepEqual(await editor.lenses(uri), ['1: loading…', '10: loading…']);
  const effect = { added: 2, removed: 10, relabelled: 0, newlyDropped: 0 };
  worker.say({ type: 'changed', rows: 'all', jobs: [status(id, 'a', COMPLETE, effect), status(id, 'b', COMPLETE)] });
  await until('a refresh', () => editor.refreshes === 1);
  assert.deepEqual(await editor.lenses(uri), [
    '1: 12 targets · 3 dropped · 1 failed',
    '1: +2 −10 since saved',
    '10: 12 targets · 3 dropped · 1 failed',
  ]);
  worker.say({ type: 'changed', rows: ['x'], jobs: [status(id, 'a', COMPLETE, effect)] });
  worker.say({ type: 'changed', rows: ['y'], jobs: [status(id, 'b', { state: 'loading' })] });
  await until('a refresh', () => editor.refreshes === 2);
  await editor.type(uri, CONFIG.replace('job_name: b', 'job_name: a'));
  await until('the last text that loads', () => worker.configurations[0]?.text === 'last-that-loads');
  const [first] = (await editor.lenses(uri)) ?? [];
  assert.equal(first, '1: 12 targets · 3 dropped · 1 failed · of the last text that loads');
});

test('no lenses by the settings', async () => {
  for (const off of [{ enable: false }, { codeLens: false }]) {
    const editor = await open({ settings: () => off });
    const uri = editor.uri('p.yml');
    await editor.show(uri, CONFIG);
    await editor.order('prometheusKubernetes/targetsNeed', NEED);
    await until('a state', () => editor.state);
    assert.equal(await editor.lenses(uri), null);
  }
});

test('a place is found in the text as it is now', async () => {
  const { editor, uri, id } = await openVisible();
  const at = async (job: string, rule: number | null) => {
    const place = await editor.ask('prometheusKubernetes/locate', { configuration: id, job, rule });
    return place && `${place.range.start.line}:${place.range.start.character}`;
  };
  assert.equal(await at('a', null), '1:12');
  assert.equal(await at('a', 1), '7:4');
  assert.equal(await at('a', 2), null);
  assert.equal(await at('c', null), null);
  await editor.type(uri, `# one\n\n${CONFIG}`);
  assert.equal(await at('a', 1), '9:4');
  await editor.type(uri, `${CONFIG}- job_name: "c`);
  assert.equal(await at('b', null), '10:12');
  await editor.close(uri);
  assert.equal(await at('a', null), '1:12');
  assert.equal(await editor.ask('prometheusKubernetes/locate', { configuration: 'x', job: 'a', rule: null }), null);
  const gone = { configuration: `${editor.uri('gone.yml')}#`, job: 'a', rule: null };
  assert.equal(await editor.ask('prometheusKubernetes/locate', gone), null);
});

test('a place in a ConfigMap is one of the whole document', async () => {
  const editor = await open();
  const text = `kind: ConfigMap\napiVersion: v1\nmetadata: {name: m}\ndata:\n  p.yml: |\n    ${CONFIG.trimEnd().replaceAll('\n', '\n    ')}\n`;
  const uri = await editor.file('m.yaml', text);
  const place = { configuration: `${uri}#m / p.yml`, job: 'a', rule: 0 };
  const found = await editor.ask('prometheusKubernetes/locate', place);
  assert.deepEqual(found?.range.start, { line: 9, character: 8 });
});

test('rows are the worker’s; a root that misses files says so', async () => {
  const { editor, worker } = await openVisible();
  const asked = editor.ask('prometheusKubernetes/targets', { parent: null, limit: 500, filter: 'x' });
  const query = await until('the question', () => worker.queries.at(-1));
  assert.deepEqual([query.query, query.ask], ['rows', { parent: null, limit: 500, filter: 'x' }]);
  const row = { id: '1', kind: 'label', name: 'a', value: 'b' } as const;
  worker.say({ type: 'answer', id: query.id, answer: [row] });
  assert.deepEqual(await asked, [row]);
  editor.listed = { ...editor.listed, scan: 'cut' };
  await editor.watched(editor.uri('new.yml'), 1);
  const root = async () => {
    const before = worker.queries.length;
    const again = editor.ask('prometheusKubernetes/targets', { parent: null, limit: 500, filter: '' });
    const next = await until('the question', () => worker.queries[before]);
    worker.say({ type: 'answer', id: next.id, answer: [row] });
    return again;
  };
  let rows = await root();
  while (rows.length === 1) rows = await root();
  assert.deepEqual(
    rows.map(({ kind }) => kind),
    ['label', 'note'],
  );
});

test('a question about the text waits until the worker has the text', async () => {
  const { editor, uri, worker, id } = await openVisible();
  await editor.type(uri, CONFIG.replace('job_name: b', 'job_name: c'));
  const asked = editor.ask('prometheusKubernetes/editEffect', { configuration: id, job: null });
  const query = await until('the question', () => worker.queries.at(-1));
  assert.deepEqual(
    worker.configurations[0]?.jobs.map(({ pool }) => pool.jobName),
    ['a', 'c'],
  );
  worker.say({ type: 'answer', id: query.id, answer: { ok: false, message: 'No.' } });
  assert.deepEqual(await asked, { ok: false, message: 'No.' });
});

test('what the editor cancels is cancelled in the worker', async () => {
  const { editor, worker } = await openVisible();
  const { asked, cancel } = editor.cancellable('prometheusKubernetes/object', {
    kind: 'Pod',
    namespace: '',
    name: 'x',
  });
  await until('the question', () => worker.queries.at(-1));
  cancel();
  await assert.rejects(asked, /Cancelled/);
  assert.ok(worker.last('cancel'));
});

test('after a crash the rows are asked for again; after too many the face says so', async () => {
  const { editor, worker, id } = await openVisible();
  sayCluster(worker, { state: 'connected' });
  worker.say({ type: 'changed', rows: ['x'], jobs: [status(id, 'a', COMPLETE)] });
  await until('rows', () => editor.state?.view.face === 'rows');
  const asked = editor.ask('prometheusKubernetes/trace', { of: 'row', row: 'x' });
  await until('the question', () => worker.queries.at(-1));
  worker.exit('out-of-memory');
  const answer = await asked;
  assert.match(answer.ok ? '' : answer.message, /Try again/);
  await until('the face', () => editor.state?.view.face === 'cluster');
  const cluster = editor.state?.context.cluster;
  assert.match(cluster?.state === 'unreachable' ? cluster.message : '', /Choose namespaces/);
  assert.equal(editor.changes.at(-1), 'all');
  await editor.order('prometheusKubernetes/refreshTargets', {});
  const second = await until('another worker', () => editor.workers.running);
  assert.equal(second.configurations.length, 1);
});

test('settings of the machine, of the view and a recording reach the worker', async () => {
  const { editor, worker } = await openVisible({ settings: () => ({ kubeconfig: '/k', maxWatches: 8 }) });
  const settings = () => {
    const last = worker.last('settings');
    return last && 'settings' in last ? last.settings : undefined;
  };
  const plain = { kubeconfig: '/k', pinnedContext: null, namespaces: [], maxWatches: 8, snapshot: null };
  assert.deepEqual(settings(), plain);
  await editor.order('prometheusKubernetes/targetsNeed', { ...NEED, pinnedContext: 'p', namespaces: ['shop'] });
  await until('the pin', () => settings()?.pinnedContext === 'p');
  assert.deepEqual(settings()?.namespaces, ['shop']);
  await editor.order('prometheusKubernetes/snapshot', { snapshot: { name: 'demo', text: '{}' } });
  await until('the recording', () => settings()?.snapshot?.name === 'demo');
  await editor.order('prometheusKubernetes/snapshot', { snapshot: null });
  await until('the cluster', () => settings()?.snapshot === null);
});
