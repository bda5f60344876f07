import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AccessRequest } from '../../../../src/kubernetes/rbac/access-request.ts';
import { type AccessDecision, decideAccess } from '../../../../src/kubernetes/rbac/decide-access.ts';
import type { RbacObject, RbacSource } from '../../../../src/kubernetes/rbac/rbac-objects.ts';
import { describeAllowedBy, describeUncertainty } from '../../../../src/kubernetes/rbac/reasons.ts';
import { serviceAccountRequester } from '../../../../src/kubernetes/rbac/requester.ts';
import {
  aggregatedRole,
  clusterRole,
  clusterRoleBinding,
  LIST_PODS,
  objectsOf,
  PROMETHEUS,
  role,
  roleBinding,
} from './objects.ts';

const WHO = serviceAccountRequester('monitoring', 'prometheus');

function listPods(namespace: string): AccessRequest {
  return { kind: 'resource', verb: 'list', group: '', resource: 'pods', subresource: '', namespace, name: '' };
}

/** The decision about listing pods, in words. */
function decide(source: RbacSource, namespace: string, ...objects: readonly RbacObject[]): string {
  const decision = decideAccess(listPods(namespace), WHO, objectsOf(source, ...objects));
  return inWords(decision);
}

function inWords(decision: AccessDecision): string {
  switch (decision.access) {
    case 'allowed':
      return `allowed by ${describeAllowedBy(decision.by)}`;
    case 'denied':
      return ['denied', ...decision.notFound.map(describeUncertainty)].join(': ');
    case 'unknown':
      return `unknown: ${decision.because.map(describeUncertainty).join('; ')}`;
  }
}

const SUBJECTS: readonly (readonly [subject: object, inRoleBinding: string, inClusterRoleBinding: string])[] = [
  [PROMETHEUS, 'allowed', 'allowed'],
  [{ kind: 'ServiceAccount', name: 'prometheus' }, 'allowed', 'denied'],
  [{ ...PROMETHEUS, namespace: 'other' }, 'denied', 'denied'],
  [{ ...PROMETHEUS, name: 'Prometheus' }, 'denied', 'denied'],
  [{ kind: 'User', name: WHO.user }, 'allowed', 'allowed'],
  [{ kind: 'User', name: 'prometheus' }, 'denied', 'denied'],
  [{ kind: 'User', name: 'system:authenticated' }, 'denied', 'denied'],
  [{ kind: 'Group', name: 'system:serviceaccounts' }, 'allowed', 'allowed'],
  [{ kind: 'Group', name: 'system:serviceaccounts:monitoring' }, 'allowed', 'allowed'],
  [{ kind: 'Group', name: 'system:serviceaccounts:other' }, 'denied', 'denied'],
  [{ kind: 'Group', name: 'system:authenticated' }, 'allowed', 'allowed'],
  [{ kind: 'Group', name: 'system:unauthenticated' }, 'denied', 'denied'],
  [{ kind: 'serviceaccount', name: 'prometheus', namespace: 'monitoring' }, 'denied', 'denied'],
];

for (const [subject, inRoleBinding, inClusterRoleBinding] of SUBJECTS) {
  test(`the subject ${JSON.stringify(subject)}`, () => {
    const pods = clusterRole('pods', [LIST_PODS]);
    const access = (binding: RbacObject) =>
      decideAccess(listPods('monitoring'), WHO, objectsOf('cluster', pods, binding)).access;
    assert.equal(access(roleBinding('monitoring/b', 'ClusterRole/pods', subject)), inRoleBinding);
    assert.equal(access(clusterRoleBinding('b', 'ClusterRole/pods', subject)), inClusterRoleBinding);
  });
}

test('a RoleBinding grants in its namespace only, also a ClusterRole', () => {
  const bound = [clusterRole('pods', [LIST_PODS]), roleBinding('shop/b', 'ClusterRole/pods', PROMETHEUS)];
  assert.equal(decide('cluster', 'shop', ...bound), 'allowed by RoleBinding `shop/b` of ClusterRole `pods`');
  assert.equal(decide('cluster', 'prod', ...bound), 'denied');
  assert.equal(decide('cluster', '', ...bound), 'denied');
});

test('a ClusterRoleBinding grants everywhere, paths too', () => {
  const metrics = { verbs: ['get'], nonResourceURLs: ['/metrics'] };
  const pods = clusterRole('pods', [metrics, LIST_PODS]);
  const group = { kind: 'Group', name: 'system:serviceaccounts' };
  const everywhere = objectsOf('cluster', pods, clusterRoleBinding('b', 'ClusterRole/pods', group));
  const inShop = objectsOf('cluster', pods, roleBinding('shop/b', 'ClusterRole/pods', group));
  const path = { kind: 'path', verb: 'get', path: '/metrics' } as const;
  for (const namespace of ['', 'shop']) {
    const decision = decideAccess(listPods(namespace), WHO, everywhere);
    assert.ok(decision.access === 'allowed' && decision.by.kind === 'grant' && decision.by.index === 1);
    assert.equal(
      inWords(decision),
      'allowed by ClusterRoleBinding `b` of ClusterRole `pods` for group `system:serviceaccounts`',
    );
  }
  assert.equal(decideAccess(path, WHO, everywhere).access, 'allowed');
  assert.equal(decideAccess(path, WHO, inShop).access, 'denied');
});

test('a Role is that of the namespace of its binding', () => {
  const elsewhere = role('prod/pods', [LIST_PODS]);
  const binding = roleBinding('shop/b', 'Role/pods', PROMETHEUS);
  assert.equal(
    decide('cluster', 'shop', elsewhere, binding),
    'denied: Role `pods` of RoleBinding `shop/b` was not found',
  );
  assert.equal(
    decide('files', 'shop', elsewhere, binding),
    'unknown: Role `pods` of RoleBinding `shop/b` was not found',
  );
  assert.equal(decide('files', 'prod', elsewhere, binding), 'denied');
  assert.match(
    decide('files', 'shop', elsewhere, binding, role('shop/pods', [LIST_PODS])),
    /^allowed by .* of Role `shop\/pods`$/,
  );
});

test('what the API server refuses grants nothing', () => {
  const pods = [role('monitoring/pods', [LIST_PODS]), clusterRole('pods', [LIST_PODS])];
  for (const binding of [
    clusterRoleBinding('b', 'Role/pods', PROMETHEUS),
    roleBinding('monitoring/b', 'role/pods', PROMETHEUS),
    roleBinding('monitoring/b', '/pods', PROMETHEUS),
  ]) {
    assert.equal(decide('files', 'monitoring', ...pods, binding), 'denied');
  }
});

test('a RoleBinding in a file that names no namespace grants in an unknown one', () => {
  const unknown = 'unknown: RoleBinding `b` would allow it in its namespace, which it does not name';
  const bound = [role('/pods', [LIST_PODS]), roleBinding('/b', 'Role/pods', PROMETHEUS)];
  const toName = (name: string) => roleBinding('/b', 'Role/pods', { kind: 'ServiceAccount', name });
  assert.equal(decide('files', 'shop', ...bound), unknown);
  assert.equal(decide('files', 'monitoring', ...bound, toName('prometheus')), unknown);
  assert.equal(decide('files', 'monitoring', ...bound, toName('grafana')), 'denied');
  assert.equal(decide('files', '', ...bound), 'denied');
  const other = role('/pods', [{ ...LIST_PODS, verbs: ['get'] }]);
  assert.equal(decide('files', 'shop', ...bound, other), 'denied');
});

test('the group of masters may do everything', () => {
  const who = { user: 'root', groups: ['system:masters'] };
  const decision = decideAccess(listPods(''), who, objectsOf('cluster'));
  assert.equal(inWords(decision), 'allowed by the group `system:masters`, which may do everything');
});

test('an aggregated role in a file is what the files tell of it, and perhaps more', () => {
  const aggregated = aggregatedRole('all', [LIST_PODS], [{ matchLabels: { part: 'of-all' } }]);
  const part = (rules: readonly object[]) => clusterRole('part', rules, { part: 'of-all' });
  const binding = clusterRoleBinding('b', 'ClusterRole/all', PROMETHEUS);
  const unknown =
    'unknown: ClusterRole `all` of ClusterRoleBinding `b` is aggregated and may get more rules from others';
  assert.equal(decide('files', '', aggregated, binding), unknown);
  assert.equal(decide('files', '', aggregated, binding, part([{ ...LIST_PODS, verbs: ['get'] }])), unknown);
  assert.equal(
    decide('files', '', aggregated, binding, part([LIST_PODS])),
    'allowed by ClusterRoleBinding `b` of ClusterRole `all` (a rule of ClusterRole `part`)',
  );
  assert.equal(decide('cluster', '', aggregated, binding), 'allowed by ClusterRoleBinding `b` of ClusterRole `all`');
});
