import type { ObjectByKind, ObjectKind } from '../../kubernetes/objects/kubernetes-object.ts';
import type { ObjectStore } from './object-store.ts';

/**
 * Which groups have to be made anew when an object changes: those that looked it up when they were made, whether it was
 * there or not. Groups are named by the key of their own object.
 */
export class GroupDependencies {
  readonly #groupsOf = new Map<string, Set<string>>();
  readonly #lookupsOf = new Map<string, readonly string[]>();

  /** A view of the store for making one group, and what to call when the group is made. */
  recording(store: ObjectStore, group: string): { readonly store: ObjectStore; readonly done: () => void } {
    const lookups = new Set<string>();
    return {
      store: {
        list: kind => store.list(kind),
        find: <K extends ObjectKind>(kind: K, namespace: string, name: string): ObjectByKind[K] | undefined => {
          lookups.add(`${kind}/${namespace}/${name}`);
          return store.find(kind, namespace, name);
        },
      },
      done: () => this.#set(group, lookups),
    };
  }

  /** The groups that looked the object up. */
  groupsOf(kind: ObjectKind, namespace: string, name: string): Iterable<string> {
    if (this.#groupsOf.size === 0) return []; // asked for every object that comes
    return this.#groupsOf.get(`${kind}/${namespace}/${name}`) ?? [];
  }

  #set(group: string, lookups: ReadonlySet<string>): void {
    const before = this.#lookupsOf.get(group) ?? [];
    for (const lookup of before) if (!lookups.has(lookup)) this.#remove(lookup, group);
    for (const lookup of lookups) {
      const groups = this.#groupsOf.get(lookup);
      if (groups) groups.add(group);
      else this.#groupsOf.set(lookup, new Set([group]));
    }
    if (lookups.size > 0) this.#lookupsOf.set(group, [...lookups]);
    else this.#lookupsOf.delete(group);
  }

  #remove(lookup: string, group: string): void {
    const groups = this.#groupsOf.get(lookup);
    groups?.delete(group);
    if (groups?.size === 0) this.#groupsOf.delete(lookup);
  }
}
