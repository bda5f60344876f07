import assert from 'node:assert/strict';
import { test } from 'node:test';
import { foundIn, messagesOf, titlesOf, warningsIn } from './check-rbac.ts';
import { ACCOUNT, BINDING, GRANTED, POD_JOB, ROLE, type TreeParts, tree } from './fixtures.ts';

/** Of what may be right, or is somebody else’s, nothing is said. */

const TOKEN = '/var/run/secrets/kubernetes.io/serviceaccount/token';

function fixture(parts: Partial<TreeParts>): string {
  return tree({ ...GRANTED, ...parts });
}

/** The RBAC with a rule more. */
function withRule(rule: string): string {
  return `${ACCOUNT}${ROLE.replace('\n---', `\n${rule}\n---`)}${BINDING}`;
}

/** Texts that people and tools replace before a file is applied. */
const PLACEHOLDERS = [
  '${NAMESPACE}',
  '$NAMESPACE',
  '$(NAMESPACE)',
  '<namespace>',
  'NAMESPACE_PLACEHOLDER',
  'YOUR-NAMESPACE',
  '__NAMESPACE__',
  '[[namespace]]',
  '{namespace}',
  '#{namespace}#',
];

for (const text of PLACEHOLDERS) {
  test(`a namespace that is still to be written: ${text}`, () => {
    const rbac = GRANTED.rbac.replace(/namespace: monitoring\n$/, `namespace: ${text}\n`);
    assert.deepEqual(warningsIn(fixture({ rbac })), []);
  });
}

test('a namespace of a job that is still to be written', () => {
  const rbac = `${ACCOUNT}${ROLE.replace('ClusterRole', 'Role').replace('prometheus\n', 'prometheus\n  namespace: monitoring\n')}${BINDING.replace('ClusterRoleBinding', 'RoleBinding').replace('kind: ClusterRole\n', 'kind: Role\n').replace('prometheus\n', 'prometheus\n  namespace: monitoring\n')}`;
  const of = (name: string) => fixture({ config: `${POD_JOB}    namespaces: {names: [monitoring, ${name}]}`, rbac });
  assert.deepEqual(foundIn(of('"$TEAM"')), []);
  assert.deepEqual(warningsIn(of('team')), ['config.yaml:11 rbac/missing-access pod']);
});

const OPENSHIFT = `
apiVersion: authorization.openshift.io/v1
kind: ClusterRoleBinding
metadata:
  name: prometheus-reads
roleRef:
  name: cluster-reader
userNames:
- system:serviceaccount:monitoring:prometheus
`;
const NOT_GRANTED = GRANTED.rbac.replace('[pods]', '[services]');

test('what may grant the right and cannot be read', () => {
  assert.equal(warningsIn(fixture({ rbac: NOT_GRANTED })).length, 1);
  for (const more of [
    OPENSHIFT,
    OPENSHIFT.replace('authorization.openshift.io/', ''),
    '\napiVersion: template.openshift.io/v1\nkind: Template\nmetadata:\n  name: more\nobjects: []\n',
  ])
    assert.deepEqual(warningsIn(`${fixture({ rbac: NOT_GRANTED })}# @file more.yaml${more}`), []);
});

test('two variants of a role beside each other: nobody says which is applied', () => {
  const other = (text: string) => `${fixture({ rbac: NOT_GRANTED })}# @file variant.yaml${text}`;
  assert.deepEqual(foundIn(other(ROLE)), []);
  assert.equal(warningsIn(other(NOT_GRANTED.slice(ACCOUNT.length))).length, 1);
});

for (const role of ['cluster-reader', 'cluster-monitoring-view', 'acme:monitoring']) {
  test(`a role that comes with the cluster: ${role}`, () => {
    const rbac = GRANTED.rbac.replace('name: prometheus\nsub', `name: ${role}\nsub`);
    assert.deepEqual(foundIn(fixture({ rbac })), []);
  });
}

test('a role that the files do not have may be in the cluster, unless one that would do is bound to nobody', () => {
  const binding = BINDING.replace('name: prometheus\nsub', 'name: monitoring\nsub');
  const of = (role: string) => fixture({ rbac: `${ACCOUNT}${role}${binding}` });
  assert.deepEqual(warningsIn(of(ROLE)), ['rbac.yaml:23 rbac/role-not-found monitoring']);
  assert.deepEqual(foundIn(of(ROLE.replace('[pods]', '[services]'))), []);
  const other = BINDING.replaceAll('  name: prometheus\n', '  name: other\n');
  const bound = other.replace('name: other\nsub', 'name: prometheus\nsub');
  assert.deepEqual(foundIn(of(`${ROLE}${bound}---`)), []);
});

test('a kustomization that gives no namespace is built by another one that does', () => {
  const of = (kustomization: string) =>
    `${fixture({}).replace(/\n {2}namespace: monitoring/g, '')}# @file kustomization.yaml\n${kustomization}`;
  assert.deepEqual(foundIn(of('resources: [config.yaml, deployment.yaml, rbac.yaml]\n')), []);
});

const NODES_PROXY = '- apiGroups: [""]\n  resources: [nodes/proxy]\n  verbs: [get]';

test('nodes/proxy that allows no commands', () => {
  for (const rbac of [
    withRule(NODES_PROXY.replace('[get]', '[list, watch]')),
    withRule(NODES_PROXY.replace('[""]', '[apps]')),
    withRule(`${NODES_PROXY}\n  resourceNames: [one]`),
    `${ACCOUNT}${ROLE.replace('\n---', `\n${NODES_PROXY}\n---`)}${BINDING.replace('ClusterRoleBinding', 'RoleBinding').replace('prometheus\n', 'prometheus\n  namespace: monitoring\n')}`,
  ])
    assert.deepEqual(messagesOf(fixture({ rbac }), 'rbac/nodes-proxy'), [], rbac);
  for (const verb of ['[get]', '[create]', '["*"]'])
    assert.equal(
      messagesOf(fixture({ rbac: withRule(NODES_PROXY.replace('[get]', verb)) }), 'rbac/nodes-proxy').length,
      1,
    );
});

const KUBELETS = `
scrape_configs:
- job_name: kubelets
  scheme: https
  authorization:
    credentials_file: ${TOKEN}
  kubernetes_sd_configs:
  - role: node
`;

test('what is to be done about nodes/proxy hangs on what needs it', () => {
  const rbac = withRule(NODES_PROXY).replace('[pods]', '[nodes, pods, nodes/metrics]').replace('[list', '[get, list');
  const wayOut = (config: string, more = '') => {
    const [message = ''] = messagesOf(`${fixture({ config, rbac })}${more}`, 'rbac/nodes-proxy');
    return message.slice(message.indexOf('too. ') + 5);
  };
  const path = `${KUBELETS}  relabel_configs:
  - source_labels: [__meta_kubernetes_node_annotation_path]
    target_label: __metrics_path__
`;
  assert.match(wayOut(KUBELETS), /^Remove it:/);
  assert.match(wayOut(path), /Remove it unless something else needs it\.$/);
  assert.match(
    wayOut(`${KUBELETS}  metrics_path: /healthz\n`),
    /^Scrape of kubelets only what `nodes\/metrics` allows/,
  );
  assert.deepEqual(
    titlesOf(fixture({ config: `${KUBELETS}  metrics_path: /healthz\n`, rbac }), 'rbac/nodes-proxy'),
    [],
  );
});

const SECRETS = '- apiGroups: [""]\n  resources: [secrets]\n  verbs: [get]';

test('Secrets that are not read, or by something beside Prometheus', () => {
  assert.deepEqual(messagesOf(fixture({ rbac: withRule(SECRETS.replace('[get]', '[create]')) }), 'rbac/secrets'), []);
  assert.deepEqual(messagesOf(fixture({ rbac: withRule(SECRETS.replace('[""]', '[acme]')) }), 'rbac/secrets'), []);
  const rbac = withRule(SECRETS);
  const alone = messagesOf(fixture({ rbac }), 'rbac/secrets');
  const deployment = GRANTED.deployment.replace('      containers:\n', '      containers:\n      - name: sidecar\n');
  const beside = messagesOf(fixture({ rbac, deployment }), 'rbac/secrets');
  assert.match(alone[0] ?? '', /Remove them from this rule\.$/);
  assert.match(beside[0] ?? '', /Remove them from this rule, unless something else needs them\.$/);
});

const UNUSED = fixture({ rbac: GRANTED.rbac.replace('[pods]', '[configmaps, pods]') });
const OTHER_PODS = GRANTED.deployment
  .replace('name: prometheus\n', 'name: exporter\n')
  .replace('name: prometheus-config', 'name: exporter-config');

test('a right that something beside Prometheus may use is not called unused', () => {
  const unused = (tree: string) => messagesOf(tree, 'rbac/unused-rule').length;
  assert.equal(unused(UNUSED), 1);
  assert.equal(unused(UNUSED.replace('prom/prometheus:', 'acme/agent:')), 0);
  const init = UNUSED.replace('      containers:\n', '      initContainers:\n      - name: fetch\n      containers:\n');
  assert.equal(unused(init), 0);
  assert.equal(unused(`${UNUSED}# @file exporter/deployment.yaml${OTHER_PODS}`), 0);
  const installation = `# @file exporter/deployment.yaml${OTHER_PODS}---${ACCOUNT.slice(0, -4)}\n`;
  assert.equal(unused(`${UNUSED}${installation}`), 1);
  const elsewhere = OTHER_PODS.replace('namespace: monitoring', 'namespace: shop');
  assert.equal(unused(`${UNUSED}# @file exporter/deployment.yaml${elsewhere}`), 1);
});

test('of those that mount a ConfigMap of several programs, only those that may run a Prometheus count', () => {
  const other = GRANTED.deployment
    .replace('name: prometheus\n', 'name: other\n')
    .replace('serviceAccountName: prometheus', 'serviceAccountName: other');
  const withOther = (image: string) =>
    `${fixture({ rbac: NOT_GRANTED })}# @file other.yaml${other.replace('prom/prometheus:v3.5.0', image)}`;
  assert.equal(warningsIn(withOther('grafana/grafana')).length, 1);
  assert.equal(warningsIn(withOther('acme/prometheus:1')).length, 0);
  const told = GRANTED.deployment.replace('v3.5.0', 'v3.5.0\n        args: [--config.file=/etc/prometheus/other.yml]');
  assert.deepEqual(warningsIn(fixture({ deployment: told, rbac: NOT_GRANTED })), []);
});

test('what a Role says of nodes counts where they are needed and not granted otherwise', () => {
  const role = ROLE.replace('ClusterRole', 'Role')
    .replace('name: prometheus\n', 'name: reads\n  namespace: monitoring\n')
    .replace('[pods]', '[nodes, pods]');
  const binding = BINDING.replace('ClusterRoleBinding', 'RoleBinding')
    .replace('kind: ClusterRole\n', 'kind: Role\n')
    .replace('name: prometheus\nroleRef', 'name: reads\n  namespace: monitoring\nroleRef')
    .replace('name: prometheus\nsub', 'name: reads\nsub');
  const config = `${POD_JOB}- job_name: nodes\n  kubernetes_sd_configs:\n  - role: node\n`;
  const both = (clusterRole: string) => `${ACCOUNT}${clusterRole}${role}${binding}---${BINDING}`;
  assert.deepEqual(warningsIn(fixture({ rbac: both(ROLE) })), []);
  assert.deepEqual(warningsIn(fixture({ config, rbac: both(ROLE.replace('[pods]', '[nodes, pods]')) })), []);
  const missing = warningsIn(fixture({ config, rbac: both(ROLE) }));
  assert.deepEqual(missing, [
    'config.yaml:14 rbac/missing-access node',
    'rbac.yaml:23 rbac/cluster-resource-in-role nodes',
  ]);
});

const INGRESS_JOB = POD_JOB.replace('role: pod', 'role: ingress');
const EXTENSIONS = GRANTED.rbac.replace('[""]', '[extensions]').replace('[pods]', '[ingresses]');

test('an older Prometheus lists Ingresses in another group', () => {
  const image = (tag: string) => GRANTED.deployment.replace('v3.5.0', tag);
  const codes = (tag: string) =>
    foundIn(fixture({ config: INGRESS_JOB, deployment: image(tag), rbac: EXTENSIONS })).map(one => one.split(' ')[1]);
  assert.deepEqual(codes('v2.2.1'), []);
  assert.deepEqual(codes('v2.29.0'), []);
  assert.deepEqual(codes('v2.30.0'), ['rbac/missing-access', 'rbac/api-group']);
  assert.deepEqual(codes('latest'), ['rbac/missing-access', 'rbac/api-group']);
});

test('a list of one object by its name may be allowed by its name', () => {
  const config = `${POD_JOB}    selectors:\n    - role: pod\n      field: metadata.name=web\n`;
  const rbac = GRANTED.rbac.replace('[pods]', '[pods]\n  resourceNames: [web]');
  assert.deepEqual(foundIn(fixture({ config, rbac })), []);
  assert.equal(warningsIn(fixture({ rbac })).length, 2);
});

test('targets for which no path through the API server is made are not accused for', () => {
  const config = `
scrape_configs:
- job_name: pods
  scheme: https
  authorization:
    credentials_file: ${TOKEN}
  kubernetes_sd_configs:
  - role: pod
  relabel_configs:
  - target_label: __address__
    replacement: kubernetes.default.svc:443
  - source_labels: [__meta_kubernetes_namespace, __meta_kubernetes_pod_name, __meta_kubernetes_pod_container_port_number]
    regex: (.+);(.+);(.+)
    target_label: __metrics_path__
    replacement: /api/v1/namespaces/$1/pods/$2:$3/proxy/metrics
`;
  const rbac = GRANTED.rbac.replace('[pods]', '[pods, pods/proxy]').replace('[list', '[get, list');
  assert.deepEqual(warningsIn(fixture({ config, rbac })), []);
  assert.equal(warningsIn(fixture({ config })).length, 1);
});

test('cluster-admin by a RoleBinding is for its namespace', () => {
  const admin = BINDING.replace('name: prometheus\nsub', 'name: cluster-admin\nsub');
  const inNamespace = admin
    .replace('ClusterRoleBinding', 'RoleBinding')
    .replace('name: prometheus\n', 'name: prometheus\n  namespace: monitoring\n');
  const of = (binding: string) => messagesOf(fixture({ rbac: `${ACCOUNT}${binding}` }), 'rbac/wildcard').join();
  assert.match(of(admin), /may do everything: /);
  assert.match(of(inNamespace), /may do everything in the namespace of this binding: /);
});

const ELSEWHERE = BINDING.slice(0, BINDING.indexOf('subjects:'));

for (const subject of [
  '- {kind: Group, name: "system:serviceaccounts:monitoring"}',
  '- {kind: Group, name: "system:serviceaccounts"}',
  '- {kind: Group, name: "system:authenticated"}',
  '- {kind: User, name: "system:serviceaccount:monitoring:prometheus"}',
]) {
  test(`a binding elsewhere for ${subject}`, () => {
    const of = (binding: string) => `${fixture({ rbac: NOT_GRANTED })}# @file more/binding.yaml\n${binding}subjects:\n`;
    assert.deepEqual(warningsIn(`${of(ELSEWHERE)}${subject}\n`), []);
    assert.equal(warningsIn(`${of(ELSEWHERE)}${subject.replace('system:', 'acme:')}\n`).length, 1);
    if (!subject.includes('Group')) return;
    const discovery = ELSEWHERE.replace(/name: prometheus\n$/, 'name: system:discovery\n');
    assert.equal(warningsIn(`${of(discovery)}${subject}\n`).length, 1);
  });
}

test('a binding in a chart elsewhere that names the account', () => {
  const of = (binding: string) =>
    `${fixture({ rbac: NOT_GRANTED })}# @file chart/Chart.yaml
apiVersion: v2
name: monitoring
# @file chart/templates/binding.yaml
{{- if .Values.rbac }}
${binding}
{{- end }}
`;
  assert.deepEqual(warningsIn(of(BINDING)), []);
  assert.equal(warningsIn(of(BINDING.replaceAll('name: prometheus', 'name: grafana'))).length, 1);
  assert.equal(warningsIn(of(ROLE)).length, 1);
});

const NESTED = [
  `
apiVersion: kubernetes.crossplane.io/v1alpha2
kind: Object
metadata:
  name: binding
spec:
  forProvider:
    manifest:
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRoleBinding
`,
  `
apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata:
  name: more
spec:
  values:
    extraObjects:
    - kind: RoleBinding
`,
  `
apiVersion: v1
kind: ConfigMap
metadata:
  name: more
data:
  binding.json: '{"apiVersion": "rbac.authorization.k8s.io/v1", "kind": "ClusterRoleBinding"}'
`,
];

for (const more of NESTED) {
  test(`a binding within another object: ${/kind: (\w+)/.exec(more)?.[1]}`, () => {
    const of = (text: string) => warningsIn(`${fixture({ rbac: NOT_GRANTED })}# @file more.yaml${text}`);
    assert.deepEqual(of(more), []);
    assert.equal(of(more.replace(/(Cluster)?RoleBinding/, 'Deployment')).length, 1);
  });
}
