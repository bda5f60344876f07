import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { AdminApi, type Manifest } from './admin-api.ts';
import { type ControlPlane, PLAIN_CONTROL_PLANE, startControlPlane } from './control-plane.ts';
import { until } from './until.ts';

let plane: ControlPlane;
before(async () => {
  const users = [{ name: 'nobody', token: 'token-of-nobody', groups: ['visitors'] }];
  plane = await startControlPlane({ ...PLAIN_CONTROL_PLANE, users });
});
after(() => plane?.dispose());

function podInDefault(name: string, labels: Readonly<Record<string, string>>): Manifest {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { namespace: 'default', name, labels },
    spec: { nodeName: 'node-1', containers: [{ name: 'web', image: 'web', ports: [{ containerPort: 8080 }] }] },
    status: {
      phase: 'Running',
      podIP: '198.18.0.1',
      podIPs: [{ ip: '198.18.0.1' }],
      conditions: [{ type: 'Ready', status: 'True' }],
    },
  };
}

function serviceInDefault(name: string): Manifest {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { namespace: 'default', name },
    spec: { selector: { app: name }, ports: [{ port: 80, targetPort: 8080 }] },
  };
}

test('objects have the status that they are made with, and the real controllers see it', async () => {
  await plane.api.create({ apiVersion: 'v1', kind: 'Node', metadata: { name: 'node-1' } });
  await plane.api.create(podInDefault('web-1', { app: 'web' }));
  await plane.api.create(serviceInDefault('web'));
  const endpoints = { apiVersion: 'v1', kind: 'Endpoints', metadata: { namespace: 'default', name: 'web' } };
  await until(
    'endpoints',
    async () => JSON.stringify(await plane.api.read(endpoints))?.includes('198.18.0.1') || undefined,
  );
  await until('a slice', async () => {
    const slices = await plane.api.list('discovery.k8s.io/v1', 'EndpointSlice');
    return slices.find(slice => JSON.stringify(slice).includes('198.18.0.1'));
  });
});

test('a user without roles is known and forbidden, a stranger is neither', async () => {
  const { server, certificateAuthority } = plane;
  const ask = async (token: string) => {
    const api = new AdminApi({ server, certificateAuthority, token });
    const { status } = await api.request('GET', '/api/v1/pods');
    api.dispose();
    return status;
  };
  assert.equal(await ask('token-of-nobody'), 403);
  assert.equal(await ask('no such token'), 401);
});

test('objects outlive a restart of the API server', async () => {
  const { server } = plane;
  const key = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { namespace: 'default', name: 'kept' } };
  await plane.api.create({ ...key, data: { a: 'b' } });
  await plane.stopApiServer();
  await assert.rejects(plane.api.request('GET', '/readyz'));
  await plane.startApiServer();
  assert.equal(plane.server, server);
  assert.deepEqual((await plane.api.read(key))?.['data'], { a: 'b' });
});
