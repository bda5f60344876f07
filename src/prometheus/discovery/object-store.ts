import type { KubernetesObject, ObjectByKind, ObjectKind } from '../../kubernetes/objects/kubernetes-object.ts';

/** Where discovery finds objects: a cluster, the manifests of a workspace, a recording. */
export interface ObjectStore {
  /** All objects of a kind. */
  list<K extends ObjectKind>(kind: K): Iterable<ObjectByKind[K]>;
  /** One object; `namespace` is '' for nodes and namespaces. */
  find<K extends ObjectKind>(kind: K, namespace: string, name: string): ObjectByKind[K] | undefined;
}

type Tables = { readonly [K in ObjectKind]: Map<string, ObjectByKind[K]> };

/** A store of these objects. Of several with the same kind, namespace and name the last counts. */
export function objectStore(objects: Iterable<KubernetesObject>): ObjectStore {
  const tables: Tables = {
    Pod: new Map(),
    Service: new Map(),
    Endpoints: new Map(),
    EndpointSlice: new Map(),
    Node: new Map(),
    Namespace: new Map(),
    Ingress: new Map(),
    ReplicaSet: new Map(),
    Job: new Map(),
  };
  for (const object of objects) put(tables, object.kind, object);
  return {
    list: kind => tables[kind].values(),
    find: (kind, namespace, name) => tables[kind].get(keyOf(namespace, name)),
  };
}

function put<K extends ObjectKind>(tables: Tables, kind: K, object: ObjectByKind[K]): void {
  tables[kind].set(keyOf(object.metadata.namespace, object.metadata.name), object);
}

function keyOf(namespace: string, name: string): string {
  return `${namespace}/${name}`;
}
