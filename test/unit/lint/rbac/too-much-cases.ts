import type { FixCase } from './fix-case.ts';
import { ACCOUNT, BINDING, GRANTED, POD_JOB, ROLE, tree } from './fixtures.ts';

/** The tree with something else in its role. */
export function withRole(from: string, to: string): string {
  return tree({ ...GRANTED, rbac: `${ACCOUNT}${ROLE.replace(from, to)}${BINDING}` });
}

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

const NARROW = 'Narrow the rule to what the jobs need';
const DIRECT_JOB = PROXY_JOB.slice(0, PROXY_JOB.indexOf('  relabel_configs'));
const WITH_NODES = ROLE.replace('[pods]', '[nodes, pods]');
/** An account whose jobs are not all decided: with which path they scrape depends on the pods. */
export const UNDECIDED = tree({
  ...GRANTED,
  config: `${POD_JOB}  scheme: https
  authorization:
    credentials_file: /var/run/secrets/kubernetes.io/serviceaccount/token
  relabel_configs:
  - source_labels: [__meta_kubernetes_pod_label_path]
    target_label: __metrics_path__
`,
  rbac: GRANTED.rbac.replace('[list, watch]', '["*"]'),
});
/** A job that reaches kubelets through the API server needs `nodes/proxy`. */
export const NEEDS_PROXY = tree({
  ...GRANTED,
  config: PROXY_JOB,
  rbac: `${ACCOUNT}${WITH_NODES.replace('\n---', PROXY_RULE.replace('  - nodes/metrics\n', ''))}${BINDING}`,
});

/** Rights that Prometheus does not need. */
export const TOO_MUCH_CASES: readonly FixCase[] = [
  {
    code: 'rbac/wildcard',
    name: 'a star',
    fixture: withRole('[list, watch]', '["*"]'),
    at: ['rbac.yaml:14 "*"'],
    fixes: [
      [
        NARROW,
        'rbac.yaml',
        /\nrules:\n- apiGroups: \[""\]\n {2}resources: \["?pods"?\]\n {2}verbs: \["?list"?, "?watch"?\]\n---/,
      ],
    ],
  },
  {
    code: 'rbac/wildcard',
    name: 'a rule of stars becomes the rules that are needed',
    fixture: tree({
      ...GRANTED,
      config: POD_JOB.replace('role: pod', 'role: endpointslice'),
      rbac: `${ACCOUNT}${ROLE.replace('[""]', '["*"]').replace('[pods]', '["*"]').replace('[list, watch]', '["*"]')}${BINDING}`,
    }),
    at: ['rbac.yaml:12 "*"', 'rbac.yaml:13 "*"', 'rbac.yaml:14 "*"'],
    fixes: [[NARROW, 'rbac.yaml', /resources: \["services", "pods"\][\s\S]*\["endpointslices"\]/]],
  },
  { code: 'rbac/wildcard', name: 'not all jobs are decided', fixture: UNDECIDED, at: ['rbac.yaml:14 "*"'], fixes: [] },
  {
    code: 'rbac/wildcard',
    name: 'cluster-admin',
    fixture: tree({
      ...GRANTED,
      rbac: `${ACCOUNT}${BINDING.replace('name: prometheus\nsub', 'name: cluster-admin\nsub')}`,
    }),
    at: ['rbac.yaml:14 cluster-admin'],
    fixes: [
      [
        'Bind a ClusterRole with what the jobs need',
        'rbac.yaml',
        /kind: ClusterRole\n {2}name: prometheus-discovery\nsubjects[\s\S]*kind: ClusterRole\nmetadata:\n {2}name: prometheus-discovery\n/,
      ],
    ],
  },
  {
    code: 'rbac/wildcard',
    name: 'cluster-admin, with others',
    fixture: tree({
      ...GRANTED,
      rbac: `${ACCOUNT}${BINDING.replace('name: prometheus\nsub', 'name: cluster-admin\nsub')}- kind: User\n  apiGroup: rbac.authorization.k8s.io\n  name: root\n`,
    }),
    at: ['rbac.yaml:14 cluster-admin'],
    fixes: [
      [
        'Write a ClusterRole and ClusterRoleBinding for `monitoring/prometheus`',
        'rbac.yaml',
        /name: cluster-admin\nsubjects:\n- kind: User\n[\s\S]*kind: ClusterRole\nmetadata:\n {2}name: prometheus-discovery\n/,
      ],
    ],
  },
  {
    code: 'rbac/wildcard',
    name: 'in a rule with comments',
    fixture: withRole('[pods]\n  verbs: [list, watch]', '[pods]\n  # all of them\n  verbs:\n  - "*" # for now'),
    at: ['rbac.yaml:16 "*"'],
    fixes: [[NARROW, 'rbac.yaml', /\n {2}# all of them\n {2}verbs:\n {2}- "list" # for now\n {2}- "watch"\n---/]],
  },
  {
    code: 'rbac/wildcard',
    name: 'others have the role too',
    fixture: tree({
      ...GRANTED,
      rbac: `${ACCOUNT}${ROLE.replace('[list, watch]', '["*"]')}${BINDING}- kind: ServiceAccount\n  name: grafana\n  namespace: monitoring\n`,
    }),
    at: ['rbac.yaml:14 "*"'],
    fixes: [],
  },
  {
    code: 'rbac/wildcard',
    name: 'a whole role',
    fixture: withRole(
      'rules:',
      'rules:\n- apiGroups: ["*"]\n  resources: ["*"]\n  verbs: [get]\n- nonResourceURLs: ["*"]\n  verbs: [get]',
    ),
    at: ['rbac.yaml:12 "*"', 'rbac.yaml:13 "*"', 'rbac.yaml:15 "*"'],
    fixes: [
      [
        'Narrow ClusterRole `prometheus` to what the jobs need',
        'rbac.yaml',
        /rules:\n- apiGroups: \[""\]\n {2}resources: \[pods\]\n/,
      ],
    ],
  },
  {
    code: 'rbac/unused-rule',
    name: 'all that a role has too much',
    fixture: withRole(
      '[pods]\n  verbs: [list, watch]',
      '[configmaps, pods, services] # core\n  verbs: [get, list, watch, delete]\n- apiGroups: [apps]\n  resources: [deployments]\n  verbs: [list]',
    ),
    at: ['rbac.yaml:13 configmaps', 'rbac.yaml:13 services', 'rbac.yaml:16 deployments'],
    fixes: [
      [
        'Narrow ClusterRole `prometheus` to what the jobs need',
        'rbac.yaml',
        /rules:\n- apiGroups: \[""\]\n {2}resources: \[pods\] # core\n {2}verbs: \[get, list, watch\]\n---/,
      ],
    ],
  },
  {
    code: 'rbac/secrets',
    name: 'in a role for nothing else',
    fixture: tree({
      ...GRANTED,
      rbac: `${GRANTED.rbac}---${ROLE.replace('name: prometheus', 'name: more').replace('[pods]', '[secrets]')}${BINDING.replaceAll('name: prometheus\nr', 'name: more\nr').replace('name: prometheus\nsub', 'name: more\nsub')}`,
    }),
    at: ['rbac.yaml:35 secrets'],
    fixes: [['Remove `secrets` from the rule', 'rbac.yaml', /name: more\nrules: \[\]\n---/]],
  },
  {
    code: 'rbac/secrets',
    name: 'among pods',
    fixture: withRole('[pods]', '[pods, secrets]'),
    at: ['rbac.yaml:13 secrets'],
    fixes: [['Remove `secrets` from the rule', 'rbac.yaml', /resources: \[pods\]\n/]],
  },
  {
    code: 'rbac/nodes-proxy',
    name: 'that no job needs',
    fixture: tree({
      ...GRANTED,
      config: DIRECT_JOB,
      rbac: `${ACCOUNT}${WITH_NODES.replace('\n---', PROXY_RULE)}${BINDING}`,
    }),
    at: ['rbac.yaml:18 nodes/proxy'],
    fixes: [['Remove `nodes/proxy` from the rule', 'rbac.yaml', /\n {2}- nodes\/metrics\n {2}verbs: \[get\]\n/]],
  },
  {
    code: 'rbac/nodes-proxy',
    name: 'that a job needs',
    fixture: NEEDS_PROXY,
    at: ['rbac.yaml:17 nodes/proxy'],
    fixes: [],
  },
  {
    code: 'rbac/unused-rule',
    name: 'a resource that no job needs',
    fixture: withRole('[pods]', '[configmaps, pods]'),
    at: ['rbac.yaml:13 configmaps'],
    fixes: [['Remove `configmaps` from the rule', 'rbac.yaml', /resources: \[pods\]\n/]],
  },
  {
    code: 'rbac/unused-rule',
    name: 'a rule that no job needs goes as a whole',
    fixture: withRole(
      '\n---',
      '\n# for ingresses\n- apiGroups: [networking.k8s.io]\n  resources: [ingresses]\n  verbs: [list]\n---',
    ),
    at: ['rbac.yaml:17 ingresses'],
    fixes: [['Remove `ingresses` from the rule', 'rbac.yaml', /verbs: \[list, watch\]\n# for ingresses\n---/]],
  },
];
