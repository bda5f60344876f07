import type { ObjectByKind, ObjectKind } from '../../kubernetes/objects/kubernetes-object.ts';
import type { ObjectStore } from '../../prometheus/discovery/object-store.ts';
import { sameValue } from './same-value.ts';

/** An object that came, went or is not what it was. */
export interface ObjectChange {
  readonly kind: ObjectKind;
  /** '' for nodes and namespaces. */
  readonly namespace: string;
  readonly name: string;
}

/** By namespace, then by name: the names are those in the objects, so that the table needs no keys of its own. */
type Table<K extends ObjectKind> = Map<string, Map<string, ObjectByKind[K]>>;

/**
 * The objects that the watches of a context have, trimmed to what discovery reads. An object that is written with the same
 * content keeps its identity and is no change: a heartbeat of a node, a new resourceVersion.
 */
export class ObjectCache implements ObjectStore {
  readonly #tables: { readonly [K in ObjectKind]: Table<K> } = {
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

  *list<K extends ObjectKind>(kind: K): Iterable<ObjectByKind[K]> {
    for (const objects of this.#tables[kind].values()) yield* objects.values();
  }

  find<K extends ObjectKind>(kind: K, namespace: string, name: string): ObjectByKind[K] | undefined {
    return this.#tables[kind].get(namespace)?.get(name);
  }

  /** How many objects of a kind there are. */
  count(kind: ObjectKind): number {
    let count = 0;
    for (const objects of this.#tables[kind].values()) count += objects.size;
    return count;
  }

  /** The change that putting an object is; undefined when it was there with the same content. */
  set<K extends ObjectKind>(kind: K, object: ObjectByKind[K]): ObjectChange | undefined {
    const { namespace, name } = object.metadata;
    const before = this.find(kind, namespace, name);
    if (before && sameValue(before, object)) return undefined;
    put(this.#tables[kind], object);
    return { kind, namespace, name };
  }

  /** The change that removing an object is; undefined when it was not there. */
  remove(kind: ObjectKind, namespace: string, name: string): ObjectChange | undefined {
    const objects = this.#tables[kind].get(namespace);
    if (!objects?.delete(name)) return undefined;
    if (objects.size === 0) this.#tables[kind].delete(namespace);
    return { kind, namespace, name };
  }

  /** Begins a new list of a kind, in one namespace or, with '', everywhere. Until it is committed, nothing changes. */
  listing<K extends ObjectKind>(kind: K, namespace: string): Listing<K> {
    return new Listing(this, kind, list => this.#replace(kind, namespace, list));
  }

  /** Removes the objects of a kind that are in other namespaces than these. */
  retain(kind: ObjectKind, namespaces: ReadonlySet<string>): readonly ObjectChange[] {
    const changes: ObjectChange[] = [];
    for (const [namespace, objects] of this.#tables[kind]) {
      if (namespaces.has(namespace)) continue;
      this.#tables[kind].delete(namespace);
      for (const name of objects.keys()) changes.push({ kind, namespace, name });
    }
    return changes;
  }

  #replace<K extends ObjectKind>(kind: K, scope: string, list: List<K>): readonly ObjectChange[] {
    const table = this.#tables[kind];
    const changes = list.added.filter(({ namespace, name }) => {
      return list.listed.get(namespace)?.has(name) && !table.get(namespace)?.has(name);
    });
    for (const namespace of scope === '' ? [...table.keys()] : [scope]) {
      const now = list.listed.get(namespace);
      for (const [name, before] of table.get(namespace) ?? []) {
        if (now?.get(name) !== before) changes.push({ kind, namespace, name });
      }
      if (!now) table.delete(namespace);
    }
    for (const [namespace, objects] of list.listed) {
      if (objects.size > 0) table.set(namespace, objects);
      else table.delete(namespace);
    }
    return changes;
  }
}

interface List<K extends ObjectKind> {
  readonly listed: Table<K>;
  /** Those that the cache did not have when they came: told apart as they come, so that the end of a list is short. */
  readonly added: ObjectChange[];
}

/** A list that is under way, in one scope. Objects that have not changed are those of the cache, not a second copy. */
export class Listing<K extends ObjectKind> {
  readonly #cache: ObjectStore;
  readonly #kind: K;
  readonly #replace: (list: List<K>) => readonly ObjectChange[];
  readonly #list: List<K> = { listed: new Map(), added: [] };
  #count = 0;

  constructor(cache: ObjectStore, kind: K, replace: (list: List<K>) => readonly ObjectChange[]) {
    this.#cache = cache;
    this.#kind = kind;
    this.#replace = replace;
  }

  /** How many objects have been put so far. */
  get count(): number {
    return this.#count;
  }

  set(object: ObjectByKind[K]): void {
    const kind = this.#kind;
    const { namespace, name } = object.metadata;
    const before = this.#cache.find(kind, namespace, name);
    const outcome = put(this.#list.listed, before && sameValue(before, object) ? before : object);
    if (outcome === 'replaced') return;
    this.#count++;
    if (!before) this.#list.added.push({ kind, namespace, name });
  }

  remove(namespace: string, name: string): void {
    if (this.#list.listed.get(namespace)?.delete(name)) this.#count--;
  }

  /** Puts the list in the place of what the cache has in its scope, and tells the differences. Ends the listing. */
  commit(): readonly ObjectChange[] {
    return this.#replace(this.#list);
  }
}

function put<K extends ObjectKind>(table: Table<K>, object: ObjectByKind[K]): 'new' | 'replaced' {
  const { namespace, name } = object.metadata;
  let objects = table.get(namespace);
  if (!objects) {
    objects = new Map();
    table.set(namespace, objects);
  }
  const outcome = objects.has(name) ? 'replaced' : 'new';
  objects.set(name, object);
  return outcome;
}
