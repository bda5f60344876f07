import { randomUUID } from 'node:crypto';
import type { Owned } from '../../../src/cli/host/owned.ts';
import { type ControlPlane, PLAIN_CONTROL_PLANE, startControlPlane } from '../../cluster/control-plane.ts';
import { CLUSTER_TOOLS, missingTools } from '../../conformance/tools.ts';

export const PODS = 20_000;
/** Two ports and a container without any. */
export const TARGETS_OF_POD = 3;
export const ALL = PODS * TARGETS_OF_POD;
/** For figures. */
export const WORLD = `${ALL} targets of ${PODS} pods`;

const NAMESPACES = 20;
const REPLICAS = 5;
const AT_A_TIME = 16;
const READY = ['Ready', 'Initialized', 'ContainersReady', 'PodScheduled'];

/**
 * Starts a cluster with running pods, 5 of an application, in 20 namespaces. Each is put by itself: watches of the API server
 * lose objects that share a revision.
 */
export async function startPodsWorld(owned: Owned): Promise<ControlPlane> {
  const missing = missingTools(['prometheus', ...CLUSTER_TOOLS]);
  if (missing.length > 0) throw new Error(`Not built: ${missing.join(', ')}. Run \`npm run tools\` once.`);
  const plane = await startControlPlane({ ...PLAIN_CONTROL_PLANE, controllers: 'none' });
  owned.add(() => plane.dispose());
  await fill(plane);
  return plane;
}

async function fill(plane: ControlPlane): Promise<void> {
  for (let index = 0; index < NAMESPACES; index += 1) {
    await plane.api.create({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: `team-${index}` } });
  }
  const created = new Date().toISOString().replace(/\.\d+/, '');
  let next = 0;
  const putRest = async () => {
    for (let index = next++; index < PODS; index = next++) {
      const { namespace, name } = podKey(index).metadata;
      await plane.putStored(`pods/${namespace}/${name}`, pod(index, created));
    }
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, putRest));
}

/** What names a pod of the world. */
export function podKey(index: number) {
  const application = Math.floor(index / REPLICAS);
  const metadata = { name: `app-${application}-${index % REPLICAS}`, namespace: `team-${application % NAMESPACES}` };
  return { apiVersion: 'v1', kind: 'Pod', metadata };
}

function pod(index: number, creationTimestamp: string): unknown {
  const { metadata, ...type } = podKey(index);
  const application = Math.floor(index / REPLICAS);
  const ip = `198.18.${Math.floor(index / 256)}.${index % 256}`;
  const labels = {
    app: `app-${application}`,
    'app.kubernetes.io/name': 'app',
    'app.kubernetes.io/instance': `instance-${application}`,
    'pod-template-hash': '5d8f7b9c4',
  };
  const annotations = { 'prometheus.io/scrape': 'true', 'prometheus.io/port': '9090' };
  return {
    ...type,
    metadata: { ...metadata, uid: randomUUID(), creationTimestamp, generation: 1, labels, annotations },
    spec: {
      nodeName: 'node-a',
      containers: [
        {
          name: 'app',
          image: `registry.example.com/team/app:${index % REPLICAS}`,
          env: [{ name: 'A', value: 'b' }],
          ports: [
            { name: 'http', containerPort: 8080 },
            { name: 'metrics', containerPort: 9090 },
          ],
          resources: { requests: { cpu: '100m', memory: '128Mi' } },
        },
        { name: 'sidecar', image: 'registry.example.com/team/sidecar:1' },
      ],
    },
    status: {
      phase: 'Running',
      podIP: ip,
      podIPs: [{ ip }],
      hostIP: '192.0.2.11',
      hostIPs: [{ ip: '192.0.2.11' }],
      conditions: READY.map(type => ({ type, status: 'True', lastTransitionTime: '2026-01-01T00:00:00Z' })),
    },
  };
}
