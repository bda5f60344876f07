import { API_VERSIONS, type ObjectKind } from '../../kubernetes/objects/kubernetes-object.ts';

/** What one watch lists and watches. */
export interface WatchTarget {
  readonly kind: ObjectKind;
  /** '' for all namespaces, and for nodes and namespaces. */
  readonly namespace: string;
}

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

/** The name of the resource in paths, in rights and in the API server's messages: `endpointslices`. */
export function resourceOf(kind: ObjectKind): string {
  return PLURALS[kind];
}

/** The path of the collection: `/apis/apps/v1/namespaces/shop/replicasets`. */
export function pathOf({ kind, namespace }: WatchTarget): string {
  const version = API_VERSIONS[kind];
  const root = version.includes('/') ? `/apis/${version}` : `/api/${version}`;
  const scope = namespace === '' ? '' : `/namespaces/${encodeURIComponent(namespace)}`;
  return `${root}${scope}/${PLURALS[kind]}`;
}

/** For messages: `pods in namespace shop`, `pods in all namespaces`, `nodes`. */
export function describeTarget({ kind, namespace }: WatchTarget): string {
  if (namespace !== '') return `${PLURALS[kind]} in namespace ${namespace}`;
  return kind === 'Node' || kind === 'Namespace' ? PLURALS[kind] : `${PLURALS[kind]} in all namespaces`;
}

/** The same for the same watch. */
export function keyOf({ kind, namespace }: WatchTarget): string {
  return `${kind}/${namespace}`;
}
