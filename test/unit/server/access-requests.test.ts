import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { AccessRequests, ConfigurationAccess } from '../../../src/protocol/access.ts';
import { CONFIG_MAP, rbac, WORKLOAD } from './access-fixtures.ts';
import { Editor, type EditorWishes, NEED } from './editor.ts';
import { until } from './until.ts';

const editors: Editor[] = [];
after(() => Promise.all(editors.map(editor => editor.end())));

async function open(wishes: Partial<EditorWishes> = {}): Promise<Editor> {
  const editor = await Editor.open(wishes);
  editors.push(editor);
  return editor;
}

async function openWorkspace(resources: string, wishes: Partial<EditorWishes> = {}): Promise<Editor> {
  const editor = await open(wishes);
  await editor.file('config.yaml', CONFIG_MAP);
  await editor.file('prometheus.yaml', WORKLOAD);
  await editor.file('rbac.yaml', rbac(resources));
  return editor;
}

function ask<Method extends keyof AccessRequests>(
  editor: Editor,
  method: Method,
  params: AccessRequests[Method]['params'],
): Promise<AccessRequests[Method]['result']> {
  return editor.request(method, params);
}

async function access(editor: Editor): Promise<ConfigurationAccess> {
  const [first, ...others] = await ask(editor, 'prometheusKubernetes/access', { cluster: 'leave' });
  assert.deepEqual(others, []);
  assert.ok(first);
  return first;
}

function verdicts({ needs }: ConfigurationAccess): readonly string[] {
  return needs.map(({ what, files, jobs }) => `${jobs.map(({ job }) => job).join()}: ${what}: ${files.state}`);
}

test('each need is granted or denied by the files, for the account of the workload', async () => {
  const editor = await openWorkspace('[pods]');
  const found = await access(editor);
  assert.equal(found.name, 'prometheus-config / prometheus.yml');
  assert.equal(found.uri, editor.uri('config.yaml'));
  assert.ok(found.account.state === 'known');
  assert.equal(found.account.name, 'monitoring/prometheus');
  assert.equal(found.account.from, 'Deployment prometheus');
  assert.deepEqual(found.account.at?.uri, editor.uri('prometheus.yaml'));
  assert.equal(found.account.at?.range.start.line, 12);
  assert.deepEqual(verdicts(found), [
    'pods: list and watch pods in all namespaces: granted',
    'services: list and watch services in all namespaces: denied',
  ]);
  const [granted, denied] = found.needs.map(({ files }) => files);
  assert.ok(granted?.state === 'granted');
  assert.equal(granted.by, 'ClusterRoleBinding `prometheus` of ClusterRole `prometheus`');
  assert.deepEqual([granted.at?.uri, granted.at?.range.start.line], [editor.uri('rbac.yaml'), 8]);
  assert.deepEqual(denied, { state: 'denied', why: 'No rule allows it (list, watch).' });
});

test('unsaved text counts, and what is saved again when the document is closed', async () => {
  const editor = await openWorkspace('[pods]');
  const uri = editor.uri('rbac.yaml');
  await editor.show(uri, rbac('[pods]'));
  assert.match(verdicts(await access(editor))[1] ?? '', /denied$/);
  await editor.type(uri, rbac('[pods, services]'));
  assert.match(verdicts(await access(editor))[1] ?? '', /granted$/);
  await editor.close(uri);
  assert.match(verdicts(await access(editor))[1] ?? '', /denied$/);
});

test('files that are written, made and removed count', async () => {
  const editor = await openWorkspace('[pods]');
  await access(editor);
  await editor.file('rbac.yaml', rbac('[pods, services]'));
  await editor.watched(editor.uri('rbac.yaml'), 2);
  assert.match(verdicts(await access(editor))[1] ?? '', /granted$/);
  await editor.remove('rbac.yaml');
  await editor.watched(editor.uri('rbac.yaml'), 3);
  assert.match(verdicts(await access(editor))[1] ?? '', /unknown$/); // nothing is left to find fault with
  await editor.file('more.yaml', rbac('[pods, services]'));
  await editor.watched(editor.uri('more.yaml'), 1);
  assert.match(verdicts(await access(editor))[1] ?? '', /granted$/);
});

test('what may be in files that were not read is unknown', async () => {
  const editor = await openWorkspace('[pods]');
  editor.listed = { ...editor.listed, scan: 'cut' };
  const found = await access(editor);
  assert.deepEqual(
    found.needs.map(({ files }) => files.state),
    ['granted', 'unknown'],
  );
});

test('a client that lists no files hears what an open document needs, and nothing that others would decide', async () => {
  const editor = await open({ client: 'ordinary' });
  const uri = editor.uri('config.yaml');
  assert.deepEqual(await ask(editor, 'prometheusKubernetes/access', { cluster: 'leave' }), []);
  await editor.show(uri, CONFIG_MAP);
  const found = await access(editor);
  assert.equal(found.account.state, 'unknown');
  assert.deepEqual(
    found.needs.map(({ files }) => files.state),
    ['unknown', 'unknown'],
  );
});

test('without trust the files are read all the same', async () => {
  const editor = await openWorkspace('[pods]');
  await editor.order('prometheusKubernetes/targetsNeed', { ...NEED, trust: 'untrusted' });
  assert.equal((await access(editor)).account.state, 'known');
  assert.equal(editor.workers.started.length, 0);
});

test('where the extension is switched off, nothing is read', async () => {
  const editor = await openWorkspace('[pods]', { settings: () => ({ enable: false }) });
  assert.deepEqual(await ask(editor, 'prometheusKubernetes/access', { cluster: 'leave' }), []);
});

test('the least that a configuration needs is generated for its account', async () => {
  const editor = await openWorkspace('[pods]');
  const { configuration } = await access(editor);
  const answer = await ask(editor, 'prometheusKubernetes/generateRbac', { configuration });
  assert.ok(answer.ok);
  assert.equal(answer.fileName, 'prometheus-rbac.yaml');
  assert.match(answer.text, /^apiVersion: rbac\.authorization\.k8s\.io\/v1\nkind: ClusterRole\n/);
  assert.match(answer.text, /resources:\n {2}- services\n {2}- pods\n/);
  assert.match(answer.text, /- kind: ServiceAccount\n {2}name: prometheus\n {2}namespace: monitoring\n/);
  await editor.file('rbac.yaml', answer.text);
  await editor.watched(editor.uri('rbac.yaml'), 2);
  assert.deepEqual(
    (await access(editor)).needs.map(({ files }) => files.state),
    ['granted', 'granted'],
  );
  const gone = await ask(editor, 'prometheusKubernetes/generateRbac', { configuration: 'file:///gone#' });
  assert.match(gone.ok ? '' : gone.message, /not there any more/);
});

test('a refusal is explained by the jobs that need what was refused', async () => {
  const editor = await openWorkspace('[pods]');
  const { configuration, needs } = await access(editor);
  const message =
    'level=error err="services is forbidden: User \\"system:serviceaccount:monitoring:prometheus\\" cannot list resource \\"services\\" in API group \\"\\" at the cluster scope"';
  const answer = await ask(editor, 'prometheusKubernetes/explainForbidden', { message });
  assert.ok(answer.ok);
  const lines = answer.text.split('\n');
  assert.equal(lines[0], '# monitoring/prometheus may not list services in all namespaces');
  assert.deepEqual(
    answer.links.map(link => [lines[link.line], link.kind === 'text' ? link.at.range.start.line : link.need]),
    [
      ['- The job `services` of prometheus-config / prometheus.yml (config.yaml:14)', 13],
      ['- Grant it in the files…', { configuration, need: needs[1]?.id }],
    ],
  );
  assert.match(answer.text, /discovers with the role service: it has to list and watch services in all namespaces\./);
  assert.match(answer.text, /resources:\n {2}- services\n {2}verbs:\n {2}- list\n {2}- watch/);
  const other = await ask(editor, 'prometheusKubernetes/explainForbidden', {
    message: message.replace('monitoring:prometheus', 'shop:cart'),
  });
  assert.ok(other.ok);
  assert.deepEqual(other.links, []);
  const none = await ask(editor, 'prometheusKubernetes/explainForbidden', { message: 'all is well' });
  assert.match(none.ok ? '' : none.message, /no refusal/);
});

test('a refusal of what the files grant leads to the rule that does', async () => {
  const editor = await openWorkspace('[pods, services]');
  const message =
    'services is forbidden: User "system:serviceaccount:monitoring:prometheus" cannot list resource "services" in API group "" at the cluster scope';
  const answer = await ask(editor, 'prometheusKubernetes/explainForbidden', { message });
  assert.ok(answer.ok);
  assert.match(answer.text, /They grant it already\./);
  const lines = answer.text.split('\n');
  assert.deepEqual(answer.links.map(({ kind, line }) => [kind, lines[line]]).slice(1), [
    ['text', '- ClusterRoleBinding `prometheus` of ClusterRole `prometheus` grants it (rbac.yaml:9)'],
  ]);
});

test('a need that the files deny has the edits that grant it, also where no document is open', async () => {
  const editor = await openWorkspace('[pods]');
  const { configuration, needs } = await access(editor);
  const [granted, denied] = needs.map(({ id }) => id);
  const edits = await ask(editor, 'prometheusKubernetes/accessFixes', { configuration, need: denied ?? '' });
  const [first] = edits;
  assert.equal(first?.title, 'Add what is missing to ClusterRole `prometheus`');
  const [change, ...others] = first.changes;
  assert.deepEqual(others, []);
  assert.ok(change?.kind === 'edit');
  assert.deepEqual([change.uri, change.documentVersion], [editor.uri('rbac.yaml'), null]);
  for (const need of [granted ?? '', 'gone'])
    assert.deepEqual(await ask(editor, 'prometheusKubernetes/accessFixes', { configuration, need }), []);
});

test('lenses count what a job lacks, for a client that names the command', async () => {
  const editor = await openWorkspace('[pods]', {
    options: { accessCommands: { reveal: 'x.reveal', generate: 'x.generate' } },
  });
  const uri = editor.uri('config.yaml');
  await editor.show(uri, CONFIG_MAP);
  await editor.order('prometheusKubernetes/targetsNeed', { ...NEED, view: 'hidden' });
  await until('what is missing', () => editor.missing.at(-1) === 1);
  assert.deepEqual(await editor.lenses(uri), [
    '8: Show targets',
    '11: Show targets',
    '11: 1 missing for monitoring/prometheus',
  ]);
  const before = editor.refreshes;
  const rights = editor.uri('rbac.yaml');
  await editor.show(rights, rbac('[pods, services]'));
  await until('nothing missing', () => editor.missing.at(-1) === 0);
  await until('a refresh of the lenses', () => editor.refreshes > before);
  assert.deepEqual(await editor.lenses(uri), ['8: Show targets', '11: Show targets']);
  await editor.type(rights, `${rbac('[pods, services]')}# nothing else\n`);
  await access(editor);
  assert.deepEqual(editor.missing, [1, 0]);
});

/** Answers each question of reviews by resource. */
async function answerReviews(editor: Editor, stateOf: (resource: string) => 'granted' | 'denied'): Promise<void> {
  const worker = await until('the worker', () => editor.workers.running);
  const query = await until('the question', () => worker.queries.find(one => one.query === 'accessReviews'));
  assert.ok(query.query === 'accessReviews');
  assert.equal(query.ask.user, 'system:serviceaccount:monitoring:prometheus');
  assert.ok(query.ask.groups.includes('system:serviceaccounts:monitoring'));
  const reviewed = query.ask.requests.map(request => {
    const state = stateOf(request.kind === 'resource' ? request.resource : request.path);
    return state === 'granted' ? { state, by: 'RBAC: x' } : { state, why: '' };
  });
  worker.say({ type: 'answer', id: query.id, answer: { ok: true, context: 'kind', reviewed } });
}

test('the cluster is asked only when it is wanted, for the account with its groups', async () => {
  const editor = await openWorkspace('[pods]');
  assert.deepEqual(
    (await access(editor)).needs.map(({ cluster }) => cluster),
    [null, null],
  );
  await editor.order('prometheusKubernetes/targetsNeed', { ...NEED, view: 'hidden' });
  const asked = ask(editor, 'prometheusKubernetes/access', { cluster: 'ask' });
  await answerReviews(editor, resource => (resource === 'services' ? 'granted' : 'denied'));
  assert.deepEqual(
    (await asked)[0]?.needs.map(({ cluster }) => cluster),
    [
      { state: 'denied', why: 'The cluster does not allow it (list, watch).' },
      { state: 'granted', by: 'RBAC: x', at: null },
    ],
  );
});

test('what the cluster has said is told again while its context counts and the workspace is trusted', async () => {
  const editor = await openWorkspace('[pods]');
  await editor.order('prometheusKubernetes/targetsNeed', { ...NEED, view: 'hidden' });
  const asked = ask(editor, 'prometheusKubernetes/access', { cluster: 'ask' });
  await answerReviews(editor, () => 'granted');
  await asked;
  const states = async () => (await access(editor)).needs.map(({ cluster }) => cluster?.state);
  assert.deepEqual(await states(), ['granted', 'granted']);
  await editor.order('prometheusKubernetes/targetsNeed', { ...NEED, view: 'hidden', pinnedContext: 'other' });
  assert.deepEqual(await states(), [undefined, undefined]);
  await editor.order('prometheusKubernetes/targetsNeed', { ...NEED, view: 'hidden', pinnedContext: 'kind' });
  assert.deepEqual(await states(), ['granted', 'granted']);
  await editor.order('prometheusKubernetes/targetsNeed', { ...NEED, trust: 'untrusted' });
  assert.deepEqual(await states(), [undefined, undefined]);
});

test('without trust no cluster is asked, and what it would say is unknown', async () => {
  const editor = await openWorkspace('[pods]');
  await editor.order('prometheusKubernetes/targetsNeed', { ...NEED, trust: 'untrusted' });
  const [found] = await ask(editor, 'prometheusKubernetes/access', { cluster: 'ask' });
  for (const { cluster } of found?.needs ?? []) {
    assert.ok(cluster?.state === 'unknown');
    assert.match(cluster.why, /not trusted/);
  }
  assert.equal(editor.workers.started.length, 0);
});
