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
    return new Listing(this, kind, listed => this.#replace(kind, namespace, listed));
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

  #replace<K extends ObjectKind>(kind: K, scope: string, listed: Table<K>): readonly ObjectChange[] {
    const table = this.#tables[kind];
    const changes: ObjectChange[] = [];
    const namespaces = scope === '' ? new Set([...table.keys(), ...listed.keys()]) : [scope];
    for (const namespace of namespaces) {
      const now = listed.get(namespace);
      for (const name of changedNames(table.get(namespace), now)) changes.push({ kind, namespace, name });
      if (now) table.set(namespace, now);
      else table.delete(namespace);
    }
    return changes;
  }
}

/** A list that is under way, in one scope. Objects that have not changed are those of the cache, not a second copy. */
export class Listing<K extends ObjectKind> {
  readonly #cache: ObjectStore;
  readonly #kind: K;
  readonly #replace: (listed: Table<K>) => readonly ObjectChange[];
  readonly #listed: Table<K> = new Map();
  #count = 0;

  constructor(cache: ObjectStore, kind: K, replace: (listed: Table<K>) => readonly ObjectChange[]) {
    this.#cache = cache;
    this.#kind = kind;
    this.#replace = replace;
  }

  /** How many objects have been put so far. */
  get count(): number {
    return this.#count;
  }

  set(object: ObjectByKind[K]): void {
    const before = this.#cache.find(this.#kind, object.metadata.namespace, object.metadata.name);
    if (put(this.#listed, before && sameValue(before, object) ? before : object) === 'new') this.#count++;
  }

  remove(namespace: string, name: string): void {
    if (this.#listed.get(namespace)?.delete(name)) this.#count--;
  }

  /** Puts the list in the place of what the cache has in its scope, and tells the differences. Ends the listing. */
  commit(): readonly ObjectChange[] {
    return this.#replace(this.#listed);
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

function* changedNames<T>(before: ReadonlyMap<string, T> | undefined, now: ReadonlyMap<string, T> | undefined) {
  for (const name of before?.keys() ?? []) if (!now?.has(name)) yield name;
  for (const [name, object] of now ?? []) if (before?.get(name) !== object) yield name;
}
