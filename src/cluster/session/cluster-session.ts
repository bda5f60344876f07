import { isDeepStrictEqual } from 'node:util';
import type { DiscoveryConfig } from '../../prometheus/discovery/discovery-config.ts';
import type { ContextSummary } from '../../protocol/targets.ts';
import type { ObjectChange } from '../watch/object-cache.ts';
import type { WorkerSettings } from '../worker-protocol.ts';
import type { ClusterLink } from './cluster-link.ts';
import { knowledgeWithoutObjects } from './cluster-status.ts';
import { LiveCluster } from './live-cluster.ts';
import { Need } from './need.ts';
import type { Disposable, SessionPorts } from './ports.ts';
import { snapshotWorld } from './snapshot-world.ts';
import { emptyWorld, type World } from './world.ts';

/** Where a session's news go. */
export interface SessionEvents {
  contextChanged(context: ContextSummary): void;
  /** Other objects altogether: nothing of the world before counts. */
  worldChanged(world: World): void;
  objectsChanged(changes: readonly ObjectChange[]): void;
  knowledgeChanged(): void;
}

/** Until the server has told. */
export const DEFAULT_SETTINGS: WorkerSettings = {
  kubeconfig: '',
  pinnedContext: null,
  namespaces: [],
  maxWatches: 32,
  snapshot: null,
};

const IDLE: ContextSummary = { name: '', chosen: 'kubeconfig', server: '', cluster: { state: 'idle' } };

/**
 * The objects that configurations discover, from the cluster of the context that counts or from a recording, for as long
 * as somebody needs them. Nothing is read or connected before somebody needs it and some configuration discovers objects
 * of Kubernetes; five minutes after that has ended, nothing is left.
 */
export class ClusterSession implements Disposable {
  readonly #ports: SessionPorts;
  readonly #events: SessionEvents;
  readonly #need: Need;
  readonly #holds = new Map<symbol, readonly DiscoveryConfig[]>();
  readonly #waiting = new Set<() => void>();
  #settings = DEFAULT_SETTINGS;
  #wanted: 'somebody' | 'nobody' = 'nobody';
  #configs: readonly DiscoveryConfig[] = [];
  #cluster: LiveCluster | undefined;
  #context = IDLE;
  #world: World;

  constructor(ports: SessionPorts, events: SessionEvents) {
    this.#ports = ports;
    this.#events = events;
    this.#world = this.#emptyWorld();
    this.#need = new Need(
      ports.clock,
      () => this.#begin(),
      () => this.#end(),
    );
  }

  get context(): ContextSummary {
    return this.#context;
  }

  get world(): World {
    return this.#world;
  }

  get settings(): WorkerSettings {
    return this.#settings;
  }

  /** The connection with its watches, while there is one. */
  get link(): ClusterLink | undefined {
    return this.#cluster?.link;
  }

  setSettings(settings: WorkerSettings): void {
    const before = this.#settings;
    this.#settings = settings;
    if (!this.#need.isActive) return;
    if (settings.kubeconfig === before.kubeconfig && isDeepStrictEqual(settings.snapshot, before.snapshot)) {
      this.#cluster?.setSettings(settings);
    } else {
      this.#end();
      this.#begin();
    }
  }

  /** What the configurations discover; [] when none needs a cluster. */
  setDiscovery(configs: readonly DiscoveryConfig[]): void {
    this.#configs = configs;
    this.#update();
  }

  setNeed(need: 'somebody' | 'nobody'): void {
    this.#wanted = need;
    this.#update();
  }

  /** By the user: reads the kubeconfig anew, and credentials with it; tries at once what has failed. */
  refresh(): void {
    this.#cluster?.refresh();
  }

  /** Keeps everything connected, with these watched as well, until it is disposed. */
  hold(configs: readonly DiscoveryConfig[]): Disposable {
    const key = Symbol('hold');
    this.#holds.set(key, configs);
    this.#update();
    return {
      dispose: () => {
        if (this.#holds.delete(key)) this.#update();
      },
    };
  }

  /** Resolves once `test` says yes, which is asked whenever something is not what it was, or when the signal aborts. */
  async until(test: () => boolean, signal: AbortSignal): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const look = () => {
      if (signal.aborted || test()) resolve();
    };
    this.#waiting.add(look);
    signal.addEventListener('abort', look, { once: true });
    look();
    await promise;
    this.#waiting.delete(look);
    signal.removeEventListener('abort', look);
  }

  dispose(): void {
    this.#holds.clear();
    this.#need.dispose();
  }

  #update(): void {
    const isWanted = this.#holds.size > 0 || (this.#wanted === 'somebody' && this.#configs.length > 0);
    this.#need.set(isWanted ? 'wanted' : 'unwanted');
    this.#cluster?.setDiscovery(this.#allConfigs());
  }

  #allConfigs(): readonly DiscoveryConfig[] {
    return [...this.#configs, ...[...this.#holds.values()].flat()];
  }

  #begin(): void {
    const { snapshot } = this.#settings;
    if (snapshot) {
      const { world, status } = snapshotWorld(snapshot);
      this.#enter(world);
      this.#tell({ ...IDLE, name: snapshot.name, cluster: status });
      return;
    }
    this.#tell({ ...IDLE, cluster: { state: 'connecting' } });
    this.#cluster = new LiveCluster(this.#ports, this.#settings, this.#allConfigs(), {
      contextChanged: context => this.#tell(context),
      worldChanged: world => this.#enter(world ?? this.#emptyWorld()),
      objectsChanged: changes => this.#events.objectsChanged(changes),
      stateChanged: () => this.#knowledgeChanged(),
    });
  }

  #end(): void {
    this.#cluster?.dispose();
    this.#cluster = undefined;
    this.#enter(this.#emptyWorld());
    this.#tell(IDLE);
  }

  #emptyWorld(): World {
    return emptyWorld(() => knowledgeWithoutObjects(this.#context.cluster));
  }

  #enter(world: World): void {
    this.#world = world;
    this.#events.worldChanged(world);
    this.#wake();
  }

  #tell(context: ContextSummary): void {
    if (isDeepStrictEqual(context, this.#context)) return;
    this.#context = context;
    this.#events.contextChanged(context);
    this.#knowledgeChanged();
  }

  #knowledgeChanged(): void {
    this.#events.knowledgeChanged();
    this.#wake();
  }

  #wake(): void {
    for (const look of [...this.#waiting]) look();
  }
}
