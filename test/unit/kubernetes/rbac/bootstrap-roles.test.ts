import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AccessRequest } from '../../../../src/kubernetes/rbac/access-request.ts';
import { decideAccess } from '../../../../src/kubernetes/rbac/decide-access.ts';
import type { RbacObject } from '../../../../src/kubernetes/rbac/rbac-objects.ts';
import { describeAllowedBy, describeUncertainty } from '../../../../src/kubernetes/rbac/reasons.ts';
import { serviceAccountRequester } from '../../../../src/kubernetes/rbac/requester.ts';
import { clusterRole, clusterRoleBinding, LIST_PODS, objectsOf, PROMETHEUS, roleBinding } from './objects.ts';

const WHO = serviceAccountRequester('monitoring', 'prometheus');

/** `list pods`, `list pods/log shop`, `get /metrics`. */
function requestOf(text: string): AccessRequest {
  const [verb = '', what = '', namespace = ''] = text.split(' ');
  if (what.startsWith('/')) return { kind: 'path', verb, path: what };
  const [resource = '', subresource = ''] = what.split('/');
  return { kind: 'resource', verb, group: '', resource, subresource, namespace, name: '' };
}

function decide(request: string, ...objects: readonly RbacObject[]) {
  return decideAccess(requestOf(request), WHO, objectsOf('files', ...objects));
}

const CASES: readonly (readonly [role: string, request: string, access: string])[] = [
  ['view', 'list pods', 'allowed'],
  ['view', 'watch services', 'allowed'],
  // Whatever is labelled so adds to it.
  ['view', 'list nodes', 'unknown'],
  ['view', 'list secrets', 'unknown'],
  ['edit', 'list pods', 'allowed'],
  ['edit', 'list secrets', 'allowed'],
  ['admin', 'list secrets', 'allowed'],
  ['cluster-admin', 'list nodes', 'allowed'],
  ['cluster-admin', 'get /metrics', 'allowed'],
  ['system:monitoring', 'get /metrics', 'allowed'],
  ['system:monitoring', 'get nodes/metrics', 'allowed'],
  ['system:monitoring', 'list pods', 'denied'],
  // It has come to say something of nodes, and of more paths.
  ['system:monitoring', 'list nodes', 'unknown'],
  ['system:monitoring', 'get /federate', 'unknown'],
  ['system:auth-delegator', 'list pods', 'denied'],
  ['system:auth-delegator', 'get nodes/metrics', 'unknown'],
  // Components of Kubernetes come to list more.
  ['system:kube-dns', 'list pods', 'unknown'],
  ['system:node-proxier', 'list nodes', 'allowed'],
  ['system:nobody', 'list pods', 'unknown'],
];

for (const [role, request, access] of CASES)
  test(`by the built-in ClusterRole ${role}: ${request}`, () => {
    assert.equal(decide(request, clusterRoleBinding('b', `ClusterRole/${role}`, PROMETHEUS)).access, access);
  });

test('groups of all accounts have what built-in roles grant them', () => {
  for (const name of ['system:serviceaccounts', 'system:serviceaccounts:monitoring', 'system:authenticated']) {
    const group = { kind: 'Group', name };
    assert.equal(decide('list pods', clusterRoleBinding('b', 'ClusterRole/view', group)).access, 'allowed');
    assert.equal(decide('list pods shop', roleBinding('shop/b', 'ClusterRole/view', group)).access, 'allowed');
    assert.equal(decide('list pods', roleBinding('shop/b', 'ClusterRole/view', group)).access, 'denied');
  }
});

test('what a file has under the name of a built-in role counts', () => {
  const binding = clusterRoleBinding('b', 'ClusterRole/view', PROMETHEUS);
  const own = clusterRole('view', [{ ...LIST_PODS, resources: ['services'] }]);
  assert.equal(decide('list pods', binding, own).access, 'denied');
});

test('a role that is labelled for it is a part of a built-in one', () => {
  const binding = clusterRoleBinding('b', 'ClusterRole/view', PROMETHEUS);
  const more = clusterRole('more', [{ ...LIST_PODS, resources: ['nodes'] }], {
    'rbac.authorization.k8s.io/aggregate-to-view': 'true',
  });
  assert.equal(decide('list nodes', binding, more).access, 'allowed');
});

test('in words', () => {
  const pods = decide('list pods', clusterRoleBinding('b', 'ClusterRole/view', PROMETHEUS));
  assert.equal(
    pods.access === 'allowed' && describeAllowedBy(pods.by),
    'ClusterRoleBinding `b` of the built-in ClusterRole `view` (a rule of ClusterRole `system:aggregate-to-view`)',
  );
  const nodes = decide('list nodes', clusterRoleBinding('b', 'ClusterRole/system:monitoring', PROMETHEUS));
  assert.deepEqual(nodes.access === 'unknown' && nodes.because.map(describeUncertainty), [
    'the built-in ClusterRole `system:monitoring` of ClusterRoleBinding `b` may grant more in some clusters',
  ]);
});
