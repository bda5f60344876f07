import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ApiError } from '../../../../src/cluster/api/api-failure.ts';
import { accessReviews } from '../../../../src/cluster/session/access-reviews.ts';
import { ClusterSession } from '../../../../src/cluster/session/cluster-session.ts';
import type { AccessRequest } from '../../../../src/kubernetes/rbac/access-request.ts';
import { FakeCluster, type FakeKubeconfig, NOTHING_LEFT, Told } from './fake-cluster.ts';

const CONTEXTS: FakeKubeconfig = { current: 'a', contexts: { a: {} } };
const NEVER = new AbortController().signal;

function list(resource: string): AccessRequest {
  return { kind: 'resource', verb: 'list', group: '', resource, subresource: '', namespace: 'shop', name: '' };
}

const WHO = { user: 'system:serviceaccount:a:b', groups: ['system:serviceaccounts'] };

function ask(cluster: FakeCluster, requests: readonly AccessRequest[]) {
  return accessReviews(new ClusterSession(cluster, new Told()), cluster, { ...WHO, requests }, NEVER);
}

const STATUSES: Readonly<Record<string, object>> = {
  pods: { allowed: true, reason: 'RBAC: allowed by x' },
  nodes: { allowed: false },
  services: { allowed: false, evaluationError: 'clusterrole.rbac.authorization.k8s.io "x" not found' },
  secrets: { allowed: false, evaluationError: 'webhook: timeout' },
  endpoints: { allowed: false, denied: true, reason: 'no', evaluationError: 'webhook: timeout' },
  events: {},
};

test('each request is asked for the user with its groups, and its verdict is what the cluster says', async () => {
  const cluster = new FakeCluster(CONTEXTS);
  const asked: unknown[] = [];
  cluster.answer = (path, body) => {
    assert.equal(path, '/apis/authorization.k8s.io/v1/subjectaccessreviews');
    const { spec } = JSON.parse(body) as { spec: { resourceAttributes: { resource: string } } };
    asked.push(spec);
    return { status: STATUSES[spec.resourceAttributes.resource] };
  };
  const answer = await ask(cluster, Object.keys(STATUSES).map(list));
  assert.deepEqual(answer, {
    ok: true,
    context: 'a',
    reviewed: [
      { state: 'granted', by: 'RBAC: allowed by x' },
      { state: 'denied', why: '' },
      { state: 'denied', why: 'clusterrole.rbac.authorization.k8s.io "x" not found' },
      { state: 'unknown', why: 'webhook: timeout' },
      { state: 'denied', why: 'no; webhook: timeout' },
      { state: 'unknown', why: 'The cluster gave no verdict.' },
    ],
  });
  const attributes = { verb: 'list', group: '', version: '*', subresource: '', namespace: 'shop', name: '' };
  assert.deepEqual(asked[0], { ...WHO, resourceAttributes: { ...attributes, resource: 'pods' } });
  assert.deepEqual([cluster.connections.length, cluster.left], [1, NOTHING_LEFT]);
});

test('a path is asked as one', async () => {
  const cluster = new FakeCluster(CONTEXTS);
  const bodies: string[] = [];
  cluster.answer = (_path, body) => {
    bodies.push(body);
    return { status: { allowed: true, reason: '' } };
  };
  await ask(cluster, [{ kind: 'path', verb: 'get', path: '/metrics' }]);
  assert.deepEqual(JSON.parse(bodies[0] ?? '').spec, {
    ...WHO,
    nonResourceAttributes: { path: '/metrics', verb: 'get' },
  });
});

test('who may not ask for others gets no denial, and asks no more than once in vain', async () => {
  const cluster = new FakeCluster(CONTEXTS);
  let count = 0;
  cluster.answer = () => {
    count++;
    return new ApiError({ kind: 'status', code: 403, reason: 'Forbidden', message: 'no', retryAfterMs: undefined });
  };
  const answer = await ask(
    cluster,
    Array.from({ length: 100 }, () => list('pods')),
  );
  assert.ok(answer.ok);
  assert.equal(answer.reviewed.length, 100);
  for (const one of answer.reviewed) assert.ok(one.state === 'unknown' && /rights of others/.test(one.why));
  assert.equal(count, 8);
});

test('without a context nothing is asked', async () => {
  const answer = await ask(new FakeCluster('none'), [list('pods')]);
  assert.match(answer.ok ? '' : answer.message, /no context/);
});
