import { API_VERSIONS, type ObjectKind } from '../../kubernetes/objects/kubernetes-object.ts';

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

/** What RBAC calls the objects of a kind that discovery lists. The group of the core is ''. */
export function discoveredResource(kind: ObjectKind): { readonly group: string; readonly resource: string } {
  const version = API_VERSIONS[kind];
  return { group: version.includes('/') ? version.slice(0, version.indexOf('/')) : '', resource: PLURALS[kind] };
}
