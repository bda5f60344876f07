import assert from 'node:assert/strict';
import { test } from 'node:test';
import { KUBERNETES_VERSION } from '../../../../src/kubernetes/shapes/generated/definitions.js';
import { complete } from '../../../../src/language/complete.ts';
import { editDocument, openDocument } from '../../../../src/language/document.ts';
import { expandSnippet } from '../../../../src/language/expand-snippet.ts';
import { completeManifest } from '../../../../src/language/manifest/complete-manifest.ts';
import { hoverManifest } from '../../../../src/language/manifest/hover-manifest.ts';
import type { Told } from '../../../../src/language/manifest/manifest-at.ts';
import type { Proposal } from '../../../../src/language/proposal.ts';
import { checkPrefixes } from '../../check-fixture.ts';

function offered(fixture: string, told: Told = 'nothing'): readonly Proposal[] {
  const offset = fixture.indexOf('<|>');
  assert.ok(offset >= 0, 'no cursor');
  return completeManifest(openDocument(fixture.replace('<|>', '')), offset, told);
}

function labels(fixture: string, told: Told = 'nothing'): readonly string[] {
  return offered(fixture, told).map(one => one.label);
}

/** Accepts a proposal as an editor does. */
function accept(fixture: string, label: string): string {
  const one = offered(fixture).find(proposal => proposal.label === label);
  assert.ok(one, `${label} is not among ${labels(fixture).join(', ')}`);
  const text = fixture.replace('<|>', '');
  return text.slice(0, one.replaces.start) + expandSnippet(one.snippet) + text.slice(one.replaces.end);
}

const object = (apiVersion: string, kind: string, rest: string) =>
  `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata:\n  name: prometheus\n${rest}`;
const pods = (rest: string) => object('apps/v1', 'Deployment', `spec:\n  template:\n    spec:\n${rest}`);
const rules = (rest: string) => object('rbac.authorization.k8s.io/v1', 'ClusterRole', `rules:\n${rest}`);
const binding = (rest: string) => object('rbac.authorization.k8s.io/v1', 'RoleBinding', rest);
const service = (rest: string) => object('v1', 'Service', rest);

const KEYS: readonly { readonly at: string; readonly has: string; readonly not: string }[] = [
  { at: pods('      <|>\n'), has: 'serviceAccountName', not: 'template' },
  { at: pods('      serv<|>\n'), has: 'serviceAccountName', not: 'servers' },
  { at: pods('      serv<|>\n      containers: []\n'), has: 'serviceAccountName', not: 'containers' },
  { at: pods('      containers:\n      - na<|>\n        image: a\n'), has: 'name', not: 'image' },
  { at: pods('      containers:\n      <|>\n'), has: 'volumes', not: 'containers' },
  { at: pods('      containers:\n        <|>\n'), has: 'name', not: 'volumes' },
  { at: pods('      containers: [{name: a, im<|>}]\n'), has: 'image', not: 'name' },
  { at: rules('- <|>\n'), has: 'verbs', not: 'rules' },
  { at: rules('- {apiGroups: [""], re<|>\n'), has: 'resources', not: 'apiGroups' },
  { at: binding('roleRef:\n  <|>\n'), has: 'apiGroup', not: 'subjects' },
  { at: service('s<|>\n'), has: 'spec', not: 'status' },
  { at: object('v1', 'Service', '  <|>\n'), has: 'labels', not: 'uid' },
  { at: object('v1', 'ServiceAccount', 'au<|>\n'), has: 'automountServiceAccountToken', not: 'kind' },
  { at: object('v1', 'PersistentVolumeClaim', 'spec:\n  <|>\n'), has: 'accessModes', not: 'ports' },
  { at: `a: 1\n---\n${service('spec:\n  <|>\n')}---\nb: 1\n`, has: 'ports', not: 'a' },
  { at: `${service('')}---\n<|>\n`, has: 'kind', not: 'spec' },
  { at: 'apiVersion: v1\n<|>\nmetadata: {name: prometheus}\n', has: 'kind', not: 'apiVersion' },
  {
    at: 'kind: List\nitems:\n- kind: Service\n  apiVersion: v1\n  metadata: {name: prometheus}\n  <|>\n',
    has: 'spec',
    not: 'items',
  },
  {
    at: 'apiVersion: v1\nkind: ServiceList\nitems:\n- metadata: {name: prometheus}\n  spec:\n    <|>\n',
    has: 'ports',
    not: 'items',
  },
];

for (const { at, has, not } of KEYS)
  test(`keys at ${JSON.stringify(at.slice(-60))}`, () => {
    const found = labels(at);
    assert.ok(found.includes(has) && !found.includes(not), found.join(' '));
  });

const VALUES: readonly { readonly at: string; readonly are: readonly string[] }[] = [
  { at: pods('      containers:\n      - imagePullPolicy: <|>\n'), are: ['Always', 'IfNotPresent', 'Never'] },
  { at: pods('      hostNetwork: <|>\n'), are: ['true', 'false'] },
  {
    at: 'apiVersion: apps/v1\nkind: <|>\nmetadata: {name: prometheus}\n',
    are: ['DaemonSet', 'Deployment', 'ReplicaSet', 'StatefulSet'],
  },
  {
    at: 'apiVersion: apps/v1\nkind: Depl<|>\nmetadata: {name: prometheus}\n',
    are: ['DaemonSet', 'Deployment', 'ReplicaSet', 'StatefulSet'],
  },
  { at: 'apiVersion: <|>\nkind: Role\nmetadata: {name: prometheus}\n', are: ['rbac.authorization.k8s.io/v1'] },
  {
    at: 'apiVersion: <|>\nmetadata: {name: prometheus}\n',
    are: ['v1', 'apps/v1', 'batch/v1', 'rbac.authorization.k8s.io/v1'],
  },
  {
    at: rules('- verbs: [get, <|>]\n').replace('<|>', 'li<|>'),
    are: ['list', 'watch', 'create', 'update', 'patch', 'delete', 'deletecollection', '*'],
  },
  { at: rules('- verbs: <|>\n'), are: ['["get", "list", "watch"]'] },
  { at: rules('- apiGroups: [<|>]\n'), are: ['""', 'discovery.k8s.io', 'networking.k8s.io', 'apps', 'batch'] },
  {
    at: rules('- apiGroups: [""]\n  resources: [pods, <|>]\n'),
    are: [
      'services',
      'endpoints',
      'nodes',
      'namespaces',
      'nodes/metrics',
      'nodes/proxy',
      'pods/proxy',
      'services/proxy',
    ],
  },
  { at: rules('- apiGroups: [apps, batch]\n  resources:\n  - <|>\n'), are: ['replicasets', 'jobs'] },
  { at: rules('- nonResourceURLs: [<|>]\n'), are: ['/metrics'] },
  { at: binding('roleRef:\n  kind: <|>\n'), are: ['ClusterRole', 'Role'] },
  { at: binding('roleRef: {apiGroup: <|>}\n'), are: ['rbac.authorization.k8s.io'] },
  { at: binding('subjects:\n- kind: <|>\n'), are: ['ServiceAccount', 'User', 'Group'] },
  { at: `${rules('[]\n')}---\n${binding('roleRef: {kind: ClusterRole, name: <|>}\n')}`, are: ['prometheus'] },
  { at: `${rules('[]\n')}---\n${binding('roleRef: {kind: Role, name: <|>}\n')}`, are: [] },
  {
    at: `${object('v1', 'ServiceAccount', '  namespace: monitoring\n')}---\n${binding('subjects:\n- kind: ServiceAccount\n  name: <|>\n')}`,
    are: ['prometheus'],
  },
  {
    at: `${object('v1', 'ServiceAccount', '  namespace: monitoring\n')}---\n${binding('subjects:\n- {kind: ServiceAccount, namespace: <|>}\n')}`,
    are: ['monitoring'],
  },
  { at: `${object('v1', 'ServiceAccount', '')}---\n${pods('      serviceAccountName: <|>\n')}`, are: ['prometheus'] },
  {
    at: `${object('v1', 'ConfigMap', '')}---\n${pods('      volumes:\n      - name: a\n        configMap:\n          name: <|>\n')}`,
    are: ['prometheus'],
  },
];

for (const { at, are } of VALUES)
  test(`values at ${JSON.stringify(at.slice(-60))}`, () => assert.deepEqual(labels(at), are));

test('accepting writes what is shown', () => {
  const cases: readonly (readonly [string, string, string])[] = [
    [pods('      serv<|>\n'), 'serviceAccountName', 'serviceAccountName: '],
    [pods('      <|>\n'), 'containers', 'containers:\n        - '],
    [rules('- verbs:<|>\n'), '["get", "list", "watch"]', ' ["get", "list", "watch"]'],
    [rules('- verbs: [<|>]\n'), 'list', 'list'],
    [rules('- verbs: ["li<|>"]\n'), 'list', '"list"'],
    [rules("- verbs: ['<|>]\n"), 'list', "'list'"],
    [rules('- apiGroups: ["<|>"]\n'), '""', '""'],
    [rules('- apiGroups: [<|>]\n'), '""', "''"],
    [rules('- verbs: ["<|>"]\n'), '*', '"*"'],
  ];
  for (const [before, label, written] of cases) {
    const wanted = before.replace(/["']?\w*<\|>["']?/, () => written);
    assert.equal(accept(before, label).replace(/^( +- )\w+: $/m, '$1'), wanted);
  }
});

test('what stands behind a quote is compared with its quote', () => {
  const [list] = offered(rules('- verbs: ["<|>"]\n')).filter(({ label }) => label === 'list');
  assert.equal(list?.filter, '"list');
});

test('nothing is offered in files and documents that are none of our business', () => {
  assert.deepEqual(labels(service('spec:\n  <|>\n').replace('prometheus', 'web')), []);
  assert.deepEqual(labels(`# yaml-language-server: $schema=a\n${service('spec:\n  <|>\n')}`), []);
  assert.deepEqual(labels(object('monitoring.coreos.com/v1', 'Prometheus', 'spec:\n  <|>\n')), []);
  assert.deepEqual(labels(service('spec:\n  {{ a }}: <|>\n')), []);
  assert.deepEqual(labels('services:\n  prometheus:\n    <|>\n'), []);
  assert.deepEqual(labels('scrape_configs:\n- <|>\n'), []);
});

test('what other files say of a manifest counts', () => {
  const other = service('spec:\n  <|>\n').replace('prometheus', 'web');
  assert.ok(labels(other, 'of-prometheus').includes('ports'));
  assert.deepEqual(labels('scrape_configs:\n- <|>\n', 'of-prometheus'), []);
});

test('the configuration inside of a manifest is completed as Prometheus reads it, and by that alone', () => {
  const fixture = object('v1', 'ConfigMap', 'data:\n  prometheus.yml: |\n    scrape_configs:\n    - <|>\n');
  assert.deepEqual(labels(fixture), []);
  const text = fixture.replace('<|>', '');
  assert.ok(complete(openDocument(text), fixture.indexOf('<|>'), 'unknown').some(one => one.label === 'job_name'));
  const outside = text.replace('metadata:\n', 'metadata:\n  \n');
  const offset = outside.indexOf('  \n') + 2;
  assert.deepEqual(complete(openDocument(outside), offset, 'unknown'), []);
  assert.ok(completeManifest(openDocument(outside), offset, 'nothing').some(one => one.label === 'labels'));
});

test('a half-typed key above the name that says what the file is does not make it a stranger', () => {
  const whole = 'apiVersion: apps/v1\nmetadata:\n  name: prometheus\n';
  const at = whole.indexOf('metadata');
  const typed = editDocument(openDocument(whole), { start: at, end: at, text: 'ki\n' });
  assert.ok(completeManifest(typed, at + 2, 'nothing').some(one => one.label === 'kind'));
  const gone = editDocument(typed, { start: 0, end: typed.file.text.length, text: 'a: 1\n' });
  assert.equal(gone.concerns, 'nothing-known');
});

test('what has no page of its own leads to the reference of its kind, of the release whose shapes are used', () => {
  const at = (text: string, word: string) => hoverManifest(openDocument(text), text.indexOf(word) + 1, 'nothing');
  const page = `https://kubernetes.io/docs/reference/generated/kubernetes-api/v${KUBERNETES_VERSION}/`;
  assert.ok(at(service('spec: {sessionAffinity: None}\n'), 'spec')?.markdown.endsWith(`(${page}#service-v1-core)`));
  assert.ok(at(pods('      hostNetwork: true\n'), 'hostNetwork')?.markdown.endsWith(`(${page}#deployment-v1-apps)`));
  assert.ok(
    at(rules('- verbs: [get]\n'), 'verbs')?.markdown.endsWith(`(${page}#clusterrole-v1-rbac-authorization-k8s-io)`),
  );
});

const HOVERS: readonly { readonly at: string; readonly says: RegExp }[] = [
  { at: pods('      service<|>AccountName: a\n'), says: /^\*\*serviceAccountName\*\*: .*\n\n.*ServiceAccount/ },
  { at: rules('- verbs: [li<|>st]\n'), says: /^\*\*verbs: list\*\*\n\n.*Discovery/ },
  { at: rules('- apiGroups: ["<|>"]\n'), says: /^\*\*apiGroups: ""\*\*\n\n.*pods/ },
  { at: rules('- resources: [nodes/<|>metrics]\n'), says: /kubelets/ },
  { at: binding('subjects:\n- kind: Service<|>Account\n'), says: /namespace/ },
  {
    at: 'apiVersion: v1\nkind: ServiceList\nitems:\n- metadata: {name: prometheus}\n  spec: {po<|>rts: []}\n',
    says: /\*\*ports\*\*: list of mapping/,
  },
];

for (const { at, says } of HOVERS)
  test(`hover at ${JSON.stringify(at.slice(-40))}`, () => {
    const offset = at.indexOf('<|>');
    const text = at.replace('<|>', '');
    assert.match(hoverManifest(openDocument(text), offset, 'nothing')?.markdown ?? '', says);
    assert.equal(hoverManifest(openDocument(`# $schema: a\n${text}`), offset + 13, 'nothing'), undefined);
  });

test('every prefix is completed and explained without an exception, opened or typed', () => {
  for (const at of [...KEYS, ...VALUES, ...HOVERS].map(one => one.at)) {
    const text = at.replace('<|>', '');
    let typed = openDocument('');
    checkPrefixes(text, prefix => {
      const opened = openDocument(prefix);
      completeManifest(opened, prefix.length, 'of-prometheus');
      hoverManifest(opened, prefix.length, 'of-prometheus');
      const start = typed.file.text.length;
      typed = editDocument(typed, { start, end: start, text: prefix.slice(start) });
      completeManifest(typed, prefix.length, 'nothing');
    });
  }
});
