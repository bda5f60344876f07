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

const FORBIDDEN = new ApiError({
  kind: 'status',
  code: 403,
  reason: 'Forbidden',
  message: 'no',
  retryAfterMs: undefined,
});
const BOUND = {
  metadata: { name: 'b' },
  roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'r' },
  subjects: [{ kind: 'ServiceAccount', namespace: 'a', name: 'b' }],
};
const ROLE = { metadata: { name: 'r' }, rules: [{ apiGroups: [''], resources: ['pods'], verbs: ['list'] }] };
const EVERYWHERE = { ...list('pods'), namespace: '' };

/** A cluster that tells of nobody’s rights; `lists`: what it tells of RBAC, by the end of the path. */
function withoutReviews(lists: Readonly<Record<string, unknown>>) {
  const cluster = new FakeCluster(CONTEXTS);
  const asked: string[] = [];
  cluster.answer = path => {
    asked.push(path.replace('/apis/rbac.authorization.k8s.io/v1', '').replace('?limit=500', ''));
    return lists[asked.at(-1) ?? ''] ?? FORBIDDEN;
  };
  return { cluster, asked };
}

async function states(cluster: FakeCluster, ...requests: readonly AccessRequest[]): Promise<readonly string[]> {
  const answer = await ask(cluster, requests);
  assert.ok(answer.ok);
  return answer.reviewed.map(one => (one.state === 'granted' ? `granted: ${one.by}` : `${one.state}: ${one.why}`));
}

test('where others may not be asked about, the roles and bindings decide that may be read', async () => {
  const of = (items: readonly unknown[]) => ({ items, metadata: {} });
  const { cluster } = withoutReviews({
    '/clusterrolebindings': of([BOUND]),
    '/clusterroles': of([ROLE]),
    '/rolebindings': of([]),
    '/roles': of([]),
  });
  assert.deepEqual(await states(cluster, list('pods'), EVERYWHERE, list('services')), [
    'granted: ClusterRoleBinding `b` of ClusterRole `r`',
    'granted: ClusterRoleBinding `b` of ClusterRole `r`',
    'denied: No role that is bound to it in the cluster allows it',
  ]);
});

test('what is granted by what could be read is known, and all else is unknown', async () => {
  const of = (items: readonly unknown[]) => ({ items, metadata: {} });
  const { cluster, asked } = withoutReviews({
    '/clusterroles': of([ROLE]),
    '/namespaces/shop/rolebindings': of([BOUND].map(one => ({ ...one, metadata: { name: 'b', namespace: 'shop' } }))),
    '/namespaces/shop/roles': of([]),
  });
  const [granted, ...others] = await states(cluster, list('pods'), list('services'), EVERYWHERE);
  assert.equal(granted, 'granted: RoleBinding `shop/b` of ClusterRole `r`');
  for (const one of others)
    assert.match(one, /^unknown: .*rights of others.* may not list all of its ClusterRoleBindings\.$/);
  assert.ok(asked.includes('/rolebindings'));
});

test('who may neither ask for others nor read roles gets no denial, and asks no more than once in vain', async () => {
  const { cluster, asked } = withoutReviews({});
  const all = await states(cluster, ...Array.from({ length: 100 }, () => EVERYWHERE));
  assert.equal(all.length, 100);
  for (const one of all) assert.match(one, /^unknown: .*rights of others.*ClusterRoleBindings, ClusterRoles\.$/);
  assert.equal(asked.filter(path => path.endsWith('subjectaccessreviews')).length, 8);
  assert.equal(asked.length, 10);
});

test('without a context nothing is asked', async () => {
  const answer = await ask(new FakeCluster('none'), [list('pods')]);
  assert.match(answer.ok ? '' : answer.message, /no context/);
});
