import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Bundle } from '../../../src/workspace/bundle.ts';
import { rbacOfBundle } from '../../../src/workspace/rbac-of-bundle.ts';
import { modelOf, uriOf } from './read-tree.ts';

/** `kustomization apps: ServiceAccount prod/prometheus (patched)`; `?` for a namespace that is not known. */
function shown({ kind, root, objects, openness }: Bundle): string {
  const names = objects.map(({ object, name, namespace, identity }) => {
    const where = namespace === '' ? '' : `${namespace ?? '?'}/`;
    return `${object.kind} ${where}${name}${identity === 'patched' ? ' (patched)' : ''}`;
  });
  const why = openness.kind === 'open' ? ` [${openness.reasons.map(reason => reason.kind).join()}]` : '';
  return `${kind} ${root}: ${names.join(', ')}${why}`;
}

function bundlesOf(tree: string, path: string): readonly string[] {
  return modelOf(tree).bundlesOf(uriOf(path)).map(shown);
}

const APP = `
  # @file apps/prometheus/kustomization.yaml
  resources: [rbac.yaml]
  # @file apps/prometheus/rbac.yaml
  apiVersion: v1
  kind: ServiceAccount
  metadata: {name: prometheus}
  ---
  apiVersion: rbac.authorization.k8s.io/v1
  kind: ClusterRoleBinding
  metadata: {name: prometheus}
  roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: prometheus}
  subjects: [{kind: ServiceAccount, name: prometheus, namespace: default}]
`;

/** As `flux bootstrap` writes it. */
const BOOTSTRAP = `
  # @file clusters/main/flux-system/gotk-sync.yaml
  apiVersion: source.toolkit.fluxcd.io/v1
  kind: GitRepository
  metadata: {name: flux-system, namespace: flux-system}
  spec: {url: "ssh://git@example.com/fleet"}
  ---
  apiVersion: kustomize.toolkit.fluxcd.io/v1
  kind: Kustomization
  metadata: {name: flux-system, namespace: flux-system}
  spec:
    path: ./clusters/main
    sourceRef: {kind: GitRepository, name: flux-system}
`;

function flux(spec: string, source = 'flux-system'): string {
  return `
  # @file clusters/main/prometheus.yaml
  apiVersion: kustomize.toolkit.fluxcd.io/v1
  kind: Kustomization
  metadata: {name: prometheus, namespace: flux-system}
  spec:
    path: ./apps/prometheus
    sourceRef: {kind: GitRepository, name: ${source}}
    ${spec}
`;
}

test('Flux gives its namespace to all that it delivers of its own repository', () => {
  const tree = APP + BOOTSTRAP + flux('targetNamespace: prod');
  const model = modelOf(tree);
  const found = model.bundlesOf(uriOf('apps/prometheus/rbac.yaml'));
  assert.deepEqual(found.map(shown), [
    'kustomization apps/prometheus: ServiceAccount prod/prometheus, ClusterRoleBinding prometheus',
  ]);
  const [bundle] = found;
  assert.ok(bundle);
  const [binding] = rbacOfBundle(bundle, undefined).objects.clusterRoleBindings;
  assert.deepEqual(
    binding?.subjects.map(subject => `${subject.namespace}/${subject.name}`),
    ['prod/prometheus'],
  );
});

test('of another source it is not known whether the folder is meant', () => {
  assert.deepEqual(bundlesOf(APP + BOOTSTRAP + flux('targetNamespace: prod', 'other'), 'apps/prometheus/rbac.yaml'), [
    'kustomization apps/prometheus: ServiceAccount ?/prometheus, ClusterRoleBinding prometheus',
    'kustomization apps/prometheus: ServiceAccount prod/prometheus, ClusterRoleBinding prometheus',
  ]);
  assert.deepEqual(bundlesOf(APP + flux('targetNamespace: prod'), 'apps/prometheus/rbac.yaml').length, 2);
});

const CHANGES: readonly (readonly [name: string, spec: string, bundle: string])[] = [
  [
    'nothing',
    'prune: true',
    'kustomization apps/prometheus: ServiceAccount ?/prometheus, ClusterRoleBinding prometheus',
  ],
  [
    'names',
    'namePrefix: a-\n    nameSuffix: -b',
    'kustomization apps/prometheus: ServiceAccount ?/a-prometheus-b, ClusterRoleBinding a-prometheus-b',
  ],
  [
    'a namespace that another one fills in',
    'targetNamespace: "${namespace}"',
    'kustomization apps/prometheus: ServiceAccount ?/prometheus (patched), ClusterRoleBinding prometheus (patched) [delivered]',
  ],
  [
    'a patch',
    `patches: [{target: {kind: ServiceAccount}, patch: '[{"op": "replace", "path": "/metadata/name", "value": "x"}]'}]`,
    'kustomization apps/prometheus: ServiceAccount ?/prometheus (patched), ClusterRoleBinding prometheus',
  ],
  [
    'a missing component',
    'components: [../gone]',
    'kustomization apps/prometheus: ServiceAccount ?/prometheus, ClusterRoleBinding prometheus [missing]',
  ],
  [
    'variables that are not there',
    'postBuild: {substitute: {a: b}}',
    'kustomization apps/prometheus: ServiceAccount ?/prometheus, ClusterRoleBinding prometheus',
  ],
];

for (const [name, spec, bundle] of CHANGES) {
  test(`Flux changes ${name}`, () => {
    assert.deepEqual(bundlesOf(APP + BOOTSTRAP + flux(spec), 'apps/prometheus/rbac.yaml'), [bundle]);
  });
}

test('objects with variables are not known', () => {
  const tree = APP.replace('namespace: default}', "namespace: '${where}'}");
  const found = bundlesOf(tree + BOOTSTRAP + flux('postBuild: {substitute: {where: a}}'), 'apps/prometheus/rbac.yaml');
  assert.deepEqual(found, [
    'kustomization apps/prometheus: ServiceAccount ?/prometheus, ClusterRoleBinding prometheus (patched)',
  ]);
});

const BELOW = `
  # @file apps/prometheus/rbac.yaml
  {apiVersion: v1, kind: ServiceAccount, metadata: {name: prometheus}}
  # @file apps/prometheus/more/deployment.yaml
  {apiVersion: apps/v1, kind: Deployment, metadata: {name: prometheus, namespace: own}}
  # @file apps/prometheus/kept/kustomization.yaml
  namespace: kept
  resources: [a.yaml]
  # @file apps/prometheus/kept/a.yaml
  {apiVersion: v1, kind: ConfigMap, metadata: {name: a}}
  # @file apps/prometheus/kept/b.yaml
  {apiVersion: v1, kind: ConfigMap, metadata: {name: b}}
`;

test('without a kustomization Flux takes all manifests below the folder', () => {
  const all = 'ServiceAccount prod/prometheus, Deployment prod/prometheus, ConfigMap prod/a';
  assert.deepEqual(bundlesOf(BELOW + BOOTSTRAP + flux('targetNamespace: prod'), 'apps/prometheus/rbac.yaml'), [
    `kustomization apps/prometheus: ${all}`,
  ]);
  assert.deepEqual(bundlesOf(BELOW + flux('targetNamespace: prod', 'other'), 'apps/prometheus/rbac.yaml'), [
    `kustomization apps/prometheus: ${all}`,
    'folder apps/prometheus: ServiceAccount ?/prometheus',
  ]);
});

/** An application of applications of one repository. */
function argo(source: string, destination = 'prod'): string {
  return `
  # @file argo/root.yaml
  apiVersion: argoproj.io/v1alpha1
  kind: Application
  metadata: {name: root, namespace: argocd}
  spec:
    source: {repoURL: "https://example.com/fleet", path: argo/apps}
    destination: {namespace: argocd}
  # @file argo/apps/prometheus.yaml
  apiVersion: argoproj.io/v1alpha1
  kind: Application
  metadata: {name: prometheus, namespace: argocd}
  spec:
    source:
      repoURL: https://example.com/fleet
      path: apps/prometheus
      ${source}
    destination: {namespace: "${destination}"}
`;
}

const FLAT = `
  # @file apps/prometheus/all.yaml
  {apiVersion: v1, kind: ServiceAccount, metadata: {name: prometheus}}
  ---
  {apiVersion: v1, kind: ServiceAccount, metadata: {name: other, namespace: own}}
  ---
  {apiVersion: rbac.authorization.k8s.io/v1, kind: ClusterRole, metadata: {name: prometheus}}
  # @file apps/prometheus/more/all.yaml
  {apiVersion: v1, kind: ServiceAccount, metadata: {name: more}}
`;

test('Argo CD gives its namespace to what names none', () => {
  const flat = 'ServiceAccount prod/prometheus, ServiceAccount own/other, ClusterRole prometheus';
  const path = 'apps/prometheus/all.yaml';
  assert.deepEqual(bundlesOf(FLAT + argo(''), path), [`folder apps/prometheus: ${flat}`]);
  assert.deepEqual(bundlesOf(FLAT + argo('directory: {recurse: true}'), path), [
    `folder apps/prometheus: ${flat}, ServiceAccount prod/more`,
  ]);
  assert.deepEqual(bundlesOf(FLAT + argo('directory: {include: "a*.yaml"}'), path), [
    'folder apps/prometheus: ServiceAccount prod/prometheus (patched), ServiceAccount own/other (patched), ClusterRole prometheus (patched) [delivered]',
  ]);
});

test('Argo CD runs kustomize with what the application says', () => {
  const path = 'apps/prometheus/rbac.yaml';
  const of = (source: string) => bundlesOf(APP + argo(source), path);
  assert.deepEqual(of(''), [
    'kustomization apps/prometheus: ServiceAccount prod/prometheus, ClusterRoleBinding prometheus',
  ]);
  assert.deepEqual(of('kustomize: {namespace: forced, namePrefix: a-}'), [
    'kustomization apps/prometheus: ServiceAccount forced/a-prometheus, ClusterRoleBinding a-prometheus',
  ]);
  assert.deepEqual(of('plugin: {name: own}'), [
    'kustomization apps/prometheus: ServiceAccount prod/prometheus (patched), ClusterRoleBinding prometheus (patched) [delivered]',
  ]);
  assert.deepEqual(of('helm: {releaseName: a}'), [
    'kustomization apps/prometheus: ServiceAccount ?/prometheus, ClusterRoleBinding prometheus',
  ]);
});

test('an ApplicationSet may change anything that its templates name', () => {
  const set = (kustomize: string) => `
  # @file argo/set.yaml
  apiVersion: argoproj.io/v1alpha1
  kind: ApplicationSet
  metadata: {name: apps, namespace: argocd}
  spec:
    generators: [{git: {repoURL: "https://example.com/fleet", directories: [{path: apps/*}]}}]
    template:
      metadata: {name: '{{path.basename}}'}
      spec:
        source: {repoURL: "https://example.com/fleet", path: '{{path}}'${kustomize}}
        destination: {namespace: '{{path.basename}}'}
  `;
  const path = 'apps/prometheus/rbac.yaml';
  const plain = 'kustomization apps/prometheus: ServiceAccount ?/prometheus, ClusterRoleBinding prometheus';
  assert.deepEqual(bundlesOf(APP + set(''), path), [plain]);
  assert.deepEqual(bundlesOf(APP + set(", kustomize: {namePrefix: '{{env}}-'}"), path), [`${plain} [delivered]`]);
});
