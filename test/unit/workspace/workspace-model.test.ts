import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Bundle } from '../../../src/workspace/bundle.ts';
import { readWorkspaceFile } from '../../../src/workspace/workspace-model.ts';
import { FOLDER, modelOf, uriOf } from './read-tree.ts';

/** `Deployment monitoring/prometheus`; `?` for what is not known. */
function named(bundle: Bundle | undefined): readonly string[] {
  return (bundle?.objects ?? []).map(({ object, name, namespace }) => {
    const where = namespace === '' ? '' : `${namespace ?? '?'}/`;
    return `${object.kind ?? '?'} ${where}${name ?? '?'}`;
  });
}

function reasons(bundle: Bundle | undefined): readonly string[] {
  const openness = bundle?.openness;
  return openness?.kind === 'open' ? openness.reasons.map(({ kind, what }) => `${kind} ${what}`.trim()) : [];
}

const FLAT = `
  # @file prometheus/deployment.yaml
  apiVersion: apps/v1
  kind: Deployment
  metadata:
    name: prometheus
    namespace: monitoring
  # @file prometheus/rbac.yaml
  apiVersion: rbac.authorization.k8s.io/v1
  kind: ClusterRole
  metadata:
    name: prometheus
  ---
  apiVersion: v1
  kind: ServiceAccount
  metadata:
    name: prometheus
  # @file prometheus/step/rbac.yaml
  apiVersion: rbac.authorization.k8s.io/v1
  kind: ClusterRole
  metadata:
    name: prometheus-step
  # @file grafana/grafana.yaml
  apiVersion: v1
  kind: ServiceAccount
  metadata:
    name: grafana
`;

test('a folder is a bundle, its subfolders are others', () => {
  const { bundles } = modelOf(FLAT);
  assert.deepEqual(
    bundles.map(bundle => [bundle.kind, bundle.root, bundle.openness.kind, named(bundle)]),
    [
      [
        'folder',
        'prometheus',
        'complete',
        ['Deployment monitoring/prometheus', 'ClusterRole prometheus', 'ServiceAccount ?/prometheus'],
      ],
      ['folder', 'prometheus/step', 'complete', ['ClusterRole prometheus-step']],
      ['folder', 'grafana', 'complete', ['ServiceAccount ?/grafana']],
    ],
  );
});

test('the bundles of a file', () => {
  const model = modelOf(FLAT);
  assert.deepEqual(
    model.bundlesOf(uriOf('prometheus/rbac.yaml')).map(bundle => bundle.root),
    ['prometheus'],
  );
  assert.deepEqual(model.bundlesOf(uriOf('other.yaml')), []);
});

const OVERLAYS = `
  # @file base/kustomization.yaml
  resources: [deployment.yaml, rbac]
  namePrefix: team-
  # @file base/deployment.yaml
  apiVersion: apps/v1
  kind: Deployment
  metadata:
    name: prometheus
  # @file base/rbac/kustomization.yml
  resources:
    - role.yaml
  # @file base/rbac/role.yaml
  apiVersion: v1
  kind: List
  items:
    - apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata:
        name: prometheus
    - apiVersion: v1
      kind: Namespace
      metadata:
        name: monitoring
  # @file overlays/prod/kustomization.yaml
  bases: [../../base]
  namespace: prod
  nameSuffix: -prod
  # @file overlays/dev/kustomization.yaml
  resources: [../../base]
  namespace: dev
  # @file base/notes.yaml
  apiVersion: v1
  kind: ConfigMap
  metadata:
    name: unlisted
`;

test('each overlay is a bundle with its base, names and namespaces are followed', () => {
  const model = modelOf(OVERLAYS);
  assert.deepEqual(
    model.bundles.map(bundle => [bundle.kind, bundle.root, named(bundle), reasons(bundle)]),
    [
      [
        'kustomization',
        'overlays/prod',
        ['Deployment prod/team-prometheus-prod', 'ClusterRole team-prometheus-prod', 'Namespace prod'],
        [],
      ],
      [
        'kustomization',
        'overlays/dev',
        ['Deployment dev/team-prometheus', 'ClusterRole team-prometheus', 'Namespace dev'],
        [],
      ],
      ['folder', 'base', ['ConfigMap ?/unlisted'], ['beside-kustomization']],
    ],
  );
  assert.equal(model.bundlesOf(uriOf('base/deployment.yaml')).length, 2);
  assert.deepEqual(model.bundles[0]?.objects[0]?.names, ['prometheus', 'team-prometheus', 'team-prometheus-prod']);
});

test('generators make objects of files', () => {
  const [bundle] = modelOf(`
    # @file kustomization.yaml
    namePrefix: a-
    namespace: monitoring
    configMapGenerator:
      - name: config
        files:
          - prometheus.yml
          - rules.yml=config/rules-prod.yml
          - gone.yml
    secretGenerator:
      - name: secret
        files: [config/more.yml]
    # @file prometheus.yml
    scrape_configs: []
    # @file config/rules-prod.yml
    groups: []
    # @file config/more.yml
    scrape_configs: []
  `).bundles;
  assert.deepEqual(
    bundle?.generated.map(({ kind, name, namespace, entries }) => [kind, name, namespace, entries]),
    [
      [
        'ConfigMap',
        'a-config',
        'monitoring',
        [
          { key: 'prometheus.yml', path: 'prometheus.yml', uri: uriOf('prometheus.yml') },
          { key: 'rules.yml', path: 'config/rules-prod.yml', uri: uriOf('config/rules-prod.yml') },
          { key: 'gone.yml', path: 'gone.yml', uri: undefined },
        ],
      ],
      [
        'Secret',
        'a-secret',
        'monitoring',
        [{ key: 'more.yml', path: 'config/more.yml', uri: uriOf('config/more.yml') }],
      ],
    ],
  );
  assert.equal(bundle?.openness.kind, 'complete');
});

test('an overlay replaces the file of a generated key', () => {
  const bundle = modelOf(`
    # @file base/kustomization.yaml
    configMapGenerator:
      - name: config
        files: [prometheus.yml, rules.yml]
    # @file base/prometheus.yml
    scrape_configs: []
    # @file base/rules.yml
    groups: []
    # @file prod/kustomization.yaml
    resources: [../base]
    configMapGenerator:
      - name: config
        behavior: merge
        files: [prometheus.yml]
    # @file prod/prometheus.yml
    scrape_configs: []
  `).bundles.find(one => one.root === 'prod');
  assert.deepEqual(
    bundle?.generated.flatMap(one => one.entries.map(entry => [one.name, entry.path])),
    [
      ['config', 'base/rules.yml'],
      ['config', 'prod/prometheus.yml'],
    ],
  );
});

test('a component changes what the kustomization has until then', () => {
  const { bundles } = modelOf(`
    # @file app/kustomization.yaml
    resources: [account.yaml]
    components: [../named]
    # @file app/account.yaml
    apiVersion: v1
    kind: ServiceAccount
    metadata:
      name: prometheus
    # @file named/kustomization.yaml
    apiVersion: kustomize.config.k8s.io/v1alpha1
    kind: Component
    resources: [role.yaml]
    namespace: monitoring
    # @file named/role.yaml
    apiVersion: rbac.authorization.k8s.io/v1
    kind: Role
    metadata:
      name: prometheus
  `);
  assert.deepEqual(
    bundles.map(bundle => [bundle.root, named(bundle), reasons(bundle)]),
    [['app', ['ServiceAccount monitoring/prometheus', 'Role monitoring/prometheus'], []]],
  );
});

const OPEN: readonly (readonly [name: string, tree: string, why: readonly string[]])[] = [
  [
    'remote and missing resources',
    `
    # @file kustomization.yaml
    resources:
      - https://example.com/rbac.yaml
      - github.com/o/r//config?ref=v1
      - gone.yaml
    `,
    ['remote https://example.com/rbac.yaml', 'remote github.com/o/r//config?ref=v1', 'missing gone.yaml'],
  ],
  [
    'what makes objects that are not there to read',
    `
    # @file kustomization.yaml
    helmCharts:
      - name: prometheus
    transformers: [a.yaml]
    `,
    ['plugin helmCharts', 'plugin transformers'],
  ],
  [
    'a component that nothing includes',
    `
    # @file kustomization.yaml
    kind: Component
    namePrefix: a-
    `,
    ['component'],
  ],
  [
    'what kustomize does not build',
    `
    # @file kustomization.yaml
    nameprefixes: a-
    resources: [., gone]
    patches: [{patch: '{apiVersion: v1, kind: Pod, metadata: {name: a}}'}]
    configMapGenerator: [{name: a, behavior: merge}]
    # @file kustomization.yml
    namePrefix: b-
    `,
    [
      'refused nameprefixes',
      'refused kustomization.yml',
      'refused .',
      'missing gone',
      'refused merge ConfigMap a',
      'refused a',
    ],
  ],
  [
    'a broken kustomization',
    `
    # @file kustomization.yaml
    resources: [a.yaml
    namespace: "b
    `,
    ['unreadable'],
  ],
  [
    'a broken file',
    `
    # @file a.yaml
    apiVersion: v1
    kind: ServiceAccount
    metadata: {name: "a
    `,
    ['unreadable'],
  ],
  [
    'a templated file',
    `
    # @file a.yaml
    apiVersion: v1
    kind: ServiceAccount
    metadata:
      name: {{ .Values.name }}
    `,
    ['templated'],
  ],
];

for (const [name, tree, why] of OPEN) {
  test(`${name}: open`, () => {
    const [bundle] = modelOf(tree).bundles;
    assert.deepEqual(reasons(bundle), why);
    assert.deepEqual(named(bundle), []);
  });
}

test('what is no manifest opens no folder, broken or templated as it may be', () => {
  const [bundle] = modelOf(`
    # @file prometheus.yml
    scrape_configs: [{job_name: "a
    # @file alertmanager.yml
    templates: ["{{ .Files }}"]
    # @file account.yaml
    apiVersion: v1
    kind: ServiceAccount
    metadata: {name: prometheus}
  `).bundles;
  assert.equal(bundle?.openness.kind, 'complete');
  assert.equal(bundle?.files.length, 3);
});

test('the templates of alerts are data', () => {
  const [bundle] = modelOf(`
    # @file rules.yaml
    apiVersion: monitoring.coreos.com/v1
    kind: PrometheusRule
    metadata: {name: rules, namespace: monitoring}
    spec:
      groups:
        - rules:
            - annotations: {summary: "{{ $labels.pod }} is down"}
  `).bundles;
  assert.deepEqual(named(bundle), ['PrometheusRule monitoring/rules']);
  assert.deepEqual(reasons(bundle), []);
});

test('patches are noted where they may change what is read', () => {
  const [bundle] = modelOf(`
    # @file kustomization.yaml
    resources: [all.yaml]
    patches:
      - path: replicas.yaml
      - path: account.yaml
      - target: {kind: ClusterRole}
        patch: |
          - op: add
            path: /rules/-
            value: {verbs: [get]}
    # @file all.yaml
    apiVersion: apps/v1
    kind: Deployment
    metadata: {name: a}
    ---
    apiVersion: apps/v1
    kind: Deployment
    metadata: {name: b}
    ---
    apiVersion: rbac.authorization.k8s.io/v1
    kind: ClusterRole
    metadata: {name: c}
    # @file replicas.yaml
    apiVersion: apps/v1
    kind: Deployment
    metadata: {name: a}
    spec: {replicas: 2}
    # @file account.yaml
    apiVersion: apps/v1
    kind: Deployment
    metadata: {name: b}
    spec: {template: {spec: {serviceAccountName: other}}}
  `).bundles;
  assert.deepEqual(
    bundle?.objects.map(one => [one.name, one.patches.map(patch => patch.uri)]),
    [
      ['a', []],
      ['b', [uriOf('account.yaml')]],
      ['c', [uriOf('kustomization.yaml')]],
    ],
  );
  assert.equal(bundle?.objects.length, 3);
});

test('a chart is everything below its Chart.yaml', () => {
  const { bundles } = modelOf(`
    # @file charts/prometheus/Chart.yaml
    name: prometheus
    # @file charts/prometheus/values.yaml
    server: {}
    # @file charts/prometheus/templates/rbac.yaml
    apiVersion: rbac.authorization.k8s.io/v1
    kind: ClusterRole
    metadata:
      name: {{ include "name" . }}
    # @file charts/prometheus/charts/sub/Chart.yaml
    name: sub
    # @file charts/readme.yaml
    a: b
  `);
  assert.deepEqual(
    bundles.map(bundle => [bundle.kind, bundle.root, bundle.files.length, bundle.openness.kind]),
    [
      ['chart', 'charts/prometheus', 4, 'open'],
      ['folder', 'charts', 1, 'complete'],
    ],
  );
});

test('kustomizations that include each other end', () => {
  const { bundles } = modelOf(`
    # @file a/kustomization.yaml
    resources: [../b, ../../..]
    # @file b/kustomization.yaml
    resources: [../a, .]
    # @file c/kustomization.yaml
    resources: [../a]
  `);
  assert.deepEqual(
    bundles.map(bundle => [bundle.kind, bundle.root, bundle.files.length]),
    [['kustomization', 'c', 3]],
  );
});

test('a kind of Flux is no kustomization', () => {
  const { bundles } = modelOf(`
    # @file apps/kustomization.yaml
    apiVersion: kustomize.toolkit.fluxcd.io/v1
    kind: Kustomization
    metadata: {name: apps, namespace: flux-system}
  `);
  assert.deepEqual(bundles.map(named), [['Kustomization flux-system/apps']]);
});

test('lists say what their items do not, line ends do not matter', () => {
  const text = [
    'apiVersion: rbac.authorization.k8s.io/v1',
    'kind: RoleList',
    'items:',
    '- metadata: {name: a, namespace: b}',
    '- {kind: RoleBinding, apiVersion: v1}',
    '- nothing',
    '---',
    'kind: &kind ConfigMap',
    'apiVersion: v1',
    'metadata: {name: *kind}',
    '',
  ].join('\r\n');
  const { objects } = readWorkspaceFile({ uri: 'a', path: 'a', folder: FOLDER, text });
  assert.deepEqual(
    objects.map(({ apiVersion, kind, name, namespace }) => [apiVersion, kind, name, namespace]),
    [
      ['rbac.authorization.k8s.io/v1', 'Role', 'a', 'b'],
      ['v1', 'RoleBinding', undefined, undefined],
      ['v1', 'ConfigMap', 'ConfigMap', undefined],
    ],
  );
});
