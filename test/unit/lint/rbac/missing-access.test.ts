import assert from 'node:assert/strict';
import { test } from 'node:test';
import { foundIn, messagesOf, titlesOf, warningsIn } from './check-rbac.ts';
import { ACCOUNT, BINDING, DEPLOYMENT, GRANTED, POD_JOB, ROLE, tree } from './fixtures.ts';
import { FOR_SERVICES, MISSING, NO_NAME } from './missing-cases.ts';

const CODE = 'rbac/missing-access';
test('a role that may not be listed', () => {
  assert.deepEqual(warningsIn(MISSING), ['config.yaml:11 rbac/missing-access pod']);
  assert.deepEqual(messagesOf(MISSING, CODE), [
    'Prometheus discovers nothing for job `pods`: `monitoring/prometheus` may not list and watch `pods` in all namespaces. Looked for in `rbac.yaml`.',
  ]);
});

test('nothing is said where all is granted', () => {
  assert.deepEqual(foundIn(tree(GRANTED)), []);
});

const SAYS: readonly { readonly name: string; readonly config: string; readonly says: readonly string[] }[] = [
  {
    name: 'every kind of a role at once',
    config: POD_JOB.replace('role: pod', 'role: endpointslice'),
    says: [
      'Prometheus discovers nothing for job `pods`: `monitoring/prometheus` may not list and watch `endpointslices` and `services` in all namespaces. Looked for in `rbac.yaml`.',
    ],
  },
  {
    name: 'only some namespaces',
    config: `${POD_JOB.replace('role: pod', 'role: service')}    namespaces:\n      names: [a, b]\n`,
    says: [
      'Prometheus discovers nothing in a part of the namespaces of job `pods`: `monitoring/prometheus` may not list and watch `services` in namespaces `a` and `b`. Looked for in `rbac.yaml`.',
    ],
  },
  {
    name: 'the nodes of pods',
    config: `${POD_JOB}    attach_metadata:\n      node: true\n`,
    says: [
      'Prometheus discovers nothing for job `pods`: `monitoring/prometheus` may not list and watch `nodes`. Looked for in `rbac.yaml`.',
    ],
  },
  {
    name: 'kubelets',
    config: `
scrape_configs:
- job_name: kubelets
  scheme: https
  authorization:
    credentials_file: /var/run/secrets/kubernetes.io/serviceaccount/token
  kubernetes_sd_configs:
  - role: node
`,
    says: [
      'Kubelets refuse the scrapes of job `kubelets`: `monitoring/prometheus` may not get `nodes/metrics`. Looked for in `rbac.yaml`.',
      'Prometheus discovers nothing for job `kubelets`: `monitoring/prometheus` may not list and watch `nodes`. Looked for in `rbac.yaml`.',
    ],
  },
  {
    name: 'another user’s credentials say nothing of the account',
    config: POD_JOB.replace('role: pod', 'role: node\n    kubeconfig_file: /etc/kubeconfig'),
    says: [],
  },
];

for (const { name, config, says } of SAYS)
  test(`what is missing: ${name}`, () => {
    assert.deepEqual(messagesOf(tree({ ...GRANTED, config }), CODE), says);
  });

const AGGREGATED = `
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata:
  name: prometheus
aggregationRule:
  clusterRoleSelectors:
  - matchLabels:
      for: prometheus
rules: []
---`;

const SILENT: readonly { readonly name: string; readonly fixture: string }[] = [
  {
    name: 'no RBAC at all',
    fixture: tree({ ...GRANTED, rbac: '\napiVersion: v1\nkind: Service\nmetadata:\n  name: a\n' }),
  },
  { name: 'an account that is nowhere in the bundle', fixture: tree({ ...GRANTED, rbac: FOR_SERVICES }) },
  {
    name: 'nobody mounts the configuration',
    fixture: MISSING.replace('name: config\n        configMap', 'name: config\n        emptyDir'),
  },
  {
    name: 'the RBAC is another folder’s',
    fixture: MISSING.replace('# @file rbac.yaml', '# @file other/rbac.yaml'),
  },
  {
    name: 'another folder binds the account too',
    fixture: `${MISSING}# @file other/rbac.yaml${BINDING}`,
  },
  { name: 'an aggregated role', fixture: tree({ ...GRANTED, rbac: `${ACCOUNT}${AGGREGATED}${BINDING}` }) },
  {
    name: 'a built-in role that grants it',
    fixture: tree({ ...GRANTED, rbac: `${ACCOUNT}${BINDING.replace('name: prometheus\nsub', 'name: view\nsub')}` }),
  },
  {
    name: 'a built-in role that grants it to all accounts',
    fixture: tree({
      ...GRANTED,
      rbac: `${ACCOUNT}${BINDING.replace('name: prometheus\nsub', 'name: view\nsub').replace(/- kind: ServiceAccount[\s\S]*/, '- kind: Group\n  apiGroup: rbac.authorization.k8s.io\n  name: system:serviceaccounts\n')}`,
    }),
  },
  {
    name: 'nodes, which a built-in role may have in some clusters',
    fixture: tree({
      ...GRANTED,
      config: POD_JOB.replace('role: pod', 'role: node'),
      rbac: `${ACCOUNT}${BINDING.replace('name: prometheus\nsub', 'name: view\nsub')}`,
    }),
  },
  { name: 'a role that is built in', fixture: MISSING.replace(/name: prometheus\nsubjects/, 'name: view\nsubjects') },
  {
    name: 'a templated file in the folder',
    fixture: `${MISSING}# @file more.yaml\nkind: Role\napiVersion: v1\nmetadata:\n  name: {{ .x }}\n`,
  },
  {
    name: 'a chart',
    fixture: `# @file Chart.yaml\nname: a\n${MISSING.replaceAll('# @file ', '# @file templates/')}`,
  },
  {
    name: 'a kustomization with something on another machine',
    fixture: `# @file kustomization.yaml\nresources: [config.yaml, deployment.yaml, rbac.yaml, "https://example.com/rbac.yaml"]\n${MISSING}`,
  },
  {
    name: 'a kustomization that patches the role',
    fixture: `# @file kustomization.yaml\nresources: [config.yaml, deployment.yaml, rbac.yaml]\npatches:\n- target:\n    kind: ClusterRole\n  patch: |\n    - op: add\n      path: /rules/-\n      value: {}\n${MISSING}`,
  },
  {
    name: 'one of two overlays grants it',
    fixture: `# @file one/kustomization.yaml\nresources: [../base]\n# @file two/kustomization.yaml\nresources: [../base, more.yaml]\n# @file two/more.yaml${ROLE.replace('name: prometheus', 'name: more')}${BINDING.replaceAll('name: prometheus\nsub', 'name: more\nsub').replace('name: prometheus', 'name: more')}# @file base/kustomization.yaml\nresources: [config.yaml, deployment.yaml, rbac.yaml]\n${MISSING.replaceAll('# @file ', '# @file base/')}`,
  },
];

for (const { name, fixture } of SILENT)
  test(`nobody is accused: ${name}`, () => {
    assert.deepEqual(warningsIn(fixture), []);
  });

test('an overlay that changes who runs Prometheus does not agree', () => {
  const wrong = tree({
    ...GRANTED,
    rbac: `${ACCOUNT}${ROLE}${BINDING.replace('namespace: monitoring', 'namespace: default')}`,
  });
  const base = `# @file base/kustomization.yaml\nresources: [config.yaml, deployment.yaml, rbac.yaml]\n${wrong.replaceAll('# @file ', '# @file base/')}`;
  const patch =
    'patches:\n- target:\n    kind: Deployment\n  patch: |\n    - op: replace\n      path: /spec/template/spec/serviceAccountName\n      value: other\n';
  const one = '# @file one/kustomization.yaml\nresources: [../base]\n';
  const two = '# @file two/kustomization.yaml\nresources: [../base]\n';
  assert.equal(warningsIn(`${one}${two}${base}`).length, 2);
  assert.deepEqual(warningsIn(`${one}${two}${patch}${base}`), []);
});

test('a comment says whose access it is', () => {
  const config = `# prometheus-kubernetes-account: monitoring/prometheus\n${POD_JOB.trim()}\n`;
  const deployment = '\napiVersion: v1\nkind: Service\nmetadata:\n  name: a\n';
  assert.deepEqual(warningsIn(tree({ config, deployment, rbac: `${ACCOUNT}${FOR_SERVICES}${BINDING}` })), [
    'config.yaml:12 rbac/missing-access pod',
  ]);
});

test('where no namespace is written, it is missing only if it is in every namespace', () => {
  const nowhere = (text: string) =>
    text
      .replaceAll(/^ {2}namespace: monitoring\n/gm, '')
      .replace(/(subjects:\n.*\n.*\n)/, '$1  namespace: monitoring\n');
  assert.deepEqual(warningsIn(nowhere(tree(GRANTED))), []);
  assert.deepEqual(warningsIn(nowhere(MISSING)), ['config.yaml:10 rbac/missing-access pod']);
  assert.match(messagesOf(nowhere(MISSING), CODE)[0] ?? '', /: `prometheus` may not /);
});

test('the workload may stand in the file of everything else', () => {
  const all = `${DEPLOYMENT}---${ACCOUNT}${FOR_SERVICES}${BINDING}`;
  assert.equal(warningsIn(tree({ config: POD_JOB, deployment: all, rbac: '\n' })).length, 1);
});

test('the best fixes come first', () => {
  assert.match(messagesOf(NO_NAME, CODE)[0] ?? '', /: `monitoring\/default` may not /);
  assert.equal(titlesOf(NO_NAME, CODE)[0], 'Run as the service account `prometheus`');
  const elsewhere = tree({
    ...GRANTED,
    rbac: `${ACCOUNT}${ROLE}${BINDING.replace('namespace: monitoring', 'namespace: default')}`,
  });
  assert.equal(titlesOf(elsewhere, CODE)[0], 'Change the subject’s namespace to `monitoring`');
  const write = 'Write a ClusterRole and ClusterRoleBinding for `monitoring/prometheus`';
  assert.deepEqual(titlesOf(MISSING, CODE), [
    'Add what is missing to ClusterRole `prometheus`',
    write,
    `${write} in a new file`,
  ]);
});

test('an account that something else runs as was not written for them', () => {
  const other = DEPLOYMENT.replace('name: prometheus\n', 'name: other\n').replace('prometheus-config', 'other');
  assert.deepEqual(warningsIn(`${NO_NAME}# @file other.yaml${other}`), []);
});

test('rights of the account default of another namespace are a mistake if they are what is needed', () => {
  const binding = BINDING.replace('name: prometheus\n  namespace: monitoring', 'name: default\n  namespace: default');
  const config = { ...GRANTED, deployment: DEPLOYMENT.replace('      serviceAccountName: prometheus\n', '') };
  assert.deepEqual(warningsIn(tree({ ...config, rbac: `${ROLE}${binding}` })), [
    'config.yaml:11 rbac/missing-access pod',
    'rbac.yaml:21 rbac/subject-namespace default',
  ]);
  assert.deepEqual(warningsIn(tree({ ...config, rbac: `${FOR_SERVICES}${binding}` })), []);
});

test('another installation with an account of the same name has bindings of its own', () => {
  const prod = MISSING.replaceAll('# @file ', '# @file prod/');
  const dev = tree(GRANTED).replaceAll('# @file ', '# @file dev/');
  assert.deepEqual(warningsIn(`${dev}${prod}`), ['prod/config.yaml:11 rbac/missing-access pod']);
});
