import { objectOf, optionalObject, textOf } from '../../kubernetes/objects/json.ts';
import {
  type KubernetesObject,
  type ObjectKind,
  readObjectOfKind,
} from '../../kubernetes/objects/kubernetes-object.ts';
import { isClusterScoped } from '../../prometheus/discovery/listed-resources.ts';
import type { Listing, ObjectCache, ObjectChange } from './object-cache.ts';
import type { WatchTarget } from './watch-target.ts';

/** Puts what a watch says into the cache: trimmed at once, and only what the watch may say something about. */
export class TargetObjects {
  readonly #target: WatchTarget;
  readonly #cache: ObjectCache;
  readonly #onChanges: (changes: readonly ObjectChange[]) => void;
  #listing: Listing<ObjectKind> | undefined;
  #changes: ObjectChange[] = [];
  #dropped = 0;

  constructor(target: WatchTarget, cache: ObjectCache, onChanges: (changes: readonly ObjectChange[]) => void) {
    this.#target = target;
    this.#cache = cache;
    this.#onChanges = onChanges;
  }

  /** How many objects of the list that is under way have come; 0 when none is. */
  get loaded(): number {
    return this.#listing?.count ?? 0;
  }

  /** How many objects were left out: without metadata or name, of another kind, of a namespace that was not asked for. */
  get dropped(): number {
    return this.#dropped;
  }

  /** Begins a list. Until it is committed the cache stays as it is. */
  begin(): void {
    this.#listing = this.#cache.listing(this.#target.kind, this.#target.namespace);
  }

  /** Gives up the list that is under way. */
  abandon(): void {
    this.#listing = undefined;
  }

  /** The list is whole: it takes the place of what the cache had. The changes are told by the next `flush`. */
  commit(): void {
    const changes = this.#listing?.commit() ?? [];
    this.#listing = undefined;
    this.#changes = this.#changes.concat(changes);
  }

  /** An object of the list or watch, which need not say its kind. */
  put(value: unknown): void {
    const object = this.#read(value);
    if (!object) return;
    if (this.#listing) this.#listing.set(object);
    else this.#note(this.#cache.set(object.kind, object));
  }

  remove(value: unknown): void {
    const object = this.#read(value);
    if (!object) return;
    const { namespace, name } = object.metadata;
    if (this.#listing) this.#listing.remove(namespace, name);
    else this.#note(this.#cache.remove(this.#target.kind, namespace, name));
  }

  /** Tells the changes since the last time. */
  flush(): void {
    const changes = this.#changes;
    if (changes.length === 0) return;
    this.#changes = [];
    this.#onChanges(changes);
  }

  #note(change: ObjectChange | undefined): void {
    if (change) this.#changes.push(change);
  }

  #read(value: unknown): KubernetesObject | undefined {
    if (this.#isExpected(value)) return readObjectOfKind(this.#target.kind, value);
    this.#dropped++;
    return undefined;
  }

  #isExpected(value: unknown): boolean {
    const { kind, namespace: asked } = this.#target;
    const object = objectOf(value);
    const metadata = optionalObject(object['metadata']);
    if (!metadata || textOf(metadata['name']) === '') return false;
    // Items of a list do not say their kind.
    if (object['kind'] !== undefined && object['kind'] !== kind) return false;
    const namespace = textOf(metadata['namespace']);
    return isClusterScoped(kind) ? namespace === '' : namespace !== '' && (asked === '' || namespace === asked);
  }
}
