import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AccessRequest } from '../../../src/kubernetes/rbac/access-request.ts';
import { parseForbiddenMessage } from '../../../src/server/access/forbidden-message.ts';

const USER = 'system:serviceaccount:monitoring:prometheus';

function resource(given: Partial<Extract<AccessRequest, { kind: 'resource' }>>): AccessRequest {
  return {
    kind: 'resource',
    verb: 'list',
    group: '',
    resource: 'pods',
    subresource: '',
    namespace: '',
    name: '',
    ...given,
  };
}

const OF_KUBELET = { verb: 'get', resource: 'nodes' } as const;

const CASES: readonly { readonly text: string; readonly request: AccessRequest }[] = [
  {
    text: `pods is forbidden: User "${USER}" cannot list resource "pods" in API group "" at the cluster scope`,
    request: resource({}),
  },
  {
    text: `pods is forbidden: User "${USER}" cannot watch resource "pods" in API group "" in the namespace "shop"`,
    request: resource({ verb: 'watch', namespace: 'shop' }),
  },
  {
    text: `time=2026-01-01T00:00:00Z level=ERROR source=reflector.go:205 msg="Failed to watch" err="failed to list *v1.EndpointSlice: endpointslices.discovery.k8s.io is forbidden: User \\"${USER}\\" cannot list resource \\"endpointslices\\" in API group \\"discovery.k8s.io\\" in the namespace \\"a-b\\""`,
    request: resource({ group: 'discovery.k8s.io', resource: 'endpointslices', namespace: 'a-b' }),
  },
  {
    text: `{"err":"nodes \\\\\\"worker-1\\\\\\" is forbidden: User \\\\\\"${USER}\\\\\\" cannot get resource \\\\\\"nodes/proxy\\\\\\" in API group \\\\\\"\\\\\\" at the cluster scope"}`,
    request: resource({ verb: 'get', resource: 'nodes', subresource: 'proxy', name: 'worker-1' }),
  },
  {
    text: `Forbidden (user=${USER}, verb=get, resource=nodes, subresource=metrics)`,
    request: resource({ ...OF_KUBELET, subresource: 'metrics' }),
  },
  {
    text: `Forbidden (user=${USER}, verb=get, resource=nodes, subresource(s)=[pods proxy])`,
    request: resource({ ...OF_KUBELET, subresource: 'pods' }),
  },
  {
    text: `forbidden: User "${USER}" cannot get path "/metrics"`,
    request: { kind: 'path', verb: 'get', path: '/metrics' },
  },
  {
    text: `services "http:web:80" is forbidden: User "${USER}" cannot get resource "services/proxy" in API group "" in the namespace "shop": RBAC: clusterrole.rbac.authorization.k8s.io "x" not found`,
    request: resource({
      verb: 'get',
      resource: 'services',
      subresource: 'proxy',
      name: 'http:web:80',
      namespace: 'shop',
    }),
  },
];

for (const { text, request } of CASES) {
  test(`a refusal is read: ${text}`, () => {
    assert.deepEqual(parseForbiddenMessage(text), { user: USER, request });
  });
}

test('what is no refusal is none', () => {
  for (const text of [
    '',
    'forbidden',
    'User "x" cannot list resource',
    'User "x" cannot list pods',
    `${'"'.repeat(70_000)}`,
  ]) {
    assert.equal(parseForbiddenMessage(text), undefined);
  }
});

test('of a log the first refusal counts, and its user may be anybody', () => {
  const line = (user: string) =>
    `pods is forbidden: User "${user}" cannot list resource "pods" in API group "" at the cluster scope`;
  assert.equal(parseForbiddenMessage(`started\n${line('jane')}\n${line('joe')}`)?.user, 'jane');
});

test('a long text is read in no time', () => {
  const text = `User "${'a'.repeat(200_000)} cannot list resource "pods"`.repeat(20);
  const start = performance.now();
  assert.equal(parseForbiddenMessage(text), undefined);
  assert.ok(performance.now() - start < 1_000);
});
