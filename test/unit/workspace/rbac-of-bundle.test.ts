import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Subject } from '../../../src/kubernetes/rbac/subject.ts';
import { type BundleRbac, rbacOfBundle } from '../../../src/workspace/rbac-of-bundle.ts';
import { spanOf } from '../../../src/yaml/source.ts';
import { modelOf, treeTexts } from './read-tree.ts';

function rbacIn(tree: string, root: string, unsaid: string | undefined): BundleRbac {
  const bundle = modelOf(tree).bundles.find(one => one.root === root);
  assert.ok(bundle, root);
  return rbacOfBundle(bundle, unsaid);
}

function subjects(all: readonly Subject[]): readonly string[] {
  return all.map(({ kind, namespace, name }) => `${kind} ${namespace}/${name}`);
}

const FLAT = `
  # @file rbac.yaml
  apiVersion: rbac.authorization.k8s.io/v1
  kind: ClusterRole
  metadata: {name: prometheus}
  rules:
    - apiGroups: [""]
      resources: [nodes]
      verbs: [get]
    - nonResourceURLs: [/metrics]
      verbs: [get]
  ---
  apiVersion: rbac.authorization.k8s.io/v1beta1
  kind: RoleBindingList
  items:
    - metadata: {name: a}
      roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: prometheus}
      subjects:
        - {kind: ServiceAccount, name: prometheus}
        - {kind: ServiceAccount, name: prometheus, namespace: other}
  ---
  apiVersion: rbac.authorization.k8s.io/v1
  kind: ClusterRoleBinding
  metadata: {name: b}
  roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: prometheus}
  subjects:
    - {kind: ServiceAccount, name: prometheus}
    - {kind: Group, name: "system:authenticated"}
  ---
  apiVersion: v1
  kind: ServiceAccount
  metadata: {name: prometheus}
  automountServiceAccountToken: false
  ---
  apiVersion: example.com/v1
  kind: Role
  metadata: {name: other, namespace: a}
`;

test('the objects of a folder, in the namespace that kubectl says', () => {
  const { objects, accounts, unplaced, openness } = rbacIn(FLAT, '', 'monitoring');
  assert.deepEqual(
    [...objects.clusterRoles.values()].flatMap(role => role.rules.map(rule => rule.verbs)),
    [['get'], ['get']],
  );
  assert.equal(objects.roles.size, 0);
  assert.deepEqual(
    objects.roleBindings.map(({ metadata, subjects: all }) => [metadata.namespace, metadata.name, subjects(all)]),
    [['monitoring', 'a', ['ServiceAccount monitoring/prometheus', 'ServiceAccount other/prometheus']]],
  );
  assert.deepEqual(
    objects.clusterRoleBindings.map(one => subjects(one.subjects)),
    [['ServiceAccount /prometheus', 'Group /system:authenticated']],
  );
  assert.deepEqual(
    accounts.map(({ account }) => [account.metadata.namespace, account.automountServiceAccountToken]),
    [['monitoring', false]],
  );
  assert.deepEqual([unplaced.length, openness.kind], [0, 'complete']);
});

test('what nobody places is not among the objects', () => {
  const { objects, unplaced } = rbacIn(FLAT, '', undefined);
  assert.equal(objects.roleBindings.length, 0);
  assert.deepEqual(
    unplaced.map(one => one.name),
    ['a'],
  );
});

test('the way back', () => {
  const { objects, originOf } = rbacIn(FLAT, '', 'monitoring');
  const text = treeTexts(FLAT).get('rbac.yaml') ?? '';
  const role = objects.clusterRoles.get('prometheus');
  const origin = role && originOf(role);
  const rule = origin?.rules[1]?.node;
  assert.ok(rule);
  const { start, end } = spanOf(rule);
  assert.equal(text.slice(start, end).trimEnd(), 'nonResourceURLs: [/metrics]\n    verbs: [get]');
  const [binding] = objects.roleBindings;
  assert.equal(binding && originOf(binding)?.subjects.length, 2);
  assert.equal(binding && originOf(binding)?.roleRef?.node.kind, 'map');
});

const OVERLAY = `
  # @file base/kustomization.yaml
  resources: [rbac.yaml]
  namePrefix: team-
  # @file base/rbac.yaml
  apiVersion: v1
  kind: ServiceAccount
  metadata: {name: prometheus}
  ---
  apiVersion: rbac.authorization.k8s.io/v1
  kind: ClusterRole
  metadata: {name: prometheus}
  ---
  apiVersion: rbac.authorization.k8s.io/v1
  kind: Role
  metadata: {name: prometheus}
  ---
  apiVersion: rbac.authorization.k8s.io/v1
  kind: RoleBinding
  metadata: {name: prometheus}
  roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: prometheus}
  subjects:
    - {kind: ServiceAccount, name: default, namespace: monitoring}
  ---
  apiVersion: rbac.authorization.k8s.io/v1
  kind: ClusterRoleBinding
  metadata: {name: prometheus}
  roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: prometheus}
  subjects:
    - {kind: ServiceAccount, name: prometheus, namespace: monitoring}
    - {kind: ServiceAccount, name: prometheus, namespace: default}
    - {kind: ServiceAccount, name: prometheus}
    - {kind: ServiceAccount, name: absent, namespace: monitoring}
    - {kind: ServiceAccount, name: team-prometheus, namespace: prod}
    - {kind: User, name: prometheus}
    - {kind: User, name: jane}
  # @file prod/kustomization.yaml
  resources: [../base]
  namespace: prod
  nameSuffix: -x
  patches:
    - target: {kind: ClusterRole}
      patch: '[{"op": "add", "path": "/rules/0", "value": {}}]'
`;

test('names, subjects and roles as kustomize writes them', () => {
  const { objects, accounts, openness } = rbacIn(OVERLAY, 'prod', undefined);
  assert.deepEqual([...objects.roles.keys()], ['prod/team-prometheus-x']);
  assert.deepEqual(
    [...objects.roleBindings, ...objects.clusterRoleBindings].map(one => [
      one.metadata.name,
      one.roleRef.name,
      subjects(one.subjects),
    ]),
    [
      ['team-prometheus-x', 'team-prometheus-x', ['ServiceAccount prod/default']],
      [
        'team-prometheus-x',
        'team-prometheus-x',
        [
          'ServiceAccount monitoring/prometheus',
          'ServiceAccount prod/team-prometheus-x',
          'ServiceAccount prod/team-prometheus-x',
          'ServiceAccount monitoring/absent',
          'ServiceAccount prod/team-prometheus-x',
          'User /team-prometheus-x',
          'User /jane',
        ],
      ],
    ],
  );
  assert.deepEqual(
    accounts.map(({ account }) => `${account.metadata.namespace}/${account.metadata.name}`),
    ['prod/team-prometheus-x'],
  );
  const reasons = openness.kind === 'open' ? openness.reasons.map(reason => `${reason.kind} ${reason.what}`) : [];
  assert.deepEqual(reasons, ['patched team-prometheus-x']);
});
