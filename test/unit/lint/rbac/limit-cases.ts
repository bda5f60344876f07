import type { FixCase } from './fix-case.ts';
import { ACCOUNT, BINDING, GRANTED, POD_JOB, ROLE, tree } from './fixtures.ts';

/** RoleBindings of the ClusterRole in these namespaces. */
export function boundIn(...namespaces: readonly string[]): string {
  return namespaces
    .map(namespace =>
      BINDING.replace('ClusterRoleBinding', 'RoleBinding').replace(
        'name: prometheus\nrole',
        `name: prometheus\n  namespace: ${namespace}\nrole`,
      ),
    )
    .join('---');
}

/** The tree of a job that may list everything in `shop` and `blog` alone. */
export function limitedTo(config: string, role: string = ROLE, bindings: string = boundIn('shop', 'blog')): string {
  return tree({ ...GRANTED, config, rbac: `${ACCOUNT}${role}${bindings}` });
}

const ALL_OF_SLICES = ROLE.replace('[pods]', '[pods, services]').replace(
  '\n---',
  '\n- apiGroups: [discovery.k8s.io]\n  resources: [endpointslices]\n  verbs: [list, watch]\n---',
);
export const ONLY = 'Discover only in `blog` and `shop`';
const LIST = /\n {6}- role: pod\n {8}namespaces:\n {10}names:\n {10}- blog\n {10}- shop\n/;
const PODS_EVERYWHERE = `${BINDING}---${ROLE.replace('name: prometheus', 'name: services').replace('[pods]', '[services]')}${boundIn('shop').replaceAll('name: prometheus\nsub', 'name: services\nsub')}`;

const CASES: readonly Omit<FixCase, 'code'>[] = [
  {
    name: 'the namespaces of several bindings',
    fixture: limitedTo(POD_JOB),
    at: ['config.yaml:11 pod'],
    fixes: [[ONLY, 'config.yaml', LIST]],
  },
  {
    name: 'only where every kind is granted',
    fixture: limitedTo(
      POD_JOB.replace('role: pod', 'role: endpointslice'),
      ALL_OF_SLICES,
      `${boundIn('shop')}---${ROLE.replace('name: prometheus', 'name: pods')}${boundIn('blog').replaceAll('name: prometheus\nsub', 'name: pods\nsub')}`,
    ),
    at: ['config.yaml:11 endpointslice'],
    fixes: [
      ['Discover only in `shop`', 'config.yaml', /role: endpointslice\n {8}namespaces:\n {10}names:\n {10}- shop\n/],
    ],
  },
  {
    name: 'some kinds are granted everywhere',
    fixture: limitedTo(
      POD_JOB.replace('role: pod', 'role: endpoints'),
      ROLE.replace('[pods]', '[pods, endpoints]'),
      PODS_EVERYWHERE,
    ),
    at: ['config.yaml:11 endpoints'],
    fixes: [['Discover only in `shop`', 'config.yaml', /role: endpoints\n {8}namespaces:\n {10}names:\n {10}- shop\n/]],
  },
  {
    name: 'where a built-in role is bound',
    fixture: limitedTo(
      POD_JOB.replace('role: pod', 'role: endpointslice'),
      ROLE.replace('[pods]', '[nodes]'),
      boundIn('shop', 'blog').replaceAll('name: prometheus\nsub', 'name: view\nsub'),
    ),
    at: ['config.yaml:11 endpointslice'],
    fixes: [[ONLY, 'config.yaml', /role: endpointslice\n {8}namespaces:\n {10}names:\n {10}- blog\n {10}- shop\n/]],
  },
  {
    name: 'in a file of its own',
    fixture: `
# @file kustomization.yaml
configMapGenerator:
- name: prometheus-config
  namespace: monitoring
  files: [prometheus.yml]
resources: [deployment.yaml, rbac.yaml]
# @file prometheus.yml${POD_JOB}${limitedTo(POD_JOB).slice(limitedTo(POD_JOB).indexOf('# @file deployment.yaml'))}`,
    at: ['prometheus.yml:4 pod'],
    fixes: [[ONLY, 'prometheus.yml', /\n {2}- role: pod\n {4}namespaces:\n {6}names:\n {6}- blog\n {6}- shop\n/]],
  },
  {
    name: 'an entry between braces',
    fixture: limitedTo(POD_JOB.replace('\n  - role: pod', ' [{role: pod}]')),
    at: ['config.yaml:10 pod'],
    fixes: [[ONLY, 'config.yaml', /\[\{role: pod, namespaces: \{names: \[blog, shop\]\}\}\]\n/]],
  },
  {
    name: 'namespaces that name none',
    fixture: limitedTo(`${POD_JOB}    namespaces: # all\n      own_namespace: false\n`),
    at: ['config.yaml:11 pod'],
    fixes: [
      [ONLY, 'config.yaml', /namespaces: # all\n {10}own_namespace: false\n {10}names:\n {10}- blog\n {10}- shop\n/],
    ],
  },
  {
    name: 'an empty list of names',
    fixture: limitedTo(`${POD_JOB}    namespaces:\n      names: []\n`),
    at: ['config.yaml:11 pod'],
    fixes: [[ONLY, 'config.yaml', /\n {10}names: \[blog, shop\]\n/]],
  },
  {
    name: 'a key without a value',
    fixture: limitedTo(`${POD_JOB}    namespaces:\n`),
    at: ['config.yaml:11 pod'],
    fixes: [[ONLY, 'config.yaml', /\n {8}namespaces:\n {10}names:\n {10}- blog\n {10}- shop\n/]],
  },
  {
    name: 'null',
    fixture: limitedTo(`${POD_JOB}    namespaces: null # all\n`),
    at: ['config.yaml:11 pod'],
    fixes: [[ONLY, 'config.yaml', /\n {8}namespaces: \{names: \[blog, shop\]\} # all\n/]],
  },
  {
    name: 'names without a value',
    fixture: limitedTo(`${POD_JOB}    namespaces:\n      names:\n`),
    at: ['config.yaml:11 pod'],
    fixes: [[ONLY, 'config.yaml', /\n {8}namespaces:\n {10}names:\n {10}- blog\n {10}- shop\n/]],
  },
  {
    name: 'a part of the names, in lines',
    fixture: limitedTo(
      `${POD_JOB}    namespaces:\n      names:\n      - dev # ours\n      - shop\n      - "blog" # theirs\n      - test\n`,
    ),
    at: ['config.yaml:11 pod'],
    fixes: [
      ['Discover only in `shop` and `blog`', 'config.yaml', /names:\n {10}- shop\n {10}- "blog" # theirs\n(?! {10}-)/],
    ],
  },
  {
    name: 'a part of the names, between brackets',
    fixture: limitedTo(`${POD_JOB}    namespaces:\n      names: [dev, shop, 'blog', test, prod]\n`),
    at: ['config.yaml:11 pod'],
    fixes: [['Discover only in `shop` and `blog`', 'config.yaml', /names: \[shop, 'blog'\]\n/]],
  },
  {
    name: 'not in the own namespace',
    fixture: limitedTo(`${POD_JOB}    namespaces:\n      own_namespace: true\n      names: [shop]\n`),
    at: ['config.yaml:11 pod'],
    fixes: [['Discover only in `shop`', 'config.yaml', /own_namespace: false\n {10}names: \[shop\]\n/]],
  },
  {
    name: 'in the own namespace alone',
    fixture: limitedTo(
      `${POD_JOB}    namespaces:\n      own_namespace: true\n      names: [shop]\n`,
      ROLE,
      boundIn('monitoring'),
    ),
    at: ['config.yaml:11 pod'],
    fixes: [
      ['Discover only in its own namespace', 'config.yaml', /namespaces:\n {10}own_namespace: true\n(?! {10}names)/],
    ],
  },
  {
    name: 'nodes cannot be listed in namespaces',
    fixture: limitedTo(`${POD_JOB}    attach_metadata:\n      node: true # zones\n`),
    at: ['config.yaml:11 pod', 'config.yaml:13 true'],
    fixes: [
      [
        'Discover only in `blog` and `shop`, without the metadata of `node`',
        'config.yaml',
        /attach_metadata:\n {10}node: false # zones\n {8}namespaces:\n {10}names:\n {10}- blog\n {10}- shop\n/,
      ],
    ],
  },
  {
    name: 'nodes that may be listed',
    fixture: limitedTo(
      `${POD_JOB}    attach_metadata:\n      node: true\n`,
      ROLE,
      `${boundIn('shop')}---${ROLE.replace('name: prometheus', 'name: nodes').replace('[pods]', '[nodes]')}${BINDING.replaceAll('name: prometheus\nsub', 'name: nodes\nsub').replace('name: prometheus\nrole', 'name: nodes\nrole')}`,
    ),
    at: ['config.yaml:11 pod'],
    fixes: [['Discover only in `shop`', 'config.yaml', /node: true\n {8}namespaces:\n {10}names:\n {10}- shop\n/]],
  },
  {
    name: 'only the metadata is too much',
    fixture: limitedTo(`${POD_JOB}    attach_metadata: {deployment: true}\n`, ROLE, BINDING),
    at: ['config.yaml:12 true'],
    fixes: [['Do not attach the metadata of `deployment`', 'config.yaml', /attach_metadata: \{deployment: false\}\n/]],
  },
  {
    name: 'Alertmanagers',
    fixture: limitedTo(
      'alerting:\n  alertmanagers:\n  - kubernetes_sd_configs:\n    - role: pod\nscrape_configs: []\n',
    ),
    at: ['config.yaml:11 pod'],
    fixes: [[ONLY, 'config.yaml', /- role: pod\n {10}namespaces:\n {12}names:\n {12}- blog\n {12}- shop\n/]],
  },
];

/** Jobs that ask in more namespaces than their account may. */
export const LIMIT_CASES: readonly FixCase[] = CASES.map(one => ({ code: 'rbac/missing-access', ...one }));
