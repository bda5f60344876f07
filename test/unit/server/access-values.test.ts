import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { AccessRequests, ConfigurationAccess } from '../../../src/protocol/access.ts';
import { Editor } from './editor.ts';
import { until } from './until.ts';

const editors: Editor[] = [];
after(() => Promise.all(editors.map(editor => editor.end())));

async function openWith(files: Readonly<Record<string, string>>): Promise<Editor> {
  const editor = await Editor.open();
  editors.push(editor);
  for (const [name, text] of Object.entries(files)) await editor.file(name, text);
  return editor;
}

async function accessIn(editor: Editor): Promise<ConfigurationAccess> {
  const all: AccessRequests['prometheusKubernetes/access']['result'] = await editor.request(
    'prometheusKubernetes/access',
    { cluster: 'leave' },
  );
  const [found, ...others] = all;
  assert.ok(found);
  assert.deepEqual(others, []);
  return found;
}

const VALUES = `server:
  image: {}
serverFiles:
  prometheus.yml:
    scrape_configs:
    - job_name: pods
      kubernetes_sd_configs:
      - role: pod
`;

/** A binding that has nothing to do with the release, whatever it is called. */
const RBAC = `apiVersion: v1
kind: ServiceAccount
metadata: {name: prom, namespace: monitoring}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: {name: prom}
rules: [{apiGroups: [""], resources: [services], verbs: [list, watch]}]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: {name: prom}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: prom}
subjects: [{kind: ServiceAccount, name: prom, namespace: monitoring}]
`;

test('values of a chart are a configuration, whose account they name or not', async () => {
  const found = await accessIn(await openWith({ 'values.yaml': VALUES }));
  assert.equal(found.name, 'values.yaml / serverFiles / prometheus.yml');
  assert.ok(found.account.state === 'unknown');
  assert.match(found.account.why, /set `serviceAccounts\.server\.name` to name it/);
  const [need, ...others] = found.needs;
  assert.deepEqual(others, []);
  assert.equal(need?.what, 'list and watch pods in all namespaces');
  assert.equal(need.jobs[0]?.at?.range.start.line, 7);
  assert.deepEqual(need.files, {
    state: 'unknown',
    why: 'The chart makes the role: Helm is not run here, so it is not known what it grants.',
  });
  assert.deepEqual(found.unknown, [
    'The chart may add jobs of its own, which are not looked at: Helm is not run here.',
  ]);
});

test('RBAC is generated for the account that values name, and nobody is accused', async () => {
  const text = `${VALUES}serviceAccounts: {server: {create: false, name: prom}}\nrbac: {create: false}\nforceNamespace: monitoring\n`;
  const editor = await openWith({ 'values.yaml': text, 'rbac.yaml': RBAC });
  const uri = editor.uri('values.yaml');
  await editor.show(uri, text);
  const found = await accessIn(editor);
  assert.ok(found.account.state === 'known');
  assert.deepEqual(
    [found.account.name, found.account.from, found.account.at?.range.start.line],
    ['monitoring/prom', 'the values of the chart', 8],
  );
  assert.equal(found.needs[0]?.files.state, 'unknown');
  const { configuration } = found;
  const rbac: AccessRequests['prometheusKubernetes/generateRbac']['result'] = await editor.request(
    'prometheusKubernetes/generateRbac',
    { configuration },
  );
  assert.ok(rbac.ok);
  assert.match(rbac.text, /subjects:\n- kind: ServiceAccount\n {2}name: prom\n {2}namespace: monitoring\n/);
  const codes = (editor.diagnostics.get(uri) ?? []).map(({ code }) => code);
  assert.deepEqual(codes, []);
});

test('a comment goes before the values', async () => {
  const text = `# prometheus-kubernetes-account: shop/other\n${VALUES}serviceAccounts: {server: {name: prom}}\n`;
  const { account } = await accessIn(await openWith({ 'values.yaml': text }));
  assert.ok(account.state === 'known');
  assert.deepEqual([account.name, account.at?.range.start], ['shop/other', { line: 0, character: 33 }]);
});

test('only where somebody says the account, and the chart makes no roles, files beside it count', async () => {
  const said = '# prometheus-kubernetes-account: monitoring/prom\n';
  const table: readonly (readonly [text: string, state: string, why: RegExp, findings: number])[] = [
    [`${said}${VALUES}rbac: {create: false}\n`, 'denied', /No rule allows it/, 1],
    [`${said}${VALUES}`, 'unknown', /The chart may make a role for the account/, 0],
    [
      `${VALUES}rbac: {create: false}\nserviceAccounts: {server: {name: prom}}\n`,
      'unknown',
      /not looked for in files/,
      0,
    ],
    [`${said}${VALUES.replace('role: pod', 'role: service')}rbac: {create: false}\n`, 'granted', /^$/, 0],
  ];
  for (const [text, state, why, findings] of table) {
    const editor = await openWith({ 'values.yaml': text, 'rbac.yaml': RBAC });
    const uri = editor.uri('values.yaml');
    await editor.show(uri, text);
    const found = await accessIn(editor);
    const [verdict] = found.needs.map(({ files }) => files);
    assert.equal(verdict?.state, state, text);
    assert.match(verdict && 'why' in verdict ? verdict.why : '', why);
    if (findings > 0) await until('the finding', () => (editor.diagnostics.get(uri) ?? []).length > 0);
    const codes = (editor.diagnostics.get(uri) ?? []).map(({ code, range }) => `${code} ${range.start.line}`);
    assert.deepEqual(codes, findings > 0 ? ['rbac/missing-access 8'] : [], text);
  }
});
