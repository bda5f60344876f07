import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Askers, type ConfigPart, whoAsks as whoAsksWith } from '../../../src/workspace/who-asks.ts';
import type { WorkspaceModel } from '../../../src/workspace/workspace-model.ts';
import { modelOf, treeTexts, uriOf } from './read-tree.ts';

/** Without a setting. */
function whoAsks(model: WorkspaceModel, part: ConfigPart): Askers {
  return whoAsksWith(model, part, undefined);
}

const NAMED = { kind: 'ConfigMap', name: 'config', namespace: undefined };

/** The value `prometheus.yml` of the ConfigMap `config` in a file. */
function value(path: string, text = ''): ConfigPart {
  return { kind: 'value', object: { uri: uriOf(path), ...NAMED }, key: 'prometheus.yml', text };
}

function file(path: string, text = ''): ConfigPart {
  return { kind: 'file', uri: uriOf(path), text };
}

/** `Deployment a -> monitoring/prometheus, mounted`. */
function shown(askers: Askers): readonly string[] {
  if (askers.kind === 'unknown') return [`unknown ${askers.why}`];
  return askers.candidates.map(
    ({ workload, namespace, name, token, certainty }) =>
      `${workload.object.kind} ${workload.name} -> ${namespace ?? '?'}/${name}, ${token.kind}${certainty === 'patched' ? ', patched' : ''}`,
  );
}

const POD = `
  volumes: [{name: v, configMap: {name: config}}]
  containers: [{name: a, volumeMounts: [{name: v, mountPath: /etc/prometheus}]}]
`;

/** A folder with the ConfigMap and a pod of that specification. */
function withPod(spec: string, more = ''): string {
  return `
# @file a.yaml
apiVersion: v1
kind: ConfigMap
metadata: {name: config}
data: {prometheus.yml: ""}
---
apiVersion: v1
kind: Pod
metadata: {name: p, namespace: monitoring}
spec:
${spec.replace(/^ {2}\n/, '')}
---
${more}
`;
}

const PODS: readonly (readonly [name: string, spec: string, more: string, expected: readonly string[]])[] = [
  ['no account is named', POD, '', ['Pod p -> monitoring/default, unknown']],
  [
    'the newer field counts',
    `${POD}  serviceAccountName: a\n  serviceAccount: b`,
    '',
    ['Pod p -> monitoring/a, unknown'],
  ],
  ['the older field', `${POD}  serviceAccount: b`, '', ['Pod p -> monitoring/b, unknown']],
  [
    'an account that is there',
    `${POD}  serviceAccountName: a`,
    'apiVersion: v1\nkind: ServiceAccount\nmetadata: {name: a}',
    ['Pod p -> monitoring/a, mounted'],
  ],
  [
    'an account of the same name in another namespace',
    `${POD}  serviceAccountName: a`,
    'apiVersion: v1\nkind: ServiceAccount\nmetadata: {name: a, namespace: other}',
    ['Pod p -> monitoring/a, unknown'],
  ],
  [
    'an account without a token',
    `${POD}  serviceAccountName: a`,
    'apiVersion: v1\nkind: ServiceAccount\nmetadata: {name: a}\nautomountServiceAccountToken: false',
    ['Pod p -> monitoring/a, not-mounted'],
  ],
  [
    'what pods say of the token counts',
    `${POD}  serviceAccountName: a\n  automountServiceAccountToken: true`,
    'apiVersion: v1\nkind: ServiceAccount\nmetadata: {name: a}\nautomountServiceAccountToken: false',
    ['Pod p -> monitoring/a, mounted'],
  ],
  [
    'pods without a token',
    `${POD}  automountServiceAccountToken: false`,
    '',
    ['Pod p -> monitoring/default, not-mounted'],
  ],
  [
    'a token that is asked for',
    `  automountServiceAccountToken: false
  volumes:
    - {name: v, configMap: {name: config}}
    - {name: t, projected: {sources: [{serviceAccountToken: {path: token}}]}}
  containers: [{name: a, volumeMounts: [{name: v, mountPath: /etc/prometheus}]}]`,
    '',
    ['Pod p -> monitoring/default, mounted'],
  ],
  [
    'a projected volume',
    `  volumes: [{name: v, projected: {sources: [{configMap: {name: config}}]}}]
  initContainers: [{name: a, volumeMounts: [{name: v, mountPath: /etc/prometheus}]}]`,
    '',
    ['Pod p -> monitoring/default, unknown'],
  ],
  ['a volume that is not mounted', `  volumes: [{name: v, configMap: {name: config}}]`, '', ['unknown no-workload']],
  ['another ConfigMap', POD.replace('config}', 'other}'), '', ['unknown no-workload']],
  [
    'items with the key',
    POD.replace('name: config', 'name: config, items: [{key: prometheus.yml, path: p.yml}]'),
    '',
    ['Pod p -> monitoring/default, unknown'],
  ],
  [
    'items without the key',
    POD.replace('name: config', 'name: config, items: [{key: rules.yml, path: prometheus.yml}]'),
    '',
    ['unknown no-workload'],
  ],
  [
    'a path in the volume',
    POD.replace('/etc/prometheus', '/etc/p.yml, subPath: prometheus.yml'),
    '',
    ['Pod p -> monitoring/default, unknown'],
  ],
  [
    'another path in the volume',
    POD.replace('/etc/prometheus', '/etc/p.yml, subPath: rules.yml'),
    '',
    ['unknown no-workload'],
  ],
];

for (const [name, spec, more, expected] of PODS) {
  test(`whose pods read a ConfigMap: ${name}`, () => {
    assert.deepEqual(shown(whoAsks(modelOf(withPod(spec, more)), value('a.yaml'))), expected);
  });
}

const WORKLOADS = ['DaemonSet', 'Deployment', 'Job', 'ReplicaSet', 'StatefulSet'];

for (const kind of WORKLOADS) {
  test(`the pods of a ${kind}`, () => {
    const tree = withPod(POD).replace('kind: Pod', `kind: ${kind}`).replace('spec:\n', 'spec: {template: {spec: {');
    const flow = tree.replace(/( {2}volumes: .*)\n( {2}containers: .*)\n/, '$1, $2}}}\n');
    assert.deepEqual(shown(whoAsks(modelOf(flow), value('a.yaml'))), [`${kind} p -> monitoring/default, unknown`]);
  });
}

test('the pods of a CronJob', () => {
  const tree = `
    # @file a.yaml
    apiVersion: v1
    kind: ConfigMap
    metadata: {name: config}
    ---
    apiVersion: batch/v1
    kind: CronJob
    metadata: {name: c}
    spec:
      jobTemplate:
        spec:
          template:
            spec:
              serviceAccountName: a
              volumes: [{name: v, configMap: {name: config}}]
              containers: [{volumeMounts: [{name: v}]}]
  `;
  assert.deepEqual(shown(whoAsks(modelOf(tree), value('a.yaml'))), ['CronJob c -> ?/a, unknown']);
});

test('several Prometheus in one folder', () => {
  const second = withPod(POD).split('---')[1]?.replace('name: p,', 'name: q,') ?? '';
  const model = modelOf(withPod(`${POD}  serviceAccountName: a`, second));
  assert.deepEqual(shown(whoAsks(model, value('a.yaml'))), [
    'Pod p -> monitoring/a, unknown',
    'Pod q -> monitoring/default, unknown',
  ]);
});

test('where it is written', () => {
  const tree = withPod(`${POD}  serviceAccountName: a`);
  const text = treeTexts(tree).get('a.yaml') ?? '';
  const askers = whoAsks(modelOf(tree), value('a.yaml'));
  const [asker] = askers.kind === 'found' ? askers.candidates : [];
  assert.ok(asker);
  assert.equal(text.slice(asker.place.span.start, asker.place.span.end), 'a');
  assert.equal(text.slice(asker.volume.span.start, asker.volume.span.end), 'config');
});

test('a namespace that the account alone says', () => {
  const tree = withPod(
    `${POD}  serviceAccountName: a`,
    'apiVersion: v1\nkind: ServiceAccount\nmetadata: {name: a, namespace: prod}',
  ).replace('name: p, namespace: monitoring', 'name: p');
  assert.deepEqual(shown(whoAsks(modelOf(tree), value('a.yaml'))), ['Pod p -> prod/a, mounted']);
});

const GENERATED = `
  # @file base/kustomization.yaml
  resources: [all.yaml]
  configMapGenerator:
    - name: config
      files: [prometheus.yml=config/prod.yml]
  # @file base/config/prod.yml
  scrape_configs: []
  # @file base/rules.yml
  groups: []
  # @file base/all.yaml
  apiVersion: v1
  kind: ServiceAccount
  metadata: {name: prometheus}
  ---
  apiVersion: apps/v1
  kind: Deployment
  metadata: {name: prometheus}
  spec:
    template:
      spec:
        serviceAccountName: prometheus
        volumes: [{name: v, configMap: {name: config}}]
        containers: [{volumeMounts: [{name: v}]}]
  # @file dev/kustomization.yaml
  resources: [../base]
  namespace: dev
  namePrefix: dev-
  # @file prod/kustomization.yaml
  resources: [../base]
  namespace: prod
  patches:
    - path: patch.yaml
  # @file prod/patch.yaml
  apiVersion: apps/v1
  kind: Deployment
  metadata: {name: prometheus}
  spec: {template: {spec: {serviceAccountName: other}}}
`;

test('a file that a generator takes, in each overlay', () => {
  assert.deepEqual(shown(whoAsks(modelOf(GENERATED), file('base/config/prod.yml'))), [
    'Deployment dev-prometheus -> dev/dev-prometheus, mounted',
    'Deployment prometheus -> prod/prometheus, unknown, patched',
  ]);
});

test('why it is unknown', () => {
  const model = modelOf(`${GENERATED}
  # @file alone/prometheus.yml
  scrape_configs: []
  # @file chart/Chart.yaml
  name: prometheus
  # @file chart/values.yaml
  server: {}
`);
  assert.deepEqual(
    ['alone/prometheus.yml', 'chart/values.yaml', 'base/rules.yml', 'gone.yml'].map(path =>
      shown(whoAsks(model, file(path))),
    ),
    [['unknown no-object'], ['unknown chart'], ['unknown no-object'], ['unknown not-in-a-bundle']],
  );
});

test('a comment decides', () => {
  const text = 'global: {}\r\n# prometheus-kubernetes-account: dev/dev-prometheus\r\nscrape_configs: []\r\n';
  const askers = whoAsks(modelOf(GENERATED), file('base/config/prod.yml', text));
  assert.equal(askers.kind, 'said');
  assert.deepEqual(shown(askers), ['Deployment dev-prometheus -> dev/dev-prometheus, mounted']);
  const outside = whoAsks(modelOf(GENERATED), file('gone.yml', text));
  assert.deepEqual([outside.kind, shown(outside)], ['said', []]);
});

test('a comment decides before a setting, and a setting before workloads', () => {
  const jane = { kind: 'user', name: 'jane', groups: ['dev'] } as const;
  const text = '# prometheus-kubernetes-account: dev/dev-prometheus\nscrape_configs: []\n';
  const model = modelOf(GENERATED);
  const saidBy = (own: string) => {
    const askers = whoAsksWith(model, file('base/config/prod.yml', own), jane);
    return askers.kind === 'said' ? [askers.said.by, askers.said.account, askers.candidates.length] : askers;
  };
  assert.deepEqual(saidBy(text), ['comment', { kind: 'service-account', namespace: 'dev', name: 'dev-prometheus' }, 1]);
  assert.deepEqual(saidBy('scrape_configs: []\n'), ['setting', jane, 0]);
});

test('a comment that cannot be read decides nothing, and nothing is guessed in its place', () => {
  const text = '# prometheus-kubernetes-account: jane\nscrape_configs: []\n';
  assert.deepEqual(shown(whoAsks(modelOf(GENERATED), file('base/config/prod.yml', text))), ['unknown comment']);
});
