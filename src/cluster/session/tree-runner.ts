import type { DiscoveryConfig } from '../../prometheus/discovery/discovery-config.ts';
import type { ObjectStore } from '../../prometheus/discovery/object-store.ts';
import type { ContextSummary } from '../../protocol/targets.ts';
import type { Clock, Timer } from '../clock.ts';
import type { TreeChanges } from '../tree/targets-tree.ts';
import type { ObjectChange } from '../watch/object-cache.ts';
import type { WorkerConfiguration } from '../worker-protocol.ts';
import type { LiveTree } from './live-tree.ts';
import type { Disposable } from './ports.ts';
import type { World } from './world.ts';

/** How long the tree may work before messages and sockets get their turn, in milliseconds. */
const SLICE_MS = 8;

/** The shortest time between two announcements. */
const ANNOUNCE_MS = 250;

export interface TreeRunnerPorts {
  readonly clock: Clock;
  /** Runs it once on the next turn of the event loop. */
  nextTurn(run: () => void): void;
  makeTree(store: ObjectStore): LiveTree;
  announce(changes: TreeChanges): void;
  /** The tree threw, which it must not: nothing of its work counts until something changes again. */
  failed(error: unknown): void;
}

/** Lets the tree work in slices, and tells what has changed at most four times a second; the last change is always told. */
export class TreeRunner implements Disposable {
  readonly #ports: TreeRunnerPorts;
  #tree: LiveTree;
  #world: World;
  #context: ContextSummary;
  #configurations: readonly WorkerConfiguration[] = [];
  #turn: 'none' | 'due' = 'none';
  #looked = Number.NEGATIVE_INFINITY;
  #timer: Timer | undefined;
  #disposed = false;

  constructor(ports: TreeRunnerPorts, world: World, context: ContextSummary) {
    this.#ports = ports;
    this.#world = world;
    this.#context = context;
    this.#tree = this.#newTree();
  }

  get tree(): LiveTree {
    return this.#tree;
  }

  /** Other objects: the rows are those of a new tree, with the same ids for the same things. */
  setWorld(world: World): void {
    this.#world = world;
    this.#tree = this.#newTree();
    this.#work();
  }

  setConfigurations(configurations: readonly WorkerConfiguration[]): readonly DiscoveryConfig[] {
    this.#configurations = configurations;
    this.#tree.setConfigurations(configurations);
    this.#work();
    return this.#tree.discoveryConfigs();
  }

  setContext(context: ContextSummary): void {
    this.#context = context;
    this.#tree.setContext(context);
    this.#work();
  }

  objectsChanged(changes: readonly ObjectChange[]): void {
    this.#tree.objectsChanged(changes);
    this.#work();
  }

  knowledgeChanged(): void {
    this.#tree.setKnowledge(this.#knowledgeOf(this.#world));
    this.#work();
  }

  dispose(): void {
    this.#disposed = true;
    this.#timer?.cancel();
  }

  #newTree(): LiveTree {
    const tree = this.#ports.makeTree(this.#world.store);
    tree.setContext(this.#context);
    tree.setKnowledge(this.#knowledgeOf(this.#world));
    tree.setConfigurations(this.#configurations);
    return tree;
  }

  #knowledgeOf(world: World): World['knowledgeOf'] {
    return config => world.knowledgeOf(config);
  }

  #work(): void {
    if (this.#turn === 'due' || this.#disposed) return;
    this.#turn = 'due';
    this.#ports.nextTurn(() => {
      this.#turn = 'none';
      if (!this.#disposed) this.#slice();
    });
  }

  #slice(): void {
    const end = performance.now() + SLICE_MS;
    try {
      if (this.#tree.work(() => performance.now() < end) === 'more') this.#work();
      this.#announceSoon();
    } catch (error) {
      this.#ports.failed(error);
    }
  }

  #announceSoon(): void {
    if (this.#timer) return;
    const wait = this.#looked + ANNOUNCE_MS - this.#ports.clock.now();
    if (wait <= 0) this.#announce();
    else
      this.#timer = this.#ports.clock.after(wait, () => {
        this.#timer = undefined;
        this.#announce();
      });
  }

  #announce(): void {
    try {
      this.#looked = this.#ports.clock.now();
      const changes = this.#tree.takeChanges();
      if (changes) this.#ports.announce(changes);
    } catch (error) {
      this.#ports.failed(error);
    }
  }
}
