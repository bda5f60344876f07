import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseAllDocuments } from 'yaml';
import type { Access } from '../../../../src/prometheus/access/access.ts';
import { manifestsYaml } from '../../../../src/prometheus/access/manifest-yaml.ts';
import { type RbacManifestsRequest, rbacManifests } from '../../../../src/prometheus/access/rbac-manifests.ts';
import { accessOf } from './needs.ts';

const REQUEST: RbacManifestsRequest = {
  name: 'prometheus',
  namespace: 'monitoring',
  serviceAccount: { name: 'prometheus', is: 'made' },
  kubelet: 'fine-grained',
};

function manifestsFor(text: string, request: RbacManifestsRequest = REQUEST) {
  const accesses = accessOf(text).needs.map(({ access }) => access);
  return rbacManifests(accesses, request);
}

const KUBELETS = `
scrape_configs:
- job_name: kubelets
  scheme: https
  authorization: {credentials_file: /var/run/secrets/kubernetes.io/serviceaccount/token}
  kubernetes_sd_configs: [{role: node}]
`;

test('what is needed of the cluster is a ClusterRole, the rest a Role in each namespace', () => {
  const text = `${KUBELETS}
- job_name: slices
  kubernetes_sd_configs:
  - {role: endpointslice, namespaces: {names: [shop, auth]}, attach_metadata: {node: true, deployment: true}}
- job_name: api
  scheme: https
  authorization: {credentials_file: /var/run/secrets/kubernetes.io/serviceaccount/token}
  static_configs: [{targets: ['kubernetes.default.svc']}]
`;
  const role = (namespace: string) => `---
apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata:
  name: prometheus
  namespace: ${namespace}
rules:
- apiGroups:
  - ""
  resources:
  - services
  - pods
  verbs:
  - list
  - watch
- apiGroups:
  - discovery.k8s.io
  resources:
  - endpointslices
  verbs:
  - list
  - watch
- apiGroups:
  - apps
  resources:
  - replicasets
  verbs:
  - list
  - watch
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata:
  name: prometheus
  namespace: ${namespace}
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: Role
  name: prometheus
subjects:
- kind: ServiceAccount
  name: prometheus
  namespace: monitoring
`;
  assert.equal(
    manifestsYaml(manifestsFor(text)),
    `apiVersion: v1
kind: ServiceAccount
metadata:
  name: prometheus
  namespace: monitoring
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: prometheus
rules:
- apiGroups:
  - ""
  resources:
  - nodes
  verbs:
  - list
  - watch
- apiGroups:
  - ""
  resources:
  - nodes/metrics
  verbs:
  - get
- nonResourceURLs:
  - /metrics
  verbs:
  - get
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata:
  name: prometheus
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: ClusterRole
  name: prometheus
subjects:
- kind: ServiceAccount
  name: prometheus
  namespace: monitoring
${role('auth')}${role('shop')}`,
  );
});

test('an account that is there is not written, nor a namespace that is not known', () => {
  const request = { ...REQUEST, namespace: '', serviceAccount: { name: 'default', is: 'there already' } } as const;
  const manifests = manifestsFor(KUBELETS, request);
  assert.deepEqual(
    manifests.map(({ kind }) => kind),
    ['ClusterRole', 'ClusterRoleBinding'],
  );
  assert.ok(manifestsYaml(manifests).endsWith('- kind: ServiceAccount\n  name: default\n'));
});

test('older kubelets ask for the proxy, newer ones for less', () => {
  const text = KUBELETS.replace('scheme:', 'metrics_path: /pods\n  scheme:');
  const resources = (kubelet: RbacManifestsRequest['kubelet']) =>
    manifestsFor(text, { ...REQUEST, kubelet }).flatMap(one =>
      'rules' in one ? one.rules.flatMap(rule => ('resources' in rule ? rule.resources : [])) : [],
    );
  assert.deepEqual(resources('fine-grained'), ['nodes', 'nodes/pods']);
  assert.deepEqual(resources('coarse'), ['nodes', 'nodes/proxy']);
});

test('a right in all namespaces covers the same in one', () => {
  const text = `scrape_configs:
- {job_name: a, kubernetes_sd_configs: [{role: pod, namespaces: {names: [shop]}}, {role: pod}]}
- {job_name: b, kubernetes_sd_configs: [{role: service, namespaces: {names: [shop]}}]}
`;
  const kinds = manifestsFor(text).map(({ kind, metadata }) => [kind, metadata.namespace]);
  assert.deepEqual(kinds.slice(1), [
    ['ClusterRole', undefined],
    ['ClusterRoleBinding', undefined],
    ['Role', 'shop'],
    ['RoleBinding', 'shop'],
  ]);
  assert.ok(!manifestsYaml(manifestsFor(text).slice(3)).includes('pods'));
});

test('a right on objects of any name covers the same on some', () => {
  const proxy = { kind: 'resource', verbs: ['get'], group: '', resource: 'services', subresource: 'proxy' } as const;
  const named = { ...proxy, coarser: '', names: ['web'], namespace: 'shop' };
  const rules = (...accesses: readonly Access[]) =>
    rbacManifests(accesses, REQUEST).flatMap(one => ('rules' in one ? one.rules : []));
  const rule = { apiGroups: [''], resources: ['services/proxy'], verbs: ['get'] };
  assert.deepEqual(rules(named), [{ ...rule, resourceNames: ['web'] }]);
  assert.deepEqual(rules(named, { ...named, names: [] }), [rule]);
  assert.deepEqual(rules(named, { ...named, names: [], namespace: '' }), [rule]);
});

test('a configuration that needs nothing has no role', () => {
  assert.deepEqual(
    manifestsFor("scrape_configs: [{job_name: a, static_configs: [{targets: ['a:1']}]}]").map(({ kind }) => kind),
    ['ServiceAccount'],
  );
});

test('YAML reads back what was written', () => {
  const objects = [
    { a: ['', 'x', 'true', 'No', '1e3', '-', '*', 'a: b', '# c', 'ä', '/metrics', '~', 'y'], empty: [], none: {} },
    { 'key: with': { nested: [{ a: 'b', c: ['d'] }, 'e', {}, [['f'], []], null] }, n: 1, yes: true, nothing: null },
  ];
  const read = parseAllDocuments(manifestsYaml(objects), { version: '1.1' }).map(one => one.toJSON());
  assert.deepEqual(read, objects);
});
