import assert from 'node:assert/strict';
import { test } from 'node:test';
import { grantsOf } from '../../../../src/kubernetes/rbac/grants.ts';
import type { RbacObject } from '../../../../src/kubernetes/rbac/rbac-objects.ts';
import { serviceAccountRequester } from '../../../../src/kubernetes/rbac/requester.ts';
import { clusterRole, clusterRoleBinding, LIST_PODS, objectsOf, PROMETHEUS, role, roleBinding } from './objects.ts';

const WHO = serviceAccountRequester('monitoring', 'prometheus');
const ALL = { kind: 'Group', name: 'system:authenticated' };

function held(...objects: readonly RbacObject[]) {
  return grantsOf(WHO, objectsOf('files', ...objects));
}

test('every rule, by the binding and the subject that give it, bindings of the cluster first', () => {
  const { grants, doubts, refused } = held(
    roleBinding('shop/two', 'Role/two', ALL, PROMETHEUS),
    role('shop/two', [LIST_PODS, { ...LIST_PODS, verbs: ['get'] }]),
    clusterRoleBinding('one', 'ClusterRole/one', { kind: 'User', name: 'jane' }, PROMETHEUS),
    clusterRole('one', [LIST_PODS]),
    clusterRoleBinding('of-jane', 'ClusterRole/one', { kind: 'User', name: 'jane' }),
  );
  assert.deepEqual(
    grants.map(({ binding, subject, scope, role, writtenIn, index, rule }) => {
      assert.equal(role, writtenIn);
      const where = scope.kind === 'namespace' ? scope.namespace : scope.kind;
      return `${binding.metadata.name} ${subject.kind} ${where} ${role.kind} ${index} ${rule.verbs}`;
    }),
    [
      'one ServiceAccount cluster ClusterRole 0 list,watch',
      'two Group shop Role 0 list,watch',
      'two Group shop Role 1 get',
    ],
  );
  assert.deepEqual([doubts, refused], [[], []]);
});

test('what the API server refuses is told and grants nothing', () => {
  const noNamespace = { kind: 'ServiceAccount', name: 'grafana' };
  const { grants, doubts, refused } = held(
    clusterRole('pods', [LIST_PODS]),
    clusterRole('broken', [LIST_PODS, { verbs: ['get'] }]),
    clusterRoleBinding('a', 'ClusterRole/pods', PROMETHEUS, noNamespace),
    clusterRoleBinding('b', 'ClusterRole/broken', PROMETHEUS),
    clusterRoleBinding('c', 'ClusterRole/pods', noNamespace),
    clusterRoleBinding('d', 'Role/absent', PROMETHEUS),
  );
  assert.deepEqual([grants, doubts], [[], []]);
  assert.deepEqual(
    refused.map(({ binding, refused, reasons }) => {
      return `${binding.metadata.name} ${refused.metadata.name} ${reasons.map(({ path }) => path.join('.'))}`;
    }),
    ['a a subjects.1.namespace', 'b broken rules.1.apiGroups,rules.1.resources', 'd d roleRef.kind'],
  );
});
