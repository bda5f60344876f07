import type { ObjectKind } from './kubernetes-object.ts';

const PLURALS: { readonly [K in ObjectKind]: string } = {
  Pod: 'pods',
  Service: 'services',
  Endpoints: 'endpoints',
  EndpointSlice: 'endpointslices',
  Node: 'nodes',
  Namespace: 'namespaces',
  Ingress: 'ingresses',
  ReplicaSet: 'replicasets',
  Job: 'jobs',
};

/** The name of a kind's resource in paths, in rights and in the API server's messages: `endpointslices`. */
export function resourceOf(kind: ObjectKind): string {
  return PLURALS[kind];
}
