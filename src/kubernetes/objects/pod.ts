import { int32Of, listOf, objectOf, textOf } from './json.ts';
import { type Controller, type ObjectMeta, readController, readObjectMeta } from './object-meta.ts';

export interface ContainerPort {
  readonly name: string;
  readonly containerPort: number;
  readonly protocol: string;
}

export interface Container {
  readonly name: string;
  readonly image: string;
  readonly ports: readonly ContainerPort[];
}

export interface ContainerStatus {
  readonly name: string;
  readonly containerID: string;
}

export interface PodSpec {
  readonly nodeName: string;
  readonly restartPolicy: string;
  readonly schedulerName: string;
  readonly serviceAccountName: string;
  readonly hostNetwork: boolean;
  readonly containers: readonly Container[];
  readonly initContainers: readonly Container[];
}

export interface PodStatus {
  readonly phase: string;
  readonly podIP: string;
  readonly hostIP: string;
  readonly nominatedNodeName: string;
  /** The status of the condition Ready, undefined when the pod has no such condition. */
  readonly ready: string | undefined;
  readonly containerStatuses: readonly ContainerStatus[];
  readonly initContainerStatuses: readonly ContainerStatus[];
}

/** What discovery reads of a pod. */
export interface Pod {
  readonly kind: 'Pod';
  readonly metadata: ObjectMeta;
  readonly uid: string;
  readonly controller: Controller | undefined;
  readonly spec: PodSpec;
  readonly status: PodStatus;
}

/**
 * Reads a pod and keeps only what discovery reads. Never throws: what is missing or of the wrong type is the zero value.
 * See https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/
 */
export function readPod(value: unknown): Pod {
  const { metadata, spec, status } = objectOf(value);
  return {
    kind: 'Pod',
    metadata: readObjectMeta(metadata),
    uid: textOf(objectOf(metadata)['uid']),
    controller: readController(metadata),
    spec: readSpec(spec),
    status: readStatus(status),
  };
}

function readSpec(value: unknown): PodSpec {
  const spec = objectOf(value);
  return {
    nodeName: textOf(spec['nodeName']),
    restartPolicy: textOf(spec['restartPolicy']),
    schedulerName: textOf(spec['schedulerName']),
    serviceAccountName: textOf(spec['serviceAccountName']),
    hostNetwork: spec['hostNetwork'] === true,
    containers: listOf(spec['containers'], readContainer),
    initContainers: listOf(spec['initContainers'], readContainer),
  };
}

function readContainer(value: unknown): Container {
  const container = objectOf(value);
  return {
    name: textOf(container['name']),
    image: textOf(container['image']),
    ports: listOf(container['ports'], readContainerPort),
  };
}

function readContainerPort(value: unknown): ContainerPort {
  const port = objectOf(value);
  return {
    name: textOf(port['name']),
    containerPort: int32Of(port['containerPort']),
    protocol: textOf(port['protocol']),
  };
}

function readStatus(value: unknown): PodStatus {
  const status = objectOf(value);
  const ready = listOf(status['conditions'], objectOf).find(condition => condition['type'] === 'Ready');
  return {
    phase: textOf(status['phase']),
    podIP: textOf(status['podIP']),
    hostIP: textOf(status['hostIP']),
    nominatedNodeName: textOf(status['nominatedNodeName']),
    ready: ready && textOf(ready['status']),
    containerStatuses: listOf(status['containerStatuses'], readContainerStatus),
    initContainerStatuses: listOf(status['initContainerStatuses'], readContainerStatus),
  };
}

function readContainerStatus(value: unknown): ContainerStatus {
  const status = objectOf(value);
  return { name: textOf(status['name']), containerID: textOf(status['containerID']) };
}
