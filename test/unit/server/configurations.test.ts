import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { after, test } from 'node:test';
import { Editor, type EditorWishes, NEED } from './editor.ts';
import { until } from './until.ts';

const editors: Editor[] = [];
after(() => Promise.all(editors.map(editor => editor.end())));

async function open(wishes: Partial<EditorWishes> = {}): Promise<Editor> {
  const editor = await Editor.open(wishes);
  editors.push(editor);
  return editor;
}

function config(...jobs: readonly string[]): string {
  return `scrape_configs:\n${jobs.map(name => `- job_name: ${name}\n  kubernetes_sd_configs: [{role: pod}]\n`).join('')}`;
}

function configMap(name: string, text: string): string {
  const inner = text.trimEnd().replaceAll('\n', '\n    ');
  return `apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: ${name}\n  namespace: watch\ndata:\n  prometheus.yml: |\n    ${inner}\n`;
}

/** `folder/name text: jobs | saved jobs` of each configuration that the worker has. */
function known(editor: Editor): readonly string[] {
  return (editor.workers.running?.configurations ?? []).map(({ name, folder, text, jobs, savedJobs }) => {
    const names = (list: typeof jobs) => list.map(({ pool }) => pool.jobName).join(' ');
    const saved = savedJobs === null ? '' : ` | ${names(savedJobs)}`;
    return `${folder}/${name} ${text}: ${names(jobs)}${saved}`;
  });
}

async function expect(editor: Editor, wanted: readonly string[]): Promise<void> {
  const text = JSON.stringify(wanted);
  try {
    await until('the configurations', () => JSON.stringify(known(editor)) === text);
  } catch {
    assert.deepEqual(known(editor), wanted);
  }
}

test('files of the workspace, parts of manifests, and nothing that is not ours', async () => {
  const editor = await open();
  await editor.file('prometheus.yml', config('a', 'b'));
  await editor.file('map.yaml', `${configMap('one', config('c'))}---\n${configMap('two', config('d'))}`);
  await editor.file('promtail.yml', `positions: {}\n${config('e')}`);
  await editor.file('chart.yaml', config('{{ .Values.job }}'));
  await editor.file('deployment.yaml', 'apiVersion: apps/v1\nkind: Deployment\n');
  await editor.file('large.yml', `${config('f')}# ${'x'.repeat(1024 * 1024)}`);
  await editor.order('prometheusKubernetes/targetsNeed', NEED);
  await expect(editor, [
    '/one / prometheus.yml current: c',
    '/two / prometheus.yml current: d',
    '/prometheus.yml current: a b',
  ]);
  const ids = editor.workers.running?.configurations.map(({ id }) => id);
  assert.deepEqual(ids, [
    `${editor.uri('map.yaml')}#one / prometheus.yml`,
    `${editor.uri('map.yaml')}#two / prometheus.yml`,
    `${editor.uri('prometheus.yml')}#`,
  ]);
});

test('the namespace of a ConfigMap is the own namespace, and without one it is unknown', async () => {
  const editor = await open();
  const own = config('a').replace('{role: pod}', '{role: pod, namespaces: {own_namespace: true}}');
  await editor.file('a.yaml', configMap('one', own));
  await editor.file('b.yml', own);
  await editor.order('prometheusKubernetes/targetsNeed', NEED);
  await expect(editor, ['/one / prometheus.yml current: a', '/b.yml current: a']);
  const [first, second] = editor.workers.running?.configurations.map(({ jobs }) => jobs[0]?.discoveries[0]) ?? [];
  assert.deepEqual(first?.kind === 'kubernetes' && first.config.namespaces, new Set(['watch']));
  assert.deepEqual(second, { kind: 'unknown', why: 'own-namespace', key: 'kubernetes_sd_configs' });
});

test('unsaved text wins over the disk; the saved jobs go along where they differ', async () => {
  const editor = await open();
  const uri = await editor.file('p.yml', config('a'));
  await editor.order('prometheusKubernetes/targetsNeed', NEED);
  await expect(editor, ['/p.yml current: a']);
  await editor.show(uri, config('a'));
  await editor.type(uri, config('a', 'b'));
  await expect(editor, ['/p.yml current: a b | a']);
  await writeFile(path.join(editor.folder, 'p.yml'), config('a', 'b'));
  await editor.saved(uri);
  await expect(editor, ['/p.yml current: a b']);
  await editor.type(uri, config('c'));
  await expect(editor, ['/p.yml current: c | a b']);
  await editor.close(uri);
  await expect(editor, ['/p.yml current: a b']);
});

test('while the text does not load, the jobs of the last one that did stay', async () => {
  const editor = await open();
  const uri = await editor.file('p.yml', config('a'));
  await editor.show(uri, config('a'));
  await editor.order('prometheusKubernetes/targetsNeed', NEED);
  await editor.type(uri, config('a', 'b'));
  await expect(editor, ['/p.yml current: a b | a']);
  for (const broken of [
    config('a', 'b', '"c'),
    config('a', 'a'),
    config('a', 'b', 'c').replace('pod', 'pdo'),
    config('a', '{{ .Values.job }}'),
  ]) {
    await editor.type(uri, broken);
    await expect(editor, ['/p.yml last-that-loads: a b | a']);
    await editor.type(uri, config('a', 'b'));
    await expect(editor, ['/p.yml current: a b | a']);
  }
});

test('a part stays while the manifest around it is broken, and goes when it is deleted', async () => {
  const editor = await open();
  const text = configMap('one', config('a'));
  const uri = await editor.file('m.yaml', text);
  await editor.show(uri, text);
  await editor.order('prometheusKubernetes/targetsNeed', NEED);
  await expect(editor, ['/one / prometheus.yml current: a']);
  await editor.type(uri, text.replace('kind: ConfigMap', 'kind: "ConfigMap'));
  await expect(editor, ['/one / prometheus.yml last-that-loads: a']);
  await editor.type(uri, text.replace('ConfigMap', 'Service'));
  await until('the end of it', () => editor.state?.view.face === 'no-configuration');
});

test('a text that never loaded has no jobs; the user’s severities do not change that', async () => {
  const editor = await open({ settings: () => ({ severities: { config: 'off' } }) });
  await editor.file('p.yml', config('a', 'a'));
  await editor.order('prometheusKubernetes/targetsNeed', NEED);
  await expect(editor, ['/p.yml last-that-loads: ']);
});

test('files that come, change and go', async () => {
  const editor = await open();
  await editor.order('prometheusKubernetes/targetsNeed', NEED);
  await until('the face', () => editor.state?.view.face === 'no-configuration');
  const uri = await editor.file('p.yml', config('a'));
  await editor.watched(uri, 1);
  await expect(editor, ['/p.yml current: a']);
  await editor.file('p.yml', config('b'));
  await editor.watched(uri, 2);
  await expect(editor, ['/p.yml current: b']);
  await editor.remove('p.yml');
  await editor.watched(uri, 3);
  await until('the face', () => editor.state?.view.face === 'no-configuration');
});

test('a saved file that became a template has no jobs; one that is broken keeps those that it had', async () => {
  const editor = await open();
  const broken = await editor.file('broken.yaml', configMap('one', config('a')));
  const templated = await editor.file('templated.yml', config('b'));
  await editor.order('prometheusKubernetes/targetsNeed', NEED);
  await expect(editor, ['/one / prometheus.yml current: a', '/templated.yml current: b']);
  await editor.file('broken.yaml', configMap('one', config('a')).replace('kind: ConfigMap', 'kind: "ConfigMap'));
  await editor.file('templated.yml', config('{{ .Values.job }}'));
  await editor.watched(broken, 2);
  await editor.watched(templated, 2);
  await expect(editor, ['/one / prometheus.yml last-that-loads: a']);
});

test('a file that is open and not on the disk is none with an unsaved edit', async () => {
  const editor = await open();
  await editor.order('prometheusKubernetes/targetsNeed', NEED);
  await editor.show('untitled:Untitled-1', config('a'));
  await expect(editor, ['/Untitled-1 current: a']);
});

test('files for which the extension is off are left alone, until it is on', async () => {
  let enable = false;
  const editor = await open({ settings: uri => ({ enable: enable || uri?.endsWith('on.yml') === true }) });
  await editor.file('off.yml', config('a'));
  await editor.file('on.yml', config('b'));
  await editor.show(editor.uri('off.yml'), config('c'));
  await editor.order('prometheusKubernetes/targetsNeed', NEED);
  await expect(editor, ['/on.yml current: b']);
  enable = true;
  await editor.notify('workspace/didChangeConfiguration', { settings: null });
  await expect(editor, ['/off.yml current: c | a', '/on.yml current: b']);
});

test('a client that does not list files has its open documents', async () => {
  const editor = await open({ client: 'ordinary' });
  await editor.file('p.yml', config('a'));
  await editor.show(editor.uri('q.yml'), config('b'));
  await editor.order('prometheusKubernetes/targetsNeed', NEED);
  await expect(editor, ['/q.yml current: b']);
});

test('the worker hears only of jobs that have changed, one configuration at a time', async () => {
  const editor = await open();
  const uri = await editor.file('p.yml', config('a'));
  await editor.file('q.yml', config('z'));
  await editor.show(uri, config('a'));
  await editor.order('prometheusKubernetes/targetsNeed', NEED);
  await expect(editor, ['/p.yml current: a', '/q.yml current: z']);
  const told = () =>
    editor.workers.running?.heard.filter(one => 'configurations' in one || 'configuration' in one).length ?? 0;
  const before = told();
  await editor.type(uri, `# a comment\n${config('a')}`);
  await editor.type(uri, `# another\n${config('a', 'b')}`);
  await expect(editor, ['/p.yml current: a b | a', '/q.yml current: z']);
  assert.equal(told(), before + 1);
  assert.ok(editor.workers.running?.last('configuration'));
});

test('two configurations of one name keep apart', async () => {
  const editor = await open();
  await editor.file('m.yaml', `${configMap('one', config('a'))}---\n${configMap('one', config('b'))}`);
  await editor.order('prometheusKubernetes/targetsNeed', NEED);
  await expect(editor, ['/one / prometheus.yml current: a', '/one / prometheus.yml current: b']);
  const ids = new Set(editor.workers.running?.configurations.map(({ id }) => id));
  assert.equal(ids.size, 2);
});
