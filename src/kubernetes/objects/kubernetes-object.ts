import { type EndpointSlice, readEndpointSlice } from './endpoint-slice.ts';
import { type Endpoints, readEndpoints } from './endpoints.ts';
import { type Ingress, readIngress } from './ingress.ts';
import { type Job, readJob } from './job.ts';
import { objectOf } from './json.ts';
import { type Namespace, readNamespace } from './namespace.ts';
import { type Node, readNode } from './node.ts';
import { type Pod, readPod } from './pod.ts';
import { type ReplicaSet, readReplicaSet } from './replica-set.ts';
import { readService, type Service } from './service.ts';

/** The objects that Kubernetes discovery reads, by their kind. */
export interface ObjectByKind {
  readonly Pod: Pod;
  readonly Service: Service;
  readonly Endpoints: Endpoints;
  readonly EndpointSlice: EndpointSlice;
  readonly Node: Node;
  readonly Namespace: Namespace;
  readonly Ingress: Ingress;
  readonly ReplicaSet: ReplicaSet;
  readonly Job: Job;
}

export type ObjectKind = keyof ObjectByKind;

export type KubernetesObject = ObjectByKind[ObjectKind];

const READERS: { readonly [K in ObjectKind]: (value: unknown) => ObjectByKind[K] } = {
  Pod: readPod,
  Service: readService,
  Endpoints: readEndpoints,
  EndpointSlice: readEndpointSlice,
  Node: readNode,
  Namespace: readNamespace,
  Ingress: readIngress,
  ReplicaSet: readReplicaSet,
  Job: readJob,
};

/** The version of the API in which discovery asks for each kind. */
export const API_VERSIONS: { readonly [K in ObjectKind]: string } = {
  Pod: 'v1',
  Service: 'v1',
  Endpoints: 'v1',
  EndpointSlice: 'discovery.k8s.io/v1',
  Node: 'v1',
  Namespace: 'v1',
  Ingress: 'networking.k8s.io/v1',
  ReplicaSet: 'apps/v1',
  Job: 'batch/v1',
};

export const OBJECT_KINDS: readonly ObjectKind[] = [
  'Pod',
  'Service',
  'Endpoints',
  'EndpointSlice',
  'Node',
  'Namespace',
  'Ingress',
  'ReplicaSet',
  'Job',
];

/** Reads an object whose kind is known, as an item of a list, which does not say its kind. Never throws. */
export function readObjectOfKind<K extends ObjectKind>(kind: K, value: unknown): ObjectByKind[K] {
  return READERS[kind](value);
}

/** Reads an object by its `apiVersion` and `kind`; undefined for what discovery does not read. Never throws. */
export function readKubernetesObject(value: unknown): KubernetesObject | undefined {
  const object = objectOf(value);
  const kind = OBJECT_KINDS.find(one => one === object['kind']);
  return kind && API_VERSIONS[kind] === object['apiVersion'] ? READERS[kind](object) : undefined;
}
