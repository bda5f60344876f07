import type { DiscoveryConfig } from '../../prometheus/discovery/discovery-config.ts';
import type { ObjectStore } from '../../prometheus/discovery/object-store.ts';
import type { Knowledge } from '../../protocol/targets.ts';
import type { ApiConnection } from '../api/api-connection.ts';
import type { Log } from '../api/connection-options.ts';
import type { Clock } from '../clock.ts';
import type { ClusterWatches, WatchEvents, WatchHealth, WatchWish } from '../session/ports.ts';
import { healthOf } from './health.ts';
import { knowledgeOf } from './knowledge.ts';
import { ObjectCache } from './object-cache.ts';
import { planWatches } from './watch-plan.ts';
import { WatchSet } from './watch-set.ts';

export interface WatchesPorts {
  readonly clock: Clock;
  readonly log: Log;
}

/** Opens watches over a connection: of nothing, until they are given something to watch. */
export function openWatches(connection: ApiConnection, events: WatchEvents, ports: WatchesPorts): LiveWatches {
  return new LiveWatches(connection, events, ports);
}

/** The watches of a context with what they have and know. */
export class LiveWatches implements ClusterWatches {
  readonly #cache = new ObjectCache();
  readonly #set: WatchSet;

  /** Use {@link openWatches}. */
  constructor(connection: ApiConnection, events: WatchEvents, { clock, log }: WatchesPorts) {
    this.#set = new WatchSet(
      { connection, cache: this.#cache, clock, log },
      { onObjects: changes => events.objectsChanged(changes), onState: () => events.stateChanged() },
    );
  }

  get store(): ObjectStore {
    return this.#cache;
  }

  get health(): WatchHealth {
    return healthOf(this.#set);
  }

  set({ configs, namespaces, contextNamespace, maxWatches }: WatchWish): void {
    this.#set.set(planWatches({ configs, chosen: namespaces, contextNamespace, maxWatches }));
  }

  knowledgeOf(config: DiscoveryConfig): Knowledge {
    return knowledgeOf(config, this.#set);
  }

  retry(): void {
    this.#set.retryNow();
  }

  dispose(): void {
    void this.#set.dispose();
  }
}
