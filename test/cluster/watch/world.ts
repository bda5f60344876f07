import type { AdminApi, Manifest } from '../admin-api.ts';
import type { ControlPlane } from '../control-plane.ts';

const NAMESPACES = ['shop', 'web', 'jobs'] as const;

/** A pod that runs, with an address of its own. */
export function runningPod(namespace: string, name: string, address: number): Manifest {
  const podIP = `198.18.${address >> 8}.${address & 255}`;
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { namespace, name, labels: { app: name.replace(/-.*/, '') } },
    spec: { nodeName: 'node-1', containers: [{ name: 'c', image: 'image', ports: [{ containerPort: 8080 }] }] },
    status: { phase: 'Running', podIP, podIPs: [{ ip: podIP }], conditions: [{ type: 'Ready', status: 'True' }] },
  };
}

function service(namespace: string, name: string): Manifest {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { namespace, name },
    spec: { selector: { app: name }, ports: [{ port: 80, targetPort: 8080 }] },
  };
}

/** Creates a node, three namespaces, and in each an ingress, a ReplicaSet and two services with five pods each. */
export async function createWorld(api: AdminApi): Promise<void> {
  await api.create({ apiVersion: 'v1', kind: 'Node', metadata: { name: 'node-1' } });
  let address = 1;
  for (const namespace of NAMESPACES) {
    await api.create({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } });
    await api.create({
      apiVersion: 'networking.k8s.io/v1',
      kind: 'Ingress',
      metadata: { namespace, name: 'entry' },
      spec: { rules: [{ host: `${namespace}.example` }] },
    });
    for (const app of ['front', 'back']) {
      await api.create(service(namespace, app));
      for (let index = 0; index < 5; index++) await api.create(runningPod(namespace, `${app}-${index}`, address++));
    }
  }
}

/** Changes the world so that a watch has something to miss: one pod more, one pod less, one with other labels. */
export class WorldChanges {
  readonly #plane: ControlPlane;
  #round = 0;

  constructor(plane: ControlPlane) {
    this.#plane = plane;
  }

  async change(): Promise<void> {
    const { api } = this.#plane;
    const round = this.#round++;
    const gone = runningPod('web', `extra-${round - 1}`, 1000);
    await api.create(runningPod('web', `extra-${round}`, 1000 + round));
    if (round > 0) await api.deleteNow(gone);
    await api.patch(runningPod('shop', 'front-0', 0), { metadata: { labels: { round: `r${round}` } } });
  }
}
