import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { ReviewedRequest, WorkerConfiguration } from '../../../src/cluster/worker-protocol.ts';
import type { TargetCounts } from '../../../src/protocol/targets.ts';
import { ClusterVerdicts, HOLDS_FOR_MS } from '../../../src/server/access/cluster-verdicts.ts';
import { requestKey } from '../../../src/server/access/list-refusals.ts';
import { CONFIG_MAP, rbac, WORKLOAD } from './access-fixtures.ts';
import { Editor, type EditorWishes, NEED } from './editor.ts';
import type { FakeWorker } from './fake-worker.ts';
import { ManualClock } from './manual-clock.ts';
import { until } from './until.ts';

const editors: Editor[] = [];
after(() => Promise.all(editors.map(editor => editor.end())));

const REVEALS = { options: { accessCommands: { reveal: 'x.reveal', generate: 'x.generate' } } };

/** The view is seen; no document is open. */
async function openVisible(rights: string, wishes: Partial<EditorWishes> = {}) {
  const editor = await Editor.open(wishes);
  editors.push(editor);
  const uri = await editor.file('config.yaml', CONFIG_MAP);
  await editor.file('prometheus.yaml', WORKLOAD);
  await editor.file('rbac.yaml', rights);
  await editor.order('prometheusKubernetes/targetsNeed', NEED);
  const worker = await until('the worker', () => editor.workers.running);
  return { editor, uri, worker };
}

/** `job: extent: what: reasons` of the jobs that lack something, as the worker has them; undefined before it has any. */
function lacking(worker: FakeWorker): string | undefined {
  const [one] = worker.configurations;
  return one && lackingOf(one);
}

function lackingOf({ account, accountJobs }: WorkerConfiguration): string {
  const jobs = accountJobs.map(({ job, refusal: { extent, what, reasons } }) =>
    [job.pool.jobName, extent, what, reasons.join(' ')].join(': '),
  );
  return [account, ...jobs].join('\n');
}

const SERVICES_BY_FILES = `monitoring/prometheus
services: all: services: monitoring/prometheus may not list and watch services in all namespaces: no rule in rbac.yaml allows it.`;

test('the worker hears what the account of a configuration does not get, also of unsaved text, while the view is seen', async () => {
  const { editor, worker } = await openVisible(rbac('[pods]'));
  await until('what is missing', () => lacking(worker) === SERVICES_BY_FILES);
  const rights = editor.uri('rbac.yaml');
  await editor.show(rights, rbac('[pods, services]'));
  await until('nothing missing', () => lacking(worker) === 'monitoring/prometheus');
  await editor.type(rights, rbac('[services]'));
  await until('pods missing', () => /^monitoring\/prometheus\npods: all: pods: /.test(lacking(worker) ?? ''));
  await editor.close(rights);
  await until('what is saved', () => lacking(worker) === SERVICES_BY_FILES);
});

test('who may list and not watch, or watch and not list, gets something: nothing is said', async () => {
  for (const verbs of ['[get, list]', '[watch]']) {
    const rights = rbac('[pods, services]').replace('[get, list, watch]', verbs);
    const { worker } = await openVisible(rights);
    await until('the account', () => worker.configurations[0]?.account === 'monitoring/prometheus');
    assert.equal(lacking(worker), 'monitoring/prometheus');
  }
});

test('what files do not decide is not told, and neither is an account that nobody names', async () => {
  const role = 'apiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\n';
  assert.ok(rbac('[pods]').includes(role));
  const { worker } = await openVisible(
    rbac('[pods]').replace('kind: ClusterRole, name: prometheus', 'kind: ClusterRole, name: view'),
  );
  await until('the account', () => worker.configurations[0]?.account === 'monitoring/prometheus');
  assert.equal(lacking(worker), 'monitoring/prometheus');
  const alone = await Editor.open();
  editors.push(alone);
  await alone.file('prometheus.yml', 'scrape_configs: [{job_name: a, kubernetes_sd_configs: [{role: pod}]}]\n');
  await alone.order('prometheusKubernetes/targetsNeed', NEED);
  const other = await until('the worker', () => alone.workers.running);
  await until('the configuration', () => other.configurations.length > 0);
  assert.equal(other.configurations[0]?.account, null);
});

test('who asks with other credentials is named, and nothing is said of what they may list', async () => {
  const editor = await Editor.open();
  editors.push(editor);
  const sd = (role: string) =>
    `\n  - role: ${role}\n    kubeconfig_file: /k # prometheus-kubernetes-account: user jane`;
  const text = `scrape_configs:\n- job_name: a\n  kubernetes_sd_configs:${sd('pod')}${sd('service')}\n`;
  await editor.file('prometheus.yml', text);
  await editor.file('rbac.yaml', rbac('[pods]').replace(/- \{kind: ServiceAccount.*/, '- {kind: User, name: jane}'));
  await editor.order('prometheusKubernetes/targetsNeed', NEED);
  const worker = await until('the worker', () => editor.workers.running);
  await until('the account', () => lacking(worker) === 'user jane');
});

/** Answers the next access reviews of the worker. */
async function answerReviews(
  worker: FakeWorker,
  of: (resource: string, verb: string) => ReviewedRequest,
): Promise<void> {
  const query = await until('the reviews', () => {
    const last = worker.queries.at(-1);
    return last?.query === 'accessReviews' ? last : undefined;
  });
  const reviewed = query.ask.requests.map(request =>
    request.kind === 'resource' ? of(request.resource, request.verb) : of('', ''),
  );
  worker.say({ type: 'answer', id: query.id, answer: { ok: true, context: 'kind-dev', reviewed } });
}

test('the cluster’s word counts where somebody asked it, and is not asked for', async () => {
  const { editor, worker } = await openVisible(rbac('[pods]'));
  await until('what is missing', () => lacking(worker) === SERVICES_BY_FILES);
  assert.deepEqual(worker.queries, []);
  const asked = editor.request('prometheusKubernetes/access', { cluster: 'ask' });
  await answerReviews(worker, resource =>
    resource === 'services' ? { state: 'granted', by: 'x' } : { state: 'denied', why: '' },
  );
  await asked;
  await until(
    'the cluster’s word',
    () =>
      lacking(worker) ===
      'monitoring/prometheus\npods: all: pods: monitoring/prometheus may not list and watch pods in all namespaces: denied in the cluster kind-dev.',
  );
  await editor.order('prometheusKubernetes/snapshot', { snapshot: { name: 'demo', text: '' } });
  await until('the files’ word for a recording', () => lacking(worker) === SERVICES_BY_FILES);
  await editor.order('prometheusKubernetes/snapshot', { snapshot: null });
  await until('the cluster’s word again', () => /denied in the cluster/.test(lacking(worker) ?? ''));
  const context = { name: 'other', chosen: 'kubeconfig', server: '', cluster: { state: 'connected' } } as const;
  worker.say({ type: 'context', context });
  await until('the files’ word in another context', () => lacking(worker) === SERVICES_BY_FILES);
});

test('an unknown word of the cluster leaves it to the files; one verb that it grants is enough', async () => {
  const { editor, worker } = await openVisible(rbac('[pods]'));
  await until('what is missing', () => lacking(worker) === SERVICES_BY_FILES);
  const asked = editor.request('prometheusKubernetes/access', { cluster: 'ask' });
  await answerReviews(worker, (resource, verb) => {
    if (resource === 'services') return { state: 'unknown', why: 'x' };
    return verb === 'list' ? { state: 'granted', by: 'x' } : { state: 'denied', why: '' };
  });
  await asked;
  await editor.order('prometheusKubernetes/targetsNeed', { ...NEED, namespaces: ['x'] });
  await until('the settings', () => worker.last('settings'));
  assert.equal(lacking(worker), SERVICES_BY_FILES);
});

test('what the cluster has said holds for a while, and its end is told', async () => {
  const clock = new ManualClock();
  let changes = 0;
  const request = {
    kind: 'resource',
    verb: 'list',
    group: '',
    resource: 'pods',
    subresource: '',
    namespace: '',
    name: '',
  } as const;
  const verdicts = new ClusterVerdicts({
    clock,
    ask: async () => ({
      state: 'answered',
      answer: { ok: true, context: 'kind', reviewed: [{ state: 'denied', why: '' }] },
    }),
    standing: () => ({ trust: 'trusted', context: 'kind' }),
    verdictsChanged: () => {
      changes++;
    },
  });
  const somebody = { user: 'u', groups: [] };
  const wish = { configuration: 'c', ...somebody, needs: [{ id: 'n', ways: [[request]] }] };
  await verdicts.asked([], [wish], new AbortController().signal);
  assert.equal(changes, 1);
  assert.equal(verdicts.saidOf(somebody)?.reviewed.get(requestKey(request))?.state, 'denied');
  assert.equal(verdicts.saidOf({ ...somebody, groups: ['g'] }), undefined);
  clock.advance(HOLDS_FOR_MS + 1);
  assert.deepEqual([changes, verdicts.saidOf(somebody)], [2, undefined]);
  await verdicts.asked([], [wish], new AbortController().signal);
  verdicts.dispose();
  assert.equal(clock.waiting, 0);
});

test('the lens says it once, with the way to the Access view; another client has it in one sentence', async () => {
  const counts = (active: number): TargetCounts => ({ active, dropped: 0, failed: 0, undecided: 0 });
  const lenses = async (wishes: Partial<EditorWishes>) => {
    const { editor, uri, worker } = await openVisible(rbac('[pods]'), wishes);
    await editor.show(uri, CONFIG_MAP);
    const [one] = await until('what is missing', () => {
      const all = worker.configurations;
      return all[0] && all[0].accountJobs.length > 0 ? all : undefined;
    });
    const [refused] = one?.accountJobs ?? [];
    assert.ok(one && refused);
    const status = {
      configuration: one.id,
      counts: counts(34),
      knowledge: { state: 'complete' },
      effect: null,
    } as const;
    worker.say({
      type: 'changed',
      rows: 'all',
      jobs: [
        { ...status, job: 'pods', refusal: null },
        { ...status, job: 'services', refusal: { ...refused.refusal, counts: counts(0) } },
      ],
    });
    return until('the lenses', async () => {
      const all = await editor.lenses(uri);
      return all?.some(lens => lens.includes('34')) ? all : undefined;
    });
  };
  assert.deepEqual(await lenses(REVEALS), [
    '8: 34 targets',
    '11: 0 targets',
    '11: may not list services (34 if it could)',
  ]);
  assert.deepEqual(await lenses({}), ['8: 34 targets', '11: 0 targets: may not list services (34 if it could)']);
});
