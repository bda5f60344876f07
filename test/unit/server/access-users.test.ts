import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { AccessRequests, ConfigurationAccess } from '../../../src/protocol/access.ts';
import { accountSetting, readAccountSettings } from '../../../src/server/access/account-settings.ts';
import { CertificateAuthority } from '../../cluster/certificates.ts';
import { Editor, NEED } from './editor.ts';
import { until } from './until.ts';

test('which account a setting says', () => {
  const settings = readAccountSettings({
    'prod/*.yml': 'monitoring/prometheus',
    'prometheus.yml': 'user jane groups dev',
    '*.yml': 'jane',
    other: 3,
  });
  const said = (path: string) => accountSetting(settings, path);
  assert.deepEqual(said('prod/prometheus.yml'), {
    state: 'said',
    account: { kind: 'service-account', namespace: 'monitoring', name: 'prometheus' },
  });
  assert.deepEqual(said('dev/prometheus.yml'), {
    state: 'said',
    account: { kind: 'user', name: 'jane', groups: ['dev'] },
  });
  assert.deepEqual(said('other'), { state: 'none' });
  const refused = said('a.yml');
  assert.ok(refused.state === 'refused');
  assert.match(
    refused.why,
    /^The setting prometheusKubernetes\.accounts for "\*\.yml" says no account, so that it is ignored\. Write /,
  );
  for (const value of [undefined, null, [], 'a', { a: null }]) assert.equal(readAccountSettings(value).size, 0);
});

const editors: Editor[] = [];
after(() => Promise.all(editors.map(editor => editor.end())));

const AUTHORITY = new CertificateAuthority('authority');
const JANE = AUTHORITY.issueSubject([
  [{ type: 'O', as: 'utf8', text: 'dev' }],
  [{ type: 'CN', as: 'utf8', text: 'jane' }],
]);
const base64 = (text: string) => Buffer.from(text).toString('base64');
const CLAIMS = base64(JSON.stringify({ sub: 'system:serviceaccount:monitoring:prometheus' }));
const TOKEN = `eyJhbGciOiJub25lIn0.${CLAIMS.replaceAll('=', '')}.cGxhbnRlZA`;

function kubeconfig(user: string): string {
  return `current-context: a
clusters: [{name: c, cluster: {server: "https://10.0.0.1:6443"}}]
contexts: [{name: a, context: {cluster: c, user: u}}]
users: [{name: u, user: {${user}}}]
`;
}

/** Two jobs of a Prometheus outside of the cluster, each with a kubeconfig. */
const OUTSIDE = `scrape_configs:
- job_name: pods
  kubernetes_sd_configs:
  - role: pod
    kubeconfig_file: jane.kubeconfig
- job_name: services
  kubernetes_sd_configs:
  - role: service
    kubeconfig_file: prometheus.kubeconfig
`;

const USER_RBAC = `apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: {name: reader}
rules:
- {apiGroups: [""], resources: [services], verbs: [list, watch]}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: {name: reader}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: reader}
subjects:
- {kind: User, apiGroup: rbac.authorization.k8s.io, name: jane}
- {kind: ServiceAccount, name: prometheus, namespace: monitoring}
`;

async function openOutside(text: string, more: Readonly<Record<string, string>>, settings: object): Promise<Editor> {
  const editor = await Editor.open({ settings: () => settings });
  editors.push(editor);
  const jane = `client-certificate-data: ${base64(JANE.cert)}, client-key-data: ${base64(JANE.key)}`;
  const files = {
    'prometheus.yml': text,
    'jane.kubeconfig': kubeconfig(jane),
    'prometheus.kubeconfig': kubeconfig(`token: ${TOKEN}`),
    ...more,
  };
  for (const [name, content] of Object.entries(files)) await editor.file(name, content);
  return editor;
}

async function accessIn(editor: Editor): Promise<ConfigurationAccess> {
  const all: AccessRequests['prometheusKubernetes/access']['result'] = await editor.request(
    'prometheusKubernetes/access',
    { cluster: 'leave' },
  );
  const found = all.find(({ uri }) => uri === editor.uri('prometheus.yml'));
  assert.ok(found);
  return found;
}

function shown({ account, needs }: ConfigurationAccess): readonly unknown[] {
  const names = account.state === 'known' ? account.name : account.state === 'unknown' ? '?' : account.names.join();
  const each = needs.map(({ what, account: own, files }) => {
    const by = own?.state === 'known' ? ` by ${own.name}` : '';
    return `${what.replace('list and watch ', '')}${by}: ${files.state}`;
  });
  return [names, ...each];
}

test('a configuration outside of the cluster asks as the users of its kubeconfigs, each for its job', async () => {
  const editor = await openOutside(OUTSIDE, { 'rbac.yaml': USER_RBAC }, {});
  const found = await accessIn(editor);
  assert.deepEqual(shown(found), [
    'user jane,monitoring/prometheus',
    'pods in all namespaces by user jane: denied',
    'services in all namespaces by monitoring/prometheus: granted',
  ]);
  const uri = editor.uri('prometheus.yml');
  await editor.show(uri, OUTSIDE);
  const rbac = () => (editor.diagnostics.get(uri) ?? []).filter(({ code }) => String(code).startsWith('rbac/'));
  await until('the finding', () => rbac().length > 0);
  const messages = rbac().map(({ code, message, range }) => [code, message, range.start.line]);
  assert.deepEqual(messages, [
    [
      'rbac/missing-access',
      'Prometheus discovers nothing for job `pods`: `user jane` may not list and watch `pods` in all namespaces. Looked for in `rbac.yaml`.',
      3,
    ],
  ]);
  for (const secret of [TOKEN, 'cGxhbnRlZA', base64(JANE.key), JANE.key, CLAIMS]) {
    const heard = JSON.stringify([found, ...editor.diagnostics.values(), editor.logged]);
    assert.ok(!heard.includes(secret.trim()));
  }
});

test('RBAC is generated for each of them, and a refusal of a user is explained', async () => {
  const editor = await openOutside(OUTSIDE, {}, {});
  const { configuration } = await accessIn(editor);
  const rbac: AccessRequests['prometheusKubernetes/generateRbac']['result'] = await editor.request(
    'prometheusKubernetes/generateRbac',
    { configuration },
  );
  assert.ok(rbac.ok);
  assert.doesNotMatch(rbac.text, /kind: ServiceAccount\nmetadata/);
  assert.match(rbac.text, /subjects:\n- apiGroup: rbac\.authorization\.k8s\.io\n {2}kind: User\n {2}name: jane\n/);
  assert.match(rbac.text, /subjects:\n- kind: ServiceAccount\n {2}name: prometheus\n {2}namespace: monitoring\n/);
  const message = 'pods is forbidden: User "jane" cannot list resource "pods" in API group "" at the cluster scope';
  const answer: AccessRequests['prometheusKubernetes/explainForbidden']['result'] = await editor.request(
    'prometheusKubernetes/explainForbidden',
    { message },
  );
  assert.ok(answer.ok);
  assert.match(answer.text, /The job `pods` of prometheus\.yml/);
  assert.match(answer.text, /kind: User\n {2}name: jane/);
  const other: typeof answer = await editor.request('prometheusKubernetes/explainForbidden', {
    message: message.replace('jane', 'bob'),
  });
  assert.ok(other.ok);
  assert.match(other.text, /No configuration of this workspace that may run as this user/);
});

test('a comment goes before a setting, and a setting before what is found', async () => {
  const one = OUTSIDE.slice(0, OUTSIDE.indexOf('- job_name: services')).replace('jane.kubeconfig', '/etc/kubeconfig');
  const table: readonly (readonly [text: string, settings: object, expected: string])[] = [
    [one, {}, '?'],
    [one, { accounts: { '*.yml': 'user bob' } }, 'user bob'],
    [
      `# prometheus-kubernetes-account: user "Jane Doe" groups dev\n${one}`,
      { accounts: { '*.yml': 'user bob' } },
      'user Jane Doe',
    ],
    [
      one.replace('/etc/kubeconfig', '/etc/k # prometheus-kubernetes-account: a/b'),
      { accounts: { '*.yml': 'user bob' } },
      'a/b',
    ],
    [one.replace('/etc/kubeconfig', 'jane.kubeconfig'), {}, 'user jane'],
    [one, { accounts: { '*.yml': 'bob' } }, '?'],
  ];
  for (const [text, settings, expected] of table) {
    const editor = await openOutside(text, {}, settings);
    assert.equal(shown(await accessIn(editor))[0], expected, text);
  }
});

test('who asks is looked at anew when the view is', async () => {
  const editor = await openOutside(OUTSIDE, { 'rbac.yaml': USER_RBAC }, {});
  assert.equal(shown(await accessIn(editor))[0], 'user jane,monitoring/prometheus');
  await editor.file('jane.kubeconfig', kubeconfig('as: bob'));
  assert.equal(shown(await accessIn(editor))[0], 'user bob,monitoring/prometheus');
});

test('a token in the text says whose it is, and is told to nobody', async () => {
  const inline = `scrape_configs:
- job_name: pods
  kubernetes_sd_configs:
  - {role: pod, api_server: 'https://10.0.0.1:6443', authorization: {credentials: ${TOKEN}}}
- job_name: nodes
  scheme: https
  authorization: {credentials: secret-of-the-job}
  kubernetes_sd_configs:
  - {role: node, api_server: 'https://10.0.0.1:6443', basic_auth: {username: jane, password: secret-of-jane}}
`;
  const editor = await openOutside(inline, { 'rbac.yaml': USER_RBAC }, {});
  const found = await accessIn(editor);
  assert.deepEqual(shown(found), [
    'monitoring/prometheus',
    'pods in all namespaces by monitoring/prometheus: denied',
    'nodes: unknown',
    'get nodes/metrics: unknown',
  ]);
  const { configuration } = found;
  const rbac: unknown = await editor.request('prometheusKubernetes/generateRbac', { configuration });
  const explained: unknown = await editor.request('prometheusKubernetes/explainForbidden', {
    message: 'User "jane" cannot list resource "nodes" in API group "" at the cluster scope',
  });
  const heard = JSON.stringify([found, rbac, explained]);
  for (const secret of [TOKEN, CLAIMS, 'cGxhbnRlZA', 'secret-of']) assert.ok(!heard.includes(secret), secret);
});

test('the cluster is asked about each of them, with the groups', async () => {
  const editor = await openOutside(OUTSIDE, {}, {});
  await editor.order('prometheusKubernetes/targetsNeed', { ...NEED, view: 'hidden' });
  const asked: Promise<AccessRequests['prometheusKubernetes/access']['result']> = editor.request(
    'prometheusKubernetes/access',
    { cluster: 'ask' },
  );
  const worker = await until('the worker', () => editor.workers.running);
  const whom: unknown[] = [];
  for (const count of [1, 2]) {
    const query = await until('the question', () => {
      const all = worker.queries.filter(one => one.query === 'accessReviews');
      return all.length === count ? all.at(-1) : undefined;
    });
    assert.ok(query.query === 'accessReviews');
    const { user, groups, requests } = query.ask;
    whom.push([user, groups[0], requests.length]);
    const reviewed = requests.map(() => ({ state: 'granted' as const, by: user }));
    worker.say({ type: 'answer', id: query.id, answer: { ok: true, context: 'kind', reviewed } });
  }
  assert.deepEqual(whom, [
    ['jane', 'dev', 2],
    ['system:serviceaccount:monitoring:prometheus', 'system:serviceaccounts', 2],
  ]);
  const [found] = await asked;
  const said = found?.needs.map(({ cluster }) => (cluster?.state === 'granted' ? cluster.by : cluster));
  assert.deepEqual(said, ['jane', 'system:serviceaccount:monitoring:prometheus']);
  const kept = (await accessIn(editor)).needs.map(({ cluster }) => cluster?.state);
  assert.deepEqual(kept, ['granted', 'granted']);
});

test('a setting that says no account is told of in the log, once', async () => {
  const editor = await openOutside(OUTSIDE, {}, { accounts: { '*.yml': 'user Jane Doe, secretly' } });
  await accessIn(editor);
  await editor.show(editor.uri('prometheus.yml'), OUTSIDE);
  await accessIn(editor);
  const told = () => editor.logged.filter(line => line.includes('prometheusKubernetes.accounts'));
  await until('the log', () => told().length > 0);
  assert.deepEqual(told(), [
    'The setting prometheusKubernetes.accounts for "*.yml" says no account, so that it is ignored. Only `groups` may follow the name of the user; put a name with spaces between double quotes.',
  ]);
});

test('kubeconfigs that are refused, or cannot be read, tell nothing of what is in them', async () => {
  const broken = [
    `${kubeconfig(`token: ${TOKEN}`)}  - broken`,
    kubeconfig(`token: ${TOKEN}, username: a, password: planted-password`),
    kubeconfig(`token: {a: ${TOKEN}}`),
    kubeconfig(`token: ${TOKEN}, exec: {command: a, env: [{name: '', value: planted-value}]}`),
    kubeconfig(`client-certificate-data: ${base64(JANE.cert)}, client-key-data: "planted!"`),
    kubeconfig(`auth-provider: {name: oidc, config: {id-token: ${TOKEN}, refresh-token: planted-token}}`),
  ];
  for (const text of broken) {
    const editor = await openOutside(OUTSIDE, { 'jane.kubeconfig': text }, {});
    const found = await accessIn(editor);
    await editor.show(editor.uri('prometheus.yml'), OUTSIDE);
    const { configuration } = found;
    const rbac: unknown = await editor.request('prometheusKubernetes/generateRbac', { configuration });
    const heard = JSON.stringify([found, rbac, editor.logged, ...editor.diagnostics.values()]);
    assert.match(heard, /kubeconfig jane\.kubeconfig/);
    for (const secret of [TOKEN, CLAIMS, 'cGxhbnRlZA', 'planted']) assert.ok(!heard.includes(secret), text);
  }
});
