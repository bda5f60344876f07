import assert from 'node:assert/strict';
import { test } from 'node:test';
import { RBAC_KINDS, rbacObjects, readRbacObjectOfKind } from '../../../../src/kubernetes/rbac/rbac-objects.ts';
import { serviceAccountOf, serviceAccountRequester } from '../../../../src/kubernetes/rbac/requester.ts';
import { readClusterRole } from '../../../../src/kubernetes/rbac/role.ts';
import { readRoleBinding } from '../../../../src/kubernetes/rbac/role-binding.ts';
import { readServiceAccount } from '../../../../src/kubernetes/rbac/service-account.ts';

const META = { name: '', namespace: '', labels: new Map(), annotations: new Map() };

test('what is missing or of a wrong type is the zero value', () => {
  for (const kind of RBAC_KINDS) {
    const empty = readRbacObjectOfKind(kind, {});
    for (const value of [undefined, null, [], 'text', 1, true])
      assert.deepEqual(readRbacObjectOfKind(kind, value), empty);
  }
  assert.deepEqual(readRbacObjectOfKind('ClusterRole', {}), {
    kind: 'ClusterRole',
    metadata: META,
    rules: [],
    aggregationRule: undefined,
  });
  const roleRef = { apiGroup: 'rbac.authorization.k8s.io', kind: '', name: '' };
  assert.deepEqual(readRbacObjectOfKind('RoleBinding', { subjects: 'x', roleRef: [] }), {
    kind: 'RoleBinding',
    metadata: META,
    subjects: [],
    roleRef,
  });
});

test('a rule of null and lists of null', () => {
  const { rules } = readClusterRole({ rules: [null, { verbs: null, resources: ['pods', null, 1] }] });
  const empty = { verbs: [], apiGroups: [], resources: [], resourceNames: [], nonResourceURLs: [] };
  assert.deepEqual(rules, [empty, { ...empty, resources: ['pods', '', ''] }]);
});

test('subjects get the API groups that the API server gives them', () => {
  const { subjects } = readRoleBinding({
    subjects: [
      { kind: 'User', name: 'jane' },
      { kind: 'Group', name: 'team', apiGroup: 'other' },
      { kind: 'ServiceAccount', name: 'prometheus', namespace: 'monitoring' },
      null,
    ],
  });
  assert.deepEqual(subjects, [
    { kind: 'User', apiGroup: 'rbac.authorization.k8s.io', name: 'jane', namespace: '' },
    { kind: 'Group', apiGroup: 'other', name: 'team', namespace: '' },
    { kind: 'ServiceAccount', apiGroup: '', name: 'prometheus', namespace: 'monitoring' },
    { kind: '', apiGroup: '', name: '', namespace: '' },
  ]);
});

test('the selectors of an aggregated role', () => {
  const { aggregationRule } = readClusterRole({
    aggregationRule: {
      clusterRoleSelectors: [
        { matchLabels: { a: 'b' }, matchExpressions: [{ key: 'c', operator: 'NotIn', values: ['d', 'e'] }] },
        {},
        { matchExpressions: [{ key: 'c', operator: 'Gt', values: ['1'] }] },
      ],
    },
  });
  assert.deepEqual(aggregationRule?.clusterRoleSelectors, [
    [
      { key: 'a', operator: '=', values: ['b'] },
      { key: 'c', operator: 'notin', values: ['d', 'e'] },
    ],
    [],
    undefined,
  ]);
});

test('of objects with the same name the last counts', () => {
  const role = (verb: string, namespace: string) =>
    readRbacObjectOfKind('Role', { metadata: { name: 'a', namespace }, rules: [{ verbs: [verb] }] });
  const { roles } = rbacObjects('files', [role('get', 'x'), role('list', 'y'), role('watch', 'x')]);
  assert.deepEqual(
    [...roles].map(([key, { rules }]) => [key, rules[0]?.verbs]),
    [
      ['x/a', ['watch']],
      ['y/a', ['list']],
    ],
  );
});

test('whether a service account mounts its token', () => {
  const read = (value: unknown) =>
    readServiceAccount({ automountServiceAccountToken: value }).automountServiceAccountToken;
  assert.deepEqual([true, false, undefined, null, 'false'].map(read), [true, false, undefined, undefined, undefined]);
});

test('a service account is a user with groups', () => {
  assert.deepEqual(serviceAccountRequester('monitoring', 'prometheus'), {
    user: 'system:serviceaccount:monitoring:prometheus',
    groups: ['system:serviceaccounts', 'system:serviceaccounts:monitoring', 'system:authenticated'],
  });
});

test('the service account of a user name', () => {
  assert.deepEqual(serviceAccountOf('system:serviceaccount:a:b'), { namespace: 'a', name: 'b' });
  for (const user of ['jane', 'system:serviceaccount:a', 'system:serviceaccount::b', 'system:serviceaccount:a:b:c']) {
    assert.equal(serviceAccountOf(user), undefined);
  }
});
