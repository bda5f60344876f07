import { type JsonObject, listOf, objectOf, textOf } from '../../kubernetes/objects/json.ts';
import { at } from './manifests.ts';
import { generatedName, generatedUid } from './names.ts';
import { type DemoNode, NODES, WORKERS } from './node-of.ts';

/** Gives addresses to pods, one after another. */
export class PodAddresses {
  readonly #next = new Map<string, number>();

  next({ name }: DemoNode): string {
    const last = (this.#next.get(name) ?? 1) + 1;
    this.#next.set(name, last);
    return `198.18.${NODES.findIndex(node => node.name === name)}.${last}`;
  }
}

/** What stands between a workload and its pods, and the pods, as an API server has them. */
export function podsOfWorkload(workload: JsonObject, addresses: PodAddresses): readonly object[] {
  const kind = textOf(workload['kind']);
  const name = textOf(at(workload, 'metadata', 'name'));
  const namespace = textOf(at(workload, 'metadata', 'namespace'));
  const replicas = kind === 'DaemonSet' ? NODES.length : Number(at(workload, 'spec', 'replicas') ?? 1);
  const template = objectOf(at(workload, 'spec', 'template'));
  const hash = generatedName(name, 10);
  const set = `${name}-${hash}`;
  const pod = (index: number) => {
    const suffix = kind === 'StatefulSet' ? String(index) : generatedName(`${name} ${index}`, 5);
    const isOfSet = kind === 'Deployment';
    const podName = isOfSet ? `${set}-${suffix}` : `${name}-${suffix}`;
    const node = (kind === 'DaemonSet' ? NODES : WORKERS)[(index + name.length) % (kind === 'DaemonSet' ? 4 : 3)];
    const controller = isOfSet ? { kind: 'ReplicaSet', name: set } : { kind, name };
    return podObject({
      name: podName,
      namespace,
      template,
      controller,
      hash: isOfSet ? hash : undefined,
      node: node ?? NODES[0],
      addresses,
    });
  };
  const pods = Array.from({ length: replicas }, (_, index) => pod(index));
  if (kind !== 'Deployment') return pods;
  const owner = { apiVersion: 'apps/v1', kind, name, controller: true };
  const metadata = { name: set, namespace, uid: generatedUid(set), ownerReferences: [owner] };
  return [{ apiVersion: 'apps/v1', kind: 'ReplicaSet', metadata }, ...pods];
}

export interface PodWish {
  readonly name: string;
  readonly namespace: string;
  readonly template: JsonObject;
  readonly controller: { readonly kind: string; readonly name: string };
  readonly hash: string | undefined;
  readonly node: DemoNode;
  readonly addresses: PodAddresses;
}

/** A pod that runs and is ready. */
export function podObject({ name, namespace, template, controller, hash, node, addresses }: PodWish): JsonObject {
  const metadata = objectOf(template['metadata']);
  const spec = objectOf(template['spec']);
  const labels = { ...objectOf(metadata['labels']), ...(hash === undefined ? {} : { 'pod-template-hash': hash }) };
  const podIP = spec['hostNetwork'] === true ? node.ip : addresses.next(node);
  const statuses = (list: unknown) => listOf(list, objectOf).map(one => containerStatus(name, textOf(one['name'])));
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name,
      namespace,
      uid: generatedUid(`${namespace}/${name}`),
      labels,
      annotations: metadata['annotations'],
      ownerReferences: [{ ...controller, controller: true }],
    },
    spec: {
      ...spec,
      containers: listOf(spec['containers'], withProtocols),
      nodeName: node.name,
      restartPolicy: spec['restartPolicy'] ?? 'Always',
      schedulerName: 'default-scheduler',
      serviceAccountName: spec['serviceAccountName'] ?? 'default',
    },
    status: {
      phase: 'Running',
      podIP,
      hostIP: node.ip,
      conditions: [{ type: 'Ready', status: 'True' }],
      containerStatuses: statuses(spec['containers']),
      initContainerStatuses: statuses(spec['initContainers']),
    },
  };
}

/** The API server fills the protocol in. */
function withProtocols(container: unknown): object {
  const ports = listOf(at(container, 'ports'), port => ({ protocol: 'TCP', ...objectOf(port) }));
  return { ...objectOf(container), ports };
}

function containerStatus(pod: string, container: string): object {
  return { name: container, containerID: `containerd://${generatedUid(`${pod} ${container}`).replaceAll('-', '')}` };
}
