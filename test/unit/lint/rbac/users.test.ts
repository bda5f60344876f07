import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkWorkspaceFix, foundIn, messagesOf, titlesOf, warningsIn } from './check-rbac.ts';

const RULES = 'rules: [{apiGroups: [""], resources: [services], verbs: [list, watch]}]';

interface Parts {
  readonly account: string;
  readonly kind: 'ClusterRoleBinding' | 'RoleBinding';
  readonly subject: string;
  readonly rules: string;
  readonly more: string;
}

const PARTS: Parts = {
  account: 'user jane groups dev',
  kind: 'ClusterRoleBinding',
  subject: 'kind: User, name: jane',
  rules: RULES,
  more: '',
};

/** A configuration that asks for pods, and what is granted to somebody. */
function tree(parts: Partial<Parts>): string {
  const { account, kind, subject, rules, more } = { ...PARTS, ...parts };
  return `
# @file prometheus.yml
# prometheus-kubernetes-account: ${account}
scrape_configs:
- job_name: pods
  kubernetes_sd_configs:
  - role: pod
    kubeconfig_file: /etc/kubeconfig
# @file rbac.yaml
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: {name: reader}
${rules}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ${kind}
metadata: {name: reader${kind === 'RoleBinding' ? ', namespace: shop' : ''}}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: reader}
subjects: [{${subject}}]
${more}`;
}

const MISSING = ['prometheus.yml:5 rbac/missing-access pod'];
const ELSEWHERE = `# @file other/binding.yaml
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: {name: other}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: other}
subjects: [{kind: SUBJECT}]
`;

test('a user is missing what no binding beside the configuration grants', () => {
  const pods = RULES.replace('services', 'pods');
  const table: readonly (readonly [what: string, parts: Partial<Parts>, expected: readonly string[]])[] = [
    ['the user is bound to something else', {}, MISSING],
    ['the user may', { rules: pods }, []],
    ['a group of the user may', { rules: pods, subject: 'kind: Group, name: dev' }, []],
    ['everybody may', { rules: pods, subject: 'kind: Group, name: "system:authenticated"' }, []],
    ['only the group is bound', { subject: 'kind: Group, name: dev' }, []],
    ['somebody else is bound', { subject: 'kind: User, name: bob' }, []],
    ['a service account is called alike', { subject: 'kind: ServiceAccount, name: jane, namespace: a' }, []],
    ['bound elsewhere as well', { more: ELSEWHERE.replace('SUBJECT', 'User, name: jane') }, []],
    ['a group bound elsewhere', { more: ELSEWHERE.replace('SUBJECT', 'Group, name: dev') }, []],
    ['another group bound elsewhere', { more: ELSEWHERE.replace('SUBJECT', 'Group, name: ops') }, MISSING],
    [
      'a service account of that name elsewhere',
      { more: ELSEWHERE.replace('SUBJECT', 'ServiceAccount, name: jane, namespace: a') },
      MISSING,
    ],
    ['who may do everything', { account: 'user root groups system:masters', subject: 'kind: User, name: root' }, []],
    [
      'a user called like a service account',
      { account: 'user system:serviceaccount:a:b', subject: 'kind: ServiceAccount, name: b, namespace: a' },
      MISSING,
    ],
  ];
  for (const [what, parts, expected] of table) assert.deepEqual(warningsIn(tree(parts)), expected, what);
});

test('a user may need more than Prometheus does', () => {
  const much = 'rules: [{apiGroups: ["*"], resources: ["*", secrets, nodes/proxy], verbs: ["*"]}]';
  assert.deepEqual(foundIn(tree({ rules: much })), []);
});

test('what is said names the user', () => {
  assert.deepEqual(messagesOf(tree({}), 'rbac/missing-access'), [
    'Prometheus discovers nothing for job `pods`: `user jane` may not list and watch `pods` in all namespaces. Looked for in `rbac.yaml`.',
  ]);
});

test('a RoleBinding of a user that would have to be for the cluster', () => {
  const parts = { kind: 'RoleBinding', rules: RULES.replace('services', 'pods') } as const;
  assert.deepEqual(warningsIn(tree(parts)), [...MISSING, 'rbac.yaml:7 rbac/needs-cluster-binding RoleBinding']);
});

test('fixes grant it to the user', () => {
  assert.deepEqual(titlesOf(tree({}), 'rbac/missing-access').slice(0, 3), [
    'Add what is missing to ClusterRole `reader`',
    'Write a ClusterRole and ClusterRoleBinding for `user jane`',
    'Write a ClusterRole and ClusterRoleBinding for `user jane` in a new file',
  ]);
  const added = checkWorkspaceFix(tree({}), 'rbac/missing-access', 'Add what is missing to ClusterRole `reader`');
  assert.match(added.get('rbac.yaml') ?? '', /resources: \[pods, services\]|resources: \[services, pods\]/);
  const title = 'Write a ClusterRole and ClusterRoleBinding for `user jane`';
  const written = checkWorkspaceFix(tree({}), 'rbac/missing-access', title).get('rbac.yaml') ?? '';
  assert.match(written, /subjects:\n- apiGroup: rbac\.authorization\.k8s\.io\n {2}kind: User\n {2}name: jane\n$/);
  assert.match(written, /kind: ClusterRole\nmetadata:\n {2}name: prometheus-jane\n/);
});
