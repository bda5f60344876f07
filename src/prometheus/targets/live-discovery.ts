import type { ObjectKind } from '../../kubernetes/objects/kubernetes-object.ts';
import type { DiscoveryConfig } from '../discovery/discovery-config.ts';
import { GroupDependencies } from '../discovery/group-dependencies.ts';
import { groupOf } from '../discovery/kubernetes-discovery.ts';
import { KIND_OF_ROLE } from '../discovery/listed-objects.ts';
import { type ObjectStore, objectKey, splitObjectKey } from '../discovery/object-store.ts';
import type { TargetGroup } from '../discovery/target-group.ts';

/** Takes the group of an object; undefined when there is none. */
type Take = (group: string, found: TargetGroup | undefined) => void;

interface Member {
  readonly owner: object;
  readonly index: number;
  readonly take: Take;
}

/** The groups that members have not taken yet, since they joined. */
interface Filling {
  readonly groups: Iterator<string>;
  readonly members: readonly Member[];
}

/** One discovery, run for every job that asks for it: makes the groups that have changed and gives them to the jobs. */
export class LiveDiscovery {
  readonly config: DiscoveryConfig;
  readonly #store: ObjectStore;
  readonly #kind: ObjectKind;
  readonly #dependencies = new GroupDependencies();
  readonly #touched = new Set<string>();
  #members: readonly Member[] = [];
  #joined: readonly Member[] = [];
  #filling: Filling | undefined;

  constructor(config: DiscoveryConfig, store: ObjectStore) {
    this.config = config;
    this.#store = store;
    this.#kind = KIND_OF_ROLE[config.role];
  }

  /** From now on each group that is made is given to `take`; those that exist are given as `step` comes to them. */
  join(owner: object, index: number, take: Take): void {
    this.#joined = [...this.#joined, { owner, index, take }];
  }

  leave(owner: object): 'used' | 'unused' {
    const others = (members: readonly Member[]) => members.filter(member => member.owner !== owner);
    this.#members = others(this.#members);
    this.#joined = others(this.#joined);
    if (this.#filling) this.#filling = { ...this.#filling, members: others(this.#filling.members) };
    return this.#members.length + this.#joined.length === 0 ? 'unused' : 'used';
  }

  objectChanged(kind: ObjectKind, namespace: string, name: string): void {
    if (kind === this.#kind && this.#isDiscovered(namespace)) this.#touched.add(objectKey(namespace, name));
    for (const group of this.#dependencies.groupsOf(kind, namespace, name)) this.#touched.add(group);
  }

  /** Whether everything that is to be told to the owner has been. */
  isSettled(owner: object): boolean {
    const waits = (member: Member) => member.owner === owner;
    return this.#touched.size === 0 && !this.#joined.some(waits) && !this.#filling?.members.some(waits);
  }

  /** The group of an object as it is now. */
  group(key: string): TargetGroup | undefined {
    return this.#make(key, this.#store);
  }

  /** Makes one group and gives it to those that lack it. False when there was nothing to do. */
  step(): boolean {
    for (const group of this.#touched) {
      this.#touched.delete(group);
      this.#give(group, this.#members);
      return true;
    }
    return this.#fill();
  }

  #fill(): boolean {
    if (this.#joined.length > 0) {
      // Who joins while others are being filled begins with them again: that is rare, and short.
      const members = [...(this.#filling?.members ?? []), ...this.#joined];
      this.#members = [...this.#members, ...this.#joined];
      this.#joined = [];
      this.#filling = { groups: this.#groups(), members };
    }
    if (!this.#filling) return false;
    const next = this.#filling.groups.next();
    if (next.done) {
      this.#filling = undefined;
      return false;
    }
    this.#give(next.value, this.#filling.members);
    return true;
  }

  *#groups(): Generator<string, undefined> {
    for (const { metadata } of this.#store.list(this.#kind)) {
      if (this.#isDiscovered(metadata.namespace)) yield objectKey(metadata.namespace, metadata.name);
    }
    return undefined;
  }

  /** Whether objects there may have groups: a large configuration has many discoveries of few namespaces each. */
  #isDiscovered(namespace: string): boolean {
    const { namespaces } = this.config;
    return namespaces === 'all' || namespaces.has(namespace) || this.#kind === 'Node';
  }

  #give(key: string, members: readonly Member[]): void {
    const { store, done } = this.#dependencies.recording(this.#store, key);
    const group = this.#make(key, store);
    done();
    for (const member of members) member.take(key, group);
  }

  #make(key: string, store: ObjectStore): TargetGroup | undefined {
    const object = this.#store.find(this.#kind, ...splitObjectKey(key));
    if (!object) return undefined;
    const group = groupOf(object, this.config, store);
    return typeof group === 'string' ? undefined : group;
  }
}
