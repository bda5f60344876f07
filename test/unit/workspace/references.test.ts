import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Named } from '../../../src/workspace/bundle.ts';
import type { ReferenceTarget } from '../../../src/workspace/references.ts';
import { referencesOf } from '../../../src/workspace/references.ts';
import { modelOf, treeTexts } from './read-tree.ts';

const WHOLE = `
  # @file prometheus/deployment.yaml
  apiVersion: apps/v1
  kind: Deployment
  metadata: {name: prometheus, namespace: monitoring}
  spec:
    template:
      spec:
        serviceAccountName: prometheus
        volumes:
          - name: config
            configMap: {name: prometheus-config}
          - name: web
            secret: {secretName: web, optional: true}
          - name: all
            projected:
              sources:
                - configMap: {name: rules}
                - secret: {name: other}
          - name: data
            emptyDir: {}
  # @file prometheus/config.yaml
  apiVersion: v1
  kind: ConfigMap
  metadata: {name: prometheus-config, namespace: monitoring}
  ---
  apiVersion: v1
  kind: ConfigMap
  metadata: {name: rules}
  ---
  apiVersion: v1
  kind: ConfigMap
  metadata: {name: rules, namespace: other}
  # @file prometheus/rbac.yaml
  apiVersion: v1
  kind: List
  items:
    - apiVersion: v1
      kind: ServiceAccount
      metadata: {name: prometheus}
    - apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRoleBinding
      metadata: {name: prometheus}
      roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: prometheus}
      subjects:
        - {kind: ServiceAccount, name: prometheus, namespace: monitoring}
        - {kind: ServiceAccount, name: default, namespace: monitoring}
        - {kind: User, name: jane}
    - apiVersion: rbac.authorization.k8s.io/v1
      kind: RoleBinding
      metadata: {name: view, namespace: monitoring}
      roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: view}
      subjects:
        - {kind: ServiceAccount, name: grafana}
  # @file grafana/account.yaml
  apiVersion: v1
  kind: ServiceAccount
  metadata: {name: grafana}
`;

/** `volume web -> not-found`, with where it is written. */
function written(tree: string, root: string): readonly string[] {
  const model = modelOf(tree);
  const texts = treeTexts(tree);
  const bundle = model.bundles.find(one => one.root === root);
  assert.ok(bundle, root);
  return referencesOf(model, bundle).map(({ by, name, place, target, presence }) => {
    const text = texts.get(place.uri.replace('file:///w/', ''))?.slice(place.span.start, place.span.end);
    assert.equal(text, name);
    return `${by} ${name} ${presence === 'optional' ? '(optional) ' : ''}-> ${targetText(target)}`;
  });
}

function targetText(target: ReferenceTarget): string {
  switch (target.kind) {
    case 'resolved':
      return nameOf(target.to);
    case 'several':
    case 'elsewhere':
      return `${target.kind} ${target.to.map(nameOf).join(', ')}`;
    case 'unknown':
      return `unknown ${target.why}`;
    default:
      return target.kind;
  }
}

function nameOf(one: Named): string {
  return `${'object' in one ? one.object.kind : one.kind} ${one.namespace ?? '?'}/${one.name}`;
}

test('the objects of a folder refer to each other', () => {
  assert.deepEqual(written(WHOLE, 'prometheus'), [
    'volume prometheus-config -> ConfigMap monitoring/prometheus-config',
    'volume web (optional) -> not-found',
    'volume rules -> ConfigMap ?/rules',
    'volume other -> not-found',
    'service-account prometheus -> ServiceAccount ?/prometheus',
    'role-ref prometheus -> not-found',
    'subject prometheus -> ServiceAccount ?/prometheus',
    'subject default -> unknown built-in',
    'role-ref view -> unknown built-in',
    'subject grafana -> elsewhere ServiceAccount ?/grafana',
  ]);
});

test('what is missing in an open bundle is unknown', () => {
  const tree = `
    # @file a/kustomization.yaml
    resources: [binding.yaml, "https://example.com/role.yaml"]
    # @file a/binding.yaml
    apiVersion: rbac.authorization.k8s.io/v1
    kind: RoleBinding
    metadata: {name: a, namespace: b}
    roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: a}
  `;
  assert.deepEqual(written(tree, 'a'), ['role-ref a -> unknown open']);
});

test('a patch may change a reference', () => {
  const tree = `
    # @file a/kustomization.yaml
    resources: [pod.yaml]
    patches:
      - patch: |
          apiVersion: v1
          kind: Pod
          metadata: {name: a}
          spec: {serviceAccountName: other}
    # @file a/pod.yaml
    apiVersion: v1
    kind: Pod
    metadata: {name: a}
    spec: {serviceAccountName: b}
  `;
  assert.deepEqual(written(tree, 'a'), ['service-account b -> unknown patched']);
});

const RENAMED = `
  # @file base/kustomization.yaml
  resources: [all.yaml]
  configMapGenerator:
    - name: config
      files: [prometheus.yml]
  # @file base/prometheus.yml
  scrape_configs: []
  # @file base/all.yaml
  apiVersion: v1
  kind: ServiceAccount
  metadata: {name: prometheus}
  ---
  apiVersion: apps/v1
  kind: StatefulSet
  metadata: {name: prometheus}
  spec:
    template:
      spec:
        serviceAccountName: prometheus
        volumes: [{name: config, configMap: {name: config}}]
  ---
  apiVersion: v1
  kind: Pod
  metadata: {name: older-spelling}
  spec: {serviceAccount: prometheus}
  ---
  apiVersion: monitoring.coreos.com/v1
  kind: Prometheus
  metadata: {name: literal}
  spec: {serviceAccountName: prometheus}
  ---
  apiVersion: monitoring.coreos.com/v1
  kind: Prometheus
  metadata: {name: prefixed}
  spec: {serviceAccountName: dev-prometheus}
  ---
  apiVersion: rbac.authorization.k8s.io/v1
  kind: ClusterRoleBinding
  metadata: {name: prometheus}
  roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: gone}
  subjects:
    - {kind: ServiceAccount, name: prometheus, namespace: default}
    - {kind: ServiceAccount, name: prometheus, namespace: dev}
    - {kind: ServiceAccount, name: prometheus, namespace: monitoring}
  # @file dev/kustomization.yaml
  resources: [../base]
  namespace: dev
  namePrefix: dev-
`;

test('kustomize follows some names and not others', () => {
  assert.deepEqual(written(RENAMED, 'dev'), [
    'volume config -> ConfigMap dev/dev-config',
    'service-account prometheus -> ServiceAccount dev/dev-prometheus',
    'service-account prometheus -> elsewhere ServiceAccount dev/dev-prometheus',
    'service-account prometheus -> elsewhere ServiceAccount dev/dev-prometheus',
    'service-account dev-prometheus -> ServiceAccount dev/dev-prometheus',
    'role-ref gone -> not-found',
    'subject prometheus -> ServiceAccount dev/dev-prometheus',
    'subject prometheus -> ServiceAccount dev/dev-prometheus',
    'subject prometheus -> elsewhere ServiceAccount dev/dev-prometheus',
  ]);
});

test('two variants of one base in a kustomization stay apart', () => {
  const tree = `
    # @file all/kustomization.yaml
    resources: [../a, ../b]
    # @file a/kustomization.yaml
    resources: [../base]
    namePrefix: a-
    # @file b/kustomization.yaml
    resources: [../base]
    namePrefix: b-
    # @file base/kustomization.yaml
    resources: [all.yaml]
    # @file base/all.yaml
    apiVersion: v1
    kind: ServiceAccount
    metadata: {name: prometheus}
    ---
    apiVersion: v1
    kind: Pod
    metadata: {name: prometheus}
    spec: {serviceAccountName: prometheus}
  `;
  assert.deepEqual(written(tree, 'all'), [
    'service-account prometheus -> ServiceAccount ?/a-prometheus',
    'service-account prometheus -> ServiceAccount ?/b-prometheus',
  ]);
});

test('generators that add to each other make one object', () => {
  const tree = `
    # @file base/kustomization.yaml
    resources: [pod.yaml]
    configMapGenerator: [{name: config, files: [prometheus.yml]}]
    # @file base/pod.yaml
    apiVersion: v1
    kind: Pod
    metadata: {name: prometheus}
    spec: {volumes: [{name: v, configMap: {name: config}}]}
    # @file dev/kustomization.yaml
    resources: [../base]
    configMapGenerator: [{name: config, behavior: merge, files: [rules.yml]}]
  `;
  assert.deepEqual(written(tree, 'dev'), ['volume config -> ConfigMap ?/config']);
});
