import { treeTexts } from '../../workspace/read-tree.ts';
import type { FixCase } from './fix-case.ts';
import { ACCOUNT, BINDING, DEPLOYMENT, GRANTED, POD_JOB, ROLE, tree } from './fixtures.ts';

const ADD = 'Add what is missing to ClusterRole `prometheus`';
const WRITE = 'Write a ClusterRole and ClusterRoleBinding for `monitoring/prometheus`';
const AT_POD = ['config.yaml:11 pod'];

export const FOR_SERVICES = ROLE.replace('[pods]', '[services]');
/** The account may list services, and pods are discovered. */
export const MISSING = tree({ ...GRANTED, rbac: `${ACCOUNT}${FOR_SERVICES}${BINDING}` });
/** The pods run as `default`. */
export const NO_NAME = tree({
  ...GRANTED,
  deployment: DEPLOYMENT.replace('      serviceAccountName: prometheus\n', ''),
});

function withRole(role: string, config: string = POD_JOB): string {
  return tree({ ...GRANTED, config, rbac: `${ACCOUNT}${role}${BINDING}` });
}

/** The tree with its RBAC as the items of a List. */
function asList(): string {
  const items = [ACCOUNT.slice(0, -4), FOR_SERVICES.slice(0, -4), BINDING].map(
    one => `- ${one.trim().replaceAll('\n', '\n  ')}`,
  );
  return tree({ ...GRANTED, rbac: `\napiVersion: v1\nkind: List\nitems:\n${items.join('\n')}\n` });
}

/** The configuration in a file of its own, from which a generator makes a ConfigMap. */
function generated(): string {
  const config = treeTexts(MISSING).get('config.yaml') ?? '';
  const inner = config.slice(config.indexOf('    scrape_configs')).replaceAll(/^ {4}/gm, '');
  return `
# @file kustomization.yaml
configMapGenerator:
- name: prometheus-config
  namespace: monitoring
  files: [prometheus.yml]
resources: [deployment.yaml, rbac.yaml]
# @file prometheus.yml
${inner}${MISSING.slice(MISSING.indexOf('# @file deployment.yaml'))}`;
}

const SECRETS_TOO = withRole(ROLE.replace('[pods]', '["services", "secrets"]'));

const SHARED_LIST = ROLE.replace('[pods]', '&all [services]').replace(
  '\n---',
  '\n- apiGroups: [apps]\n  resources: *all\n  verbs: [list, watch]\n---',
);

const BASE = `# @file base/kustomization.yaml\nresources: [config.yaml, deployment.yaml, rbac.yaml]\n${MISSING.replaceAll('# @file ', '# @file base/')}`;

const CASES: readonly Omit<FixCase, 'code'>[] = [
  {
    name: 'a resource is added to a rule for the same',
    fixture: withRole(ROLE.replace('[pods]', '["endpoints", "services"] # what we scrape')),
    at: AT_POD,
    fixes: [[ADD, 'rbac.yaml', /\n {2}resources: \["endpoints", "pods", "services"\] # what we scrape\n/]],
  },
  {
    name: 'a list in lines gets a line, between its neighbours where they are sorted',
    fixture: withRole(ROLE.replace('[pods]', '\n  - endpoints # old\n  - services')),
    at: AT_POD,
    fixes: [[ADD, 'rbac.yaml', /\n {2}- endpoints # old\n {2}- pods\n {2}- services\n/]],
  },
  {
    name: 'a verb is added where that is all that is missing',
    fixture: withRole(ROLE.replace('[list, watch]', '["get", "list"]')),
    at: AT_POD,
    fixes: [[ADD, 'rbac.yaml', /\n {2}resources: \[pods\]\n {2}verbs: \["get", "list", "watch"\]\n/]],
  },
  {
    name: 'a rule of its own for another group, written like its neighbours',
    fixture: withRole(
      ROLE.replace('[""]', "\n  - ''")
        .replace('[pods]', '\n  - pods')
        .replace('[list, watch]', '\n  - list\n  - watch'),
      POD_JOB.replace('role: pod', 'role: ingress'),
    ),
    at: ['config.yaml:11 ingress'],
    fixes: [
      [
        ADD,
        'rbac.yaml',
        /\n- apiGroups:\n {2}- networking\.k8s\.io\n {2}resources:\n {2}- ingresses\n {2}verbs:\n {2}- list\n {2}- watch\n---/,
      ],
    ],
  },
  {
    name: 'a role without rules',
    fixture: withRole(ROLE.replace(/rules:[\s\S]*---/, 'rules: []\n---')),
    at: AT_POD,
    fixes: [
      [ADD, 'rbac.yaml', /\nrules:\n- apiGroups: \[""\]\n {2}resources: \[pods\]\n {2}verbs: \[list, watch\]\n---/],
    ],
  },
  {
    name: 'a role and binding of their own in the same file or in a new one',
    fixture: tree({ ...GRANTED, rbac: `${ACCOUNT}${FOR_SERVICES.slice(0, -4)}\n` }),
    at: AT_POD,
    fixes: [
      [
        WRITE,
        'rbac.yaml',
        /\n---\napiVersion: rbac\.authorization\.k8s\.io\/v1\nkind: ClusterRole\nmetadata:\n {2}name: prometheus-discovery\n/,
      ],
      [`${WRITE} in a new file`, 'prometheus-discovery-rbac.yaml', /^apiVersion[\s\S]*kind: ClusterRoleBinding\n/],
    ],
  },
  {
    name: 'a new file becomes a resource of the kustomization',
    fixture: `# @file kustomization.yaml\nresources:\n- config.yaml # ours\n- deployment.yaml\n- rbac.yaml\n${MISSING}`,
    at: AT_POD,
    fixes: [
      [
        `${WRITE} in a new file`,
        'kustomization.yaml',
        /- config\.yaml # ours\n- deployment\.yaml\n- rbac\.yaml\n- prometheus-discovery-rbac\.yaml\n/,
      ],
    ],
  },
  {
    name: 'Roles for named namespaces',
    fixture: tree({
      ...GRANTED,
      config: `${POD_JOB.replace('role: pod', 'role: service')}    namespaces:\n      names: [a, b]\n`,
      rbac: `${ACCOUNT}${ROLE.slice(0, -4)}\n`,
    }),
    at: ['config.yaml:11 service'],
    fixes: [
      [
        'Write a Role and RoleBinding for `monitoring/prometheus`',
        'rbac.yaml',
        /kind: Role\n[\s\S]*kind: RoleBinding\nmetadata:\n {2}name: prometheus-discovery\n {2}namespace: a\n[\s\S]*kind: Role\n[\s\S]*kind: RoleBinding\nmetadata:\n {2}name: prometheus-discovery\n {2}namespace: b\n/,
      ],
    ],
  },
  {
    name: 'the mistake is mended where it is',
    fixture: tree({
      ...GRANTED,
      rbac: `${ACCOUNT}${ROLE}${BINDING.replace('namespace: monitoring', 'namespace: default')}`,
    }),
    at: AT_POD,
    fixes: [['Change the subject’s namespace to `monitoring`', 'rbac.yaml', / {2}namespace: monitoring\n\n?$/]],
  },
  {
    name: 'a user that is called like the account',
    fixture: tree({
      ...GRANTED,
      rbac: `${ACCOUNT}${ROLE}${BINDING.replace('kind: ServiceAccount\n', 'kind: User\n  apiGroup: rbac.authorization.k8s.io\n').replace('  namespace: monitoring\n', '')}`,
    }),
    at: AT_POD,
    fixes: [
      [
        'Bind ClusterRoleBinding `prometheus` to the service account `monitoring/prometheus`',
        'rbac.yaml',
        /\n- kind: ServiceAccount\n {2}name: prometheus\n {2}namespace: monitoring\n/,
      ],
    ],
  },
  {
    name: 'a subject that is misspelt',
    fixture: tree({
      ...GRANTED,
      rbac: `${ACCOUNT}${ROLE}${BINDING.replace('name: prometheus\n  namespace: monitoring', 'name: promethues\n  namespace: default')}`,
    }),
    at: AT_POD,
    fixes: [
      [
        'Bind ClusterRoleBinding `prometheus` to the service account `monitoring/prometheus`',
        'rbac.yaml',
        /\n- kind: ServiceAccount\n {2}name: prometheus\n {2}namespace: monitoring\n/,
      ],
    ],
  },
  {
    name: 'groups of the API that are none',
    fixture: tree({
      ...GRANTED,
      rbac: `${ACCOUNT}${ROLE}${BINDING.replace('apiGroup: rbac.authorization.k8s.io', 'apiGroup: rbac.authorization.k8s.io/v1').replace('kind: ServiceAccount\n', 'kind: ServiceAccount\n  apiGroup: rbac.authorization.k8s.io\n')}`,
    }),
    at: AT_POD,
    fixes: [
      [
        'Write ClusterRoleBinding `prometheus` so that the API server takes it',
        'rbac.yaml',
        /apiGroup: rbac\.authorization\.k8s\.io\n {2}kind: ClusterRole\n[\s\S]*- kind: ServiceAccount\n {2}name: prometheus\n/,
      ],
    ],
  },
  {
    name: 'a ClusterRoleBinding of a Role, and a kind in small letters',
    fixture: tree({
      ...GRANTED,
      rbac: `${ACCOUNT}${ROLE}${BINDING.replace('kind: ClusterRole\n', 'kind: Role\n').replace('kind: ServiceAccount', 'kind: serviceaccount')}`,
    }),
    at: AT_POD,
    fixes: [
      [
        'Write ClusterRoleBinding `prometheus` so that the API server takes it',
        'rbac.yaml',
        /kind: ClusterRole\n {2}name: prometheus\nsubjects:\n- kind: ServiceAccount\n/,
      ],
    ],
  },
  {
    name: 'the pods were not told to run as the account that was written for them',
    fixture: NO_NAME,
    at: AT_POD,
    fixes: [
      [
        'Run as the service account `prometheus`',
        'deployment.yaml',
        /\n {4}spec:\n {6}serviceAccountName: prometheus\n {6}containers:\n/,
      ],
    ],
  },
  {
    name: 'it is missing in every overlay',
    fixture: `# @file one/kustomization.yaml\nresources: [../base]\n# @file two/kustomization.yaml\nresources: [../base]\nnamePrefix: two-\n${BASE}`,
    at: ['base/config.yaml:11 pod'],
    fixes: [[ADD, 'base/rbac.yaml', /resources: \[services, pods\]\n/]],
  },
  {
    name: 'an item of a List is changed where it stands',
    fixture: asList(),
    at: AT_POD,
    fixes: [[ADD, 'rbac.yaml', /\n {4}resources: \[services, pods\]\n/]],
  },
  {
    name: 'names and namespaces that kustomize changes',
    fixture: `# @file kustomization.yaml\nnamePrefix: eu-\nnamespace: metrics\nresources:\n- config.yaml\n- deployment.yaml\n- rbac.yaml\n${MISSING}`,
    at: AT_POD,
    fixes: [[ADD.replace('`prometheus`', '`eu-prometheus`'), 'rbac.yaml', /resources: \[services, pods\]\n/]],
  },
  {
    name: 'a configuration that a generator reads from a file',
    fixture: generated(),
    at: ['prometheus.yml:4 pod'],
    fixes: [[ADD, 'rbac.yaml', /resources: \[services, pods\]\n/]],
  },
  {
    name: 'among Secrets',
    fixture: SECRETS_TOO,
    at: AT_POD,
    fixes: [[ADD, 'rbac.yaml', /resources: \["services", "secrets", "pods"\]\n/]],
  },
  {
    name: 'a built-in role that has nothing to do with it',
    fixture: tree({
      ...GRANTED,
      rbac: `${ACCOUNT}${BINDING.replace('name: prometheus\nsub', 'name: system:auth-delegator\nsub')}`,
    }),
    at: AT_POD,
    fixes: [[WRITE, 'rbac.yaml', /\nkind: ClusterRole\n[\s\S]*- pods\n/]],
  },
  {
    name: 'an anchor is not written to where an alias would be changed too',
    fixture: withRole(SHARED_LIST),
    at: AT_POD,
    fixes: [],
  },
  {
    name: 'every kind of a role at once',
    fixture: withRole(ROLE, POD_JOB.replace('role: pod', 'role: endpointslice')),
    at: ['config.yaml:11 endpointslice'],
    fixes: [
      [
        ADD,
        'rbac.yaml',
        /resources: \[pods, services\]\n {2}verbs: \[list, watch\]\n- apiGroups: \[discovery\.k8s\.io\]\n/,
      ],
    ],
  },
  {
    name: 'the nodes of pods',
    fixture: withRole(ROLE, `${POD_JOB}    attach_metadata:\n      node: true\n`),
    at: ['config.yaml:13 true'],
    fixes: [[ADD, 'rbac.yaml', /resources: \[pods, nodes\]\n/]],
  },
  {
    name: 'kubelets',
    fixture: withRole(
      ROLE,
      `
scrape_configs:
- job_name: kubelets
  scheme: https
  authorization:
    credentials_file: /var/run/secrets/kubernetes.io/serviceaccount/token
  kubernetes_sd_configs:
  - role: node
`,
    ),
    at: ['config.yaml:9 kubelets', 'config.yaml:14 node'],
    fixes: [[ADD, 'rbac.yaml', /- nodes\/metrics|\[nodes\/metrics\]/]],
  },
];

/** Rights that are missing, and every way in which they are given. */
export const MISSING_CASES: readonly FixCase[] = CASES.map(one => ({ code: 'rbac/missing-access', ...one }));
