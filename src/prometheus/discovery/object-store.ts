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
    find: (kind, namespace, name) => tables[kind].get(objectKey(namespace, name)),
  };
}

function put<K extends ObjectKind>(tables: Tables, kind: K, object: ObjectByKind[K]): void {
  tables[kind].set(objectKey(object.metadata.namespace, object.metadata.name), object);
}

/** The key of an object within its kind; the namespace is '' for objects of the cluster. */
export function objectKey(namespace: string, name: string): string {
  return `${namespace}/${name}`;
}

/** The namespace and name of an object's key; what has no slash is a name. */
export function splitObjectKey(key: string): readonly [namespace: string, name: string] {
  const slash = key.indexOf('/');
  return [key.slice(0, Math.max(slash, 0)), key.slice(slash + 1)];
}
