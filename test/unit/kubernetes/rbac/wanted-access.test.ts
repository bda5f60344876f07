import assert from 'node:assert/strict';
import { test } from 'node:test';
import { grantsOf } from '../../../../src/kubernetes/rbac/grants.ts';
import type { RbacObject, RbacSource } from '../../../../src/kubernetes/rbac/rbac-objects.ts';
import { serviceAccountRequester } from '../../../../src/kubernetes/rbac/requester.ts';
import {
  accessInScopes,
  missingAccess,
  namespacesGranting,
  type WantedAccess,
  type WantedResource,
  type WantedScope,
} from '../../../../src/kubernetes/rbac/wanted-access.ts';
import { clusterRole, clusterRoleBinding, LIST_PODS, objectsOf, PROMETHEUS, role, roleBinding } from './objects.ts';

const CLUSTER: WantedScope = { kind: 'cluster' };

function pods(scope: WantedScope): WantedResource {
  return { kind: 'resource', verbs: ['list', 'watch'], group: '', resource: 'pods', subresource: '', name: '', scope };
}

function held(source: RbacSource, ...objects: readonly RbacObject[]) {
  return grantsOf(serviceAccountRequester('monitoring', 'prometheus'), objectsOf(source, ...objects));
}

/** `namespace: granted | missing | unknown` of each scope. */
function inWords(wanted: WantedAccess, source: RbacSource, ...objects: readonly RbacObject[]): readonly string[] {
  return accessInScopes(wanted, held(source, ...objects)).map(({ namespace, granted, missing, unknown }) => {
    const verbs = [granted, missing, unknown].map(list => list.map(({ verb }) => verb).join(','));
    return `${namespace}: ${verbs.join(' | ')}`;
  });
}

const LIST_ONLY = { ...LIST_PODS, verbs: ['list'] };

test('verbs are told in each namespace', () => {
  const objects = [
    clusterRole('list', [LIST_ONLY]),
    clusterRoleBinding('list', 'ClusterRole/list', PROMETHEUS),
    role('shop/watch', [{ ...LIST_PODS, verbs: ['watch'] }]),
    roleBinding('shop/watch', 'Role/watch', PROMETHEUS),
    roleBinding('prod/watch', 'Role/watch', PROMETHEUS),
  ];
  const wanted = pods({ kind: 'namespaces', namespaces: ['shop', 'prod', 'dev'] });
  assert.deepEqual(inWords(wanted, 'files', ...objects), [
    'shop: list,watch |  | ',
    'prod: list |  | watch',
    'dev: list | watch | ',
  ]);
  assert.deepEqual(inWords(pods(CLUSTER), 'files', ...objects), [': list | watch | ']);
  assert.deepEqual(
    missingAccess(wanted, held('cluster', ...objects)).map(({ namespace, missing }) => [
      namespace,
      missing.map(({ verb, notFound }) => `${verb} ${notFound.length}`),
    ]),
    [
      ['prod', ['watch 1']],
      ['dev', ['watch 0']],
    ],
  );
  assert.deepEqual(namespacesGranting(pods(CLUSTER), held('files', ...objects)), ['shop']);
});

test('rights in single namespaces are none in the cluster, but are told', () => {
  const objects = [
    clusterRole('pods', [LIST_PODS]),
    clusterRole('list', [LIST_ONLY]),
    ...['shop', 'dev'].map(namespace => roleBinding(`${namespace}/b`, 'ClusterRole/pods', PROMETHEUS)),
    roleBinding('prod/b', 'ClusterRole/list', PROMETHEUS),
  ];
  assert.deepEqual(inWords(pods(CLUSTER), 'files', ...objects), [':  | list,watch | ']);
  assert.deepEqual(namespacesGranting(pods(CLUSTER), held('files', ...objects)), ['dev', 'shop']);
});

test('paths are wanted of the cluster', () => {
  const metrics = clusterRole('metrics', [{ verbs: ['get'], nonResourceURLs: ['/metrics'] }]);
  const wanted: WantedAccess = { kind: 'path', verbs: ['get', 'head'], path: '/metrics' };
  const bound = [metrics, clusterRoleBinding('b', 'ClusterRole/metrics', PROMETHEUS)];
  assert.deepEqual(inWords(wanted, 'cluster', ...bound), [': get | head | ']);
});

test('no namespaces want nothing', () => {
  assert.deepEqual(inWords(pods({ kind: 'namespaces', namespaces: [] }), 'files'), []);
});
