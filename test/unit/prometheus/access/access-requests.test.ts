import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ResourceAccess } from '../../../../src/prometheus/access/access.ts';
import { accessRequests, coarserAccess } from '../../../../src/prometheus/access/access-requests.ts';

const PODS: ResourceAccess = {
  kind: 'resource',
  verbs: ['list', 'watch'],
  group: '',
  resource: 'pods',
  subresource: '',
  coarser: '',
  names: [],
  namespace: 'shop',
};

test('an access is a request for each verb and name', () => {
  const request = { kind: 'resource', group: '', resource: 'pods', subresource: '', namespace: 'shop', name: '' };
  assert.deepEqual(accessRequests(PODS), [
    { ...request, verb: 'list' },
    { ...request, verb: 'watch' },
  ]);
  assert.deepEqual(accessRequests({ ...PODS, verbs: ['get'], names: ['a', 'b'] }), [
    { ...request, verb: 'get', name: 'a' },
    { ...request, verb: 'get', name: 'b' },
  ]);
  assert.deepEqual(accessRequests({ kind: 'path', verbs: ['get'], path: '/metrics' }), [
    { kind: 'path', verb: 'get', path: '/metrics' },
  ]);
});

test('what would do instead is told', () => {
  assert.equal(coarserAccess(PODS), undefined);
  const nodes: ResourceAccess = { ...PODS, resource: 'nodes', subresource: 'healthz', coarser: 'proxy' };
  assert.deepEqual(coarserAccess(nodes), { ...nodes, subresource: 'proxy', coarser: '' });
});
