import type { FixCase } from './fix-case.ts';
import { ACCOUNT, BINDING, DEPLOYMENT, GRANTED, POD_JOB, ROLE, tree } from './fixtures.ts';

export const ROLE_BINDING = BINDING.replace('ClusterRoleBinding', 'RoleBinding').replace(
  'name: prometheus\nroleRef',
  'name: prometheus\n  namespace: monitoring\nroleRef',
);
export const NAMESPACED = ROLE.replace('ClusterRole', 'Role').replace(
  'name: prometheus\nrules',
  'name: prometheus\n  namespace: monitoring\nrules',
);
const NODE_JOB = POD_JOB.replace('role: pod', 'role: node');

function withRbac(...parts: readonly string[]): string {
  return tree({ ...GRANTED, rbac: parts.join('') });
}

const ELSEWHERE = BINDING.replace('namespace: monitoring', 'namespace: default');

/** Mistakes in bindings, roles and workloads, and what looks like them. */
export const MISTAKE_CASES: readonly FixCase[] = [
  {
    code: 'rbac/subject-namespace',
    name: 'another namespace',
    fixture: withRbac(ACCOUNT, ROLE, ELSEWHERE),
    at: ['rbac.yaml:27 default'],
    fixes: [
      [
        'Change the subject’s namespace to `monitoring`',
        'rbac.yaml',
        /name: prometheus\n {2}namespace: monitoring\n\n?$/,
      ],
    ],
  },
  {
    code: 'rbac/subject-namespace',
    name: 'none in a ClusterRoleBinding',
    fixture: withRbac(ACCOUNT, ROLE, BINDING.replace('  namespace: monitoring\n', '')),
    at: ['rbac.yaml:26 prometheus'],
    fixes: [
      ['Change the subject’s namespace to `monitoring`', 'rbac.yaml', /name: prometheus\n {2}namespace: monitoring\n/],
    ],
  },
  {
    code: 'rbac/subject-namespace',
    name: 'none in a RoleBinding of another namespace',
    fixture: tree({
      ...GRANTED,
      config: `${POD_JOB}    namespaces:\n      names: [shop]\n`,
      rbac: `${ACCOUNT}${ROLE}${ROLE_BINDING.replace('  namespace: monitoring\n', '  namespace: shop\n').replace(/ {2}namespace: monitoring\n$/, '')}`,
    }),
    at: ['rbac.yaml:27 prometheus'],
    fixes: [
      [
        'Change the subject’s namespace to `monitoring`',
        'rbac.yaml',
        /- kind: ServiceAccount\n {2}name: prometheus\n {2}namespace: monitoring\n/,
      ],
    ],
  },
  {
    code: 'rbac/subject-namespace',
    name: 'an account that is there',
    fixture: withRbac(ACCOUNT, ACCOUNT.replace('monitoring', 'default'), ROLE, ELSEWHERE),
    at: [],
    fixes: [],
  },
  {
    code: 'rbac/subject-namespace',
    name: 'a role that would not help',
    fixture: withRbac(ACCOUNT, ROLE.replace('[pods]', '[services]'), ELSEWHERE),
    at: [],
    fixes: [],
  },
  {
    code: 'rbac/role-not-found',
    name: 'a similar name',
    fixture: withRbac(
      ACCOUNT,
      ROLE.replace('name: prometheus', 'name: prometheus-k8'),
      BINDING.replace('name: prometheus\nsub', 'name: prometheus-k8s\nsub'),
    ),
    at: ['rbac.yaml:23 prometheus-k8s'],
    fixes: [
      ['Refer to the ClusterRole `prometheus-k8`', 'rbac.yaml', /kind: ClusterRole\n {2}name: prometheus-k8\nsubjects/],
      [
        'Write the ClusterRole `prometheus-k8s`',
        'rbac.yaml',
        /kind: ClusterRole\nmetadata:\n {2}name: prometheus-k8s\nrules:\n- apiGroups:\n {2}- ""\n {2}resources:\n {2}- pods\n/,
      ],
    ],
  },
  {
    code: 'rbac/role-not-found',
    name: 'another kind',
    fixture: tree({
      ...GRANTED,
      config: `${POD_JOB}    namespaces:\n      names: [monitoring]\n`,
      rbac: `${ACCOUNT}${ROLE}${ROLE_BINDING.replace('kind: ClusterRole\n', 'kind: Role\n')}`,
    }),
    at: ['rbac.yaml:24 prometheus'],
    fixes: [
      ['Refer to the ClusterRole `prometheus`', 'rbac.yaml', /kind: ClusterRole\n {2}name: prometheus\nsubjects/],
    ],
  },
  {
    code: 'rbac/role-not-found',
    name: 'no roles among the files',
    fixture: withRbac(ACCOUNT, BINDING),
    at: [],
    fixes: [],
  },
  {
    code: 'rbac/role-not-found',
    name: 'the role is in another folder',
    fixture: `${withRbac(ACCOUNT, ROLE.replace('name: prometheus', 'name: a'), BINDING)}# @file other/role.yaml${ROLE.slice(0, -4)}\n`,
    at: [],
    fixes: [],
  },
  {
    code: 'rbac/role-not-found',
    name: 'built in',
    fixture: withRbac(ACCOUNT, ROLE, BINDING.replace('name: prometheus\nsub', 'name: view\nsub')),
    at: [],
    fixes: [],
  },
  {
    code: 'rbac/needs-cluster-binding',
    name: 'a ClusterRole',
    fixture: withRbac(ACCOUNT, ROLE, ROLE_BINDING),
    at: ['rbac.yaml:17 RoleBinding'],
    fixes: [
      [
        'Make RoleBinding `monitoring/prometheus` a ClusterRoleBinding',
        'rbac.yaml',
        /kind: ClusterRoleBinding\nmetadata:\n {2}name: prometheus\nroleRef/,
      ],
    ],
  },
  {
    code: 'rbac/needs-cluster-binding',
    name: 'a Role',
    fixture: withRbac(ACCOUNT, NAMESPACED, ROLE_BINDING.replace('kind: ClusterRole\n', 'kind: Role\n')),
    at: ['rbac.yaml:18 RoleBinding'],
    fixes: [
      [
        'Make a ClusterRoleBinding of RoleBinding `monitoring/prometheus`, and a ClusterRole of its Role',
        'rbac.yaml',
        /kind: ClusterRole\nmetadata:\n {2}name: prometheus\nrules[\s\S]*kind: ClusterRoleBinding\nmetadata:\n {2}name: prometheus\nroleRef:\n.*\n {2}kind: ClusterRole\n/,
      ],
    ],
  },
  {
    code: 'rbac/needs-cluster-binding',
    name: 'a job that asks in that namespace alone',
    fixture: tree({
      ...GRANTED,
      config: `${POD_JOB}    namespaces:\n      own_namespace: true\n`,
      rbac: `${ACCOUNT}${ROLE}${ROLE_BINDING}`,
    }),
    at: [],
    fixes: [],
  },
  {
    code: 'rbac/cluster-resource-in-role',
    name: 'nodes',
    fixture: tree({
      ...GRANTED,
      config: NODE_JOB,
      rbac: `${ACCOUNT}${NAMESPACED.replace('[pods]', '[nodes, pods]')}${ROLE_BINDING.replace('kind: ClusterRole\n', 'kind: Role\n')}`,
    }),
    at: ['rbac.yaml:14 nodes'],
    fixes: [
      [
        'Write a ClusterRole and ClusterRoleBinding for `monitoring/prometheus`',
        'rbac.yaml',
        /resources: \[pods\][\s\S]*kind: ClusterRole\n[\s\S]*- nodes\n/,
      ],
    ],
  },
  {
    code: 'rbac/cluster-resource-in-role',
    name: 'paths',
    fixture: tree({
      ...GRANTED,
      config: `${POD_JOB}    namespaces:\n      names: [monitoring]\n`,
      rbac: `${ACCOUNT}${NAMESPACED.replace('\n---', '\n- nonResourceURLs: [/metrics]\n  verbs: [get]\n---')}${ROLE_BINDING.replace('kind: ClusterRole\n', 'kind: Role\n')}`,
    }),
    at: ['rbac.yaml:16 [/metrics]'],
    fixes: [['Remove it from the Role', 'rbac.yaml', /verbs: \[list, watch\]\n---/]],
  },
  {
    code: 'rbac/names-on-list',
    name: 'a list',
    fixture: withRbac(ACCOUNT, ROLE.replace('[pods]', '[pods]\n  resourceNames: [web]'), BINDING),
    at: ['rbac.yaml:14 [web]'],
    fixes: [['Remove `resourceNames`', 'rbac.yaml', /resources: \[pods\]\n {2}verbs/]],
  },
  {
    code: 'rbac/names-on-list',
    name: 'another rule grants it',
    fixture: withRbac(
      ACCOUNT,
      ROLE.replace('\n---', '\n- apiGroups: [""]\n  resources: [pods]\n  resourceNames: [web]\n  verbs: [list]\n---'),
      BINDING,
    ),
    at: [],
    fixes: [],
  },
  {
    code: 'rbac/api-group',
    name: 'a group that is gone',
    fixture: tree({
      ...GRANTED,
      config: POD_JOB.replace('role: pod', 'role: ingress'),
      rbac: `${ACCOUNT}${ROLE.replace('[""]', '["extensions"]').replace('[pods]', '[ingresses]')}${BINDING}`,
    }),
    at: ['rbac.yaml:12 ["extensions"]'],
    fixes: [['Change the API group to `networking.k8s.io`', 'rbac.yaml', /apiGroups: \["networking\.k8s\.io"\]\n/]],
  },
  {
    code: 'rbac/api-group',
    name: 'a resource among others',
    fixture: tree({
      ...GRANTED,
      config: POD_JOB.replace('role: pod', 'role: endpointslice'),
      rbac: `${ACCOUNT}${ROLE.replace('[pods]', '[services, endpointslices, pods]')}${BINDING}`,
    }),
    at: ['rbac.yaml:12 [""]'],
    fixes: [
      [
        'Move it to a rule with the API group `discovery.k8s.io`',
        'rbac.yaml',
        /resources: \[services, pods\]\n {2}verbs: \[list, watch\]\n- apiGroups: \[discovery\.k8s\.io\]\n {2}resources: \[endpointslices\]\n/,
      ],
      [
        'Add a rule with the API group `discovery.k8s.io`',
        'rbac.yaml',
        /endpointslices, pods[\s\S]*\[endpointslices\]/,
      ],
    ],
  },
  {
    code: 'rbac/api-group',
    name: 'the group of the resource is there too',
    fixture: withRbac(ACCOUNT, ROLE.replace('[""]', '["", "extensions"]'), BINDING),
    at: [],
    fixes: [],
  },
  {
    code: 'rbac/token-not-mounted',
    name: 'by the pods',
    fixture: tree({
      ...GRANTED,
      deployment: DEPLOYMENT.replace('      containers', '      automountServiceAccountToken: false\n      containers'),
    }),
    at: ['deployment.yaml:12 false'],
    fixes: [
      ['Set `automountServiceAccountToken` to `true`', 'deployment.yaml', /automountServiceAccountToken: true\n/],
    ],
  },
  {
    code: 'rbac/token-not-mounted',
    name: 'by the account',
    fixture: withRbac(ACCOUNT.replace('\n---', '\nautomountServiceAccountToken: false\n---'), ROLE, BINDING),
    at: ['rbac.yaml:6 false'],
    fixes: [['Set `automountServiceAccountToken` to `true`', 'rbac.yaml', /automountServiceAccountToken: true\n/]],
  },
  {
    code: 'rbac/token-not-mounted',
    name: 'nothing is asked of Kubernetes',
    fixture: tree({
      config: 'scrape_configs:\n- job_name: a\n  static_configs:\n  - targets: [a]\n',
      deployment: DEPLOYMENT.replace('      containers', '      automountServiceAccountToken: false\n      containers'),
      rbac: GRANTED.rbac,
    }),
    at: [],
    fixes: [],
  },
  {
    code: 'rbac/account-missing',
    name: 'bindings without it',
    fixture: withRbac(ROLE, BINDING),
    at: ['deployment.yaml:11 prometheus'],
    fixes: [
      [
        'Write the ServiceAccount `prometheus`',
        'rbac.yaml',
        /---\napiVersion: v1\nkind: ServiceAccount\nmetadata:\n {2}name: prometheus\n {2}namespace: monitoring\n/,
      ],
    ],
  },
  {
    code: 'rbac/account-missing',
    name: 'nothing in the folder is about it',
    fixture: withRbac(ROLE.slice(0, -4), '\n'),
    at: [],
    fixes: [],
  },
  {
    code: 'rbac/account-missing',
    name: 'an account of another folder',
    fixture: `${withRbac(ROLE, BINDING)}# @file other/account.yaml${ACCOUNT.slice(0, -4)}\n`,
    at: [],
    fixes: [],
  },
];
