import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkWorkspaceFix, foundIn, titlesOf } from './check-rbac.ts';
import { ACCOUNT, BINDING, DEPLOYMENT, GRANTED, POD_JOB, ROLE, tree } from './fixtures.ts';

function withRole(from: string, to: string): string {
  return tree({ ...GRANTED, rbac: `${ACCOUNT}${ROLE.replace(from, to)}${BINDING}` });
}

test('a star', () => {
  const fixture = withRole('[list, watch]', '["*"]');
  assert.deepEqual(foundIn(fixture), ['rbac.yaml:14 rbac/wildcard "*"']);
  const after =
    checkWorkspaceFix(fixture, 'rbac/wildcard', 'Narrow the rule to what the jobs need').get('rbac.yaml') ?? '';
  assert.match(
    after,
    /\nrules:\n- apiGroups: \[""\]\n {2}resources: \["?pods"?\]\n {2}verbs: \["?list"?, "?watch"?\]\n---/,
  );
});

test('a rule of stars becomes the rules that are needed', () => {
  const config = POD_JOB.replace('role: pod', 'role: endpointslice');
  const rbac = `${ACCOUNT}${ROLE.replace('[""]', '["*"]').replace('[pods]', '["*"]').replace('[list, watch]', '["*"]')}${BINDING}`;
  const fixture = tree({ ...GRANTED, config, rbac });
  assert.equal(foundIn(fixture).length, 3);
  const [title] = titlesOf(fixture, 'rbac/wildcard');
  assert.equal(title, 'Narrow the rule to what the jobs need');
});

test('a star of jobs that are not all decided is not narrowed', () => {
  const config = `${POD_JOB}  scheme: https
  authorization:
    credentials_file: /var/run/secrets/kubernetes.io/serviceaccount/token
  relabel_configs:
  - source_labels: [__meta_kubernetes_pod_label_path]
    target_label: __metrics_path__
`;
  assert.deepEqual(
    titlesOf(tree({ ...GRANTED, config, rbac: GRANTED.rbac.replace('[list, watch]', '["*"]') }), 'rbac/wildcard'),
    [],
  );
});

test('cluster-admin', () => {
  const fixture = tree({
    ...GRANTED,
    rbac: `${ACCOUNT}${BINDING.replace('name: prometheus\nsub', 'name: cluster-admin\nsub')}`,
  });
  assert.deepEqual(foundIn(fixture), ['rbac.yaml:14 rbac/wildcard cluster-admin']);
  const after =
    checkWorkspaceFix(fixture, 'rbac/wildcard', 'Bind a ClusterRole with what the jobs need').get('rbac.yaml') ?? '';
  assert.match(
    after,
    /kind: ClusterRole\n {2}name: prometheus-discovery\nsubjects[\s\S]*kind: ClusterRole\nmetadata:\n {2}name: prometheus-discovery\n/,
  );
});

test('Secrets', () => {
  const fixture = withRole('[pods]', '[pods, secrets]');
  assert.deepEqual(foundIn(fixture), ['rbac.yaml:13 rbac/secrets secrets']);
  const after = checkWorkspaceFix(fixture, 'rbac/secrets', 'Remove `secrets` from the rule').get('rbac.yaml') ?? '';
  assert.match(after, /resources: \[pods\]\n/);
});

const PROXY_JOB = `${POD_JOB}- job_name: kubelets
  scheme: https
  authorization:
    credentials_file: /var/run/secrets/kubernetes.io/serviceaccount/token
  kubernetes_sd_configs:
  - role: node
  relabel_configs:
  - target_label: __address__
    replacement: kubernetes.default.svc:443
  - source_labels: [__meta_kubernetes_node_name]
    target_label: __metrics_path__
    replacement: /api/v1/nodes/$1/proxy/metrics
`;
const PROXY_RULE =
  '\n- apiGroups: [""]\n  resources:\n  - nodes/metrics\n  - nodes/proxy # cadvisor\n  verbs: [get]\n---';

test('nodes/proxy that no job needs', () => {
  const config = PROXY_JOB.slice(0, PROXY_JOB.indexOf('  relabel_configs'));
  const rbac = `${ACCOUNT}${ROLE.replace('[pods]', '[nodes, pods]').replace('\n---', PROXY_RULE)}${BINDING}`;
  const fixture = tree({ ...GRANTED, config, rbac });
  assert.deepEqual(foundIn(fixture), ['rbac.yaml:18 rbac/nodes-proxy nodes/proxy']);
  const after =
    checkWorkspaceFix(fixture, 'rbac/nodes-proxy', 'Remove `nodes/proxy` from the rule').get('rbac.yaml') ?? '';
  assert.match(after, /\n {2}- nodes\/metrics\n {2}verbs: \[get\]\n/);
});

test('nodes/proxy that a job needs is told of and not taken away', () => {
  const rbac = `${ACCOUNT}${ROLE.replace('[pods]', '[nodes, pods]').replace('\n---', PROXY_RULE.replace('  - nodes/metrics\n', ''))}${BINDING}`;
  const fixture = tree({ ...GRANTED, config: PROXY_JOB, rbac });
  assert.deepEqual(foundIn(fixture), ['rbac.yaml:17 rbac/nodes-proxy nodes/proxy']);
  assert.deepEqual(titlesOf(fixture, 'rbac/nodes-proxy'), []);
});

test('a resource that no job needs', () => {
  const fixture = withRole('[pods]', '[configmaps, pods]');
  assert.deepEqual(foundIn(fixture), ['rbac.yaml:13 rbac/unused-rule configmaps']);
  const after =
    checkWorkspaceFix(fixture, 'rbac/unused-rule', 'Remove `configmaps` from the rule').get('rbac.yaml') ?? '';
  assert.match(after, /resources: \[pods\]\n/);
});

test('a rule that no job needs goes as a whole', () => {
  const rule = '\n# for ingresses\n- apiGroups: [networking.k8s.io]\n  resources: [ingresses]\n  verbs: [list]\n---';
  const fixture = withRole('\n---', rule);
  assert.deepEqual(foundIn(fixture), ['rbac.yaml:17 rbac/unused-rule ingresses']);
  const after =
    checkWorkspaceFix(fixture, 'rbac/unused-rule', 'Remove `ingresses` from the rule').get('rbac.yaml') ?? '';
  assert.match(after, /verbs: \[list, watch\]\n# for ingresses\n---/);
});

const UNUSED = withRole('[pods]', '[configmaps, pods]');
const TOKEN = '/var/run/secrets/kubernetes.io/serviceaccount/token';

const SILENT: readonly { readonly name: string; readonly fixture: string }[] = [
  {
    name: 'another container is in the pods',
    fixture: UNUSED.replace('      containers:\n', '      containers:\n      - name: reloader\n'),
  },
  {
    name: 'another workload runs as the account',
    fixture: `${UNUSED}# @file other.yaml${DEPLOYMENT.replace('name: prometheus\n', 'name: other\n').replace('name: prometheus-config', 'name: other')}`,
  },
  {
    name: 'the role is bound to others too',
    fixture: UNUSED.replace(
      'subjects:\n',
      'subjects:\n- kind: Group\n  apiGroup: rbac.authorization.k8s.io\n  name: all\n',
    ),
  },
  {
    name: 'jobs in other files',
    fixture: UNUSED.replace('    scrape_configs:', '    scrape_config_files: [more.yml]\n    scrape_configs:'),
  },
  {
    name: 'a job whose needs depend on the objects',
    fixture: UNUSED.replace('      - role: pod\n', '      - role: pod\n        selectors: 1\n'),
  },
  {
    name: 'a component gets the token and may ask for other rights',
    fixture: UNUSED.replace(
      '      - role: pod\n',
      `      - role: pod\n      scheme: https\n      authorization:\n        credentials_file: ${TOKEN}\n`,
    ),
  },
  {
    name: 'a receiver of samples gets the token',
    fixture: UNUSED.replace(
      '    scrape_configs:',
      `    remote_write:\n    - url: https://a\n      authorization:\n        credentials_file: ${TOKEN}\n    scrape_configs:`,
    ),
  },
];

for (const { name, fixture } of SILENT)
  test(`nothing is called unused: ${name}`, () => {
    assert.deepEqual(
      foundIn(fixture).filter(one => one.includes('unused')),
      [],
    );
  });

test('roles of others are none of our business', () => {
  const other = ROLE.replace('name: prometheus', 'name: other').replace('[list, watch]', '["*"]');
  assert.deepEqual(foundIn(tree({ ...GRANTED, rbac: `${ACCOUNT}${other}${ROLE}${BINDING}` })), []);
});

test('a folder without a configuration of Prometheus is none of our business', () => {
  assert.deepEqual(foundIn(`# @file rbac.yaml${ACCOUNT}${ROLE.replace('[list, watch]', '["*"]')}${BINDING}`), []);
});
