import type { DiscoveryConfig } from '../../prometheus/discovery/discovery-config.ts';
import type { ObjectStore } from '../../prometheus/discovery/object-store.ts';
import type { ClusterStatus, Knowledge } from '../../protocol/targets.ts';
import type { ApiConnection } from '../api/api-connection.ts';
import type { ClusterAccess } from '../kubeconfig/cluster-access.ts';
import { isSameCluster, isSameConnection } from './choose-access.ts';
import { isUnauthorised, statusOfHealth } from './cluster-status.ts';
import type { ReadingCause } from './kubeconfig-follower.ts';
import type { ClusterWatches, Disposable, SessionPorts, WatchEvents, WatchWish } from './ports.ts';
import { ReplaceableConnection } from './replaceable-connection.ts';
import type { World } from './world.ts';

/**
 * How often a written file that says the same has refused credentials tried again: a plugin may write the kubeconfig each
 * time it fails, and must not run in a loop.
 */
const MOST_RETRIES = 3;

/** The connection to a cluster as one context has it, with the watches over it. */
export class ClusterLink implements World, Disposable {
  readonly #ports: SessionPorts;
  readonly #connection: ReplaceableConnection;
  readonly #watches: ClusterWatches;
  #access: ClusterAccess;
  #retries = 0;

  constructor(ports: SessionPorts, access: ClusterAccess, events: WatchEvents) {
    this.#ports = ports;
    this.#access = access;
    ports.log('info', `Context ${access.context}: connecting to ${access.server}.`);
    this.#connection = new ReplaceableConnection(() => ports.openConnection(access));
    this.#watches = ports.openWatches(this.#connection, events);
  }

  get access(): ClusterAccess {
    return this.#access;
  }

  get connection(): ApiConnection {
    return this.#connection;
  }

  get store(): ObjectStore {
    return this.#watches.store;
  }

  get status(): ClusterStatus {
    return statusOfHealth(this.#watches.health, this.#access.namespace);
  }

  knowledgeOf(config: DiscoveryConfig): Knowledge {
    return this.#watches.knowledgeOf(config);
  }

  watch(wish: Omit<WatchWish, 'contextNamespace'>): void {
    this.#watches.set({ ...wish, contextNamespace: this.#access.namespace });
  }

  /**
   * Goes on with what the kubeconfig says now. `other` when that is another cluster, for which another link is needed.
   * Other credentials make another connection; so does the user, and a change of the file after credentials that were
   * refused, for it may be a login that the file does not show.
   */
  adopt(access: ClusterAccess, cause: ReadingCause): 'adopted' | 'other' {
    if (!isSameCluster(this.#access, access)) return 'other';
    const isSame = isSameConnection(this.#access, access);
    this.#access = access;
    if (isSame && cause !== 'refresh' && !(cause === 'files' && this.#mayRetry())) return 'adopted';
    this.#retries = isSame && cause === 'files' ? this.#retries + 1 : 0;
    const why = isSame ? 'the user asks, or may have logged in' : 'the credentials are others';
    this.#ports.log('info', `Context ${access.context}: connecting anew, for ${why}.`);
    this.#connection.replace(() => this.#ports.openConnection(access));
    this.#watches.retry();
    return 'adopted';
  }

  /** Whether credentials are refused that a login may have changed where the kubeconfig does not show it. */
  #mayRetry(): boolean {
    if (isUnauthorised(this.#watches.health)) return this.#retries < MOST_RETRIES;
    this.#retries = 0;
    return false;
  }

  dispose(): void {
    this.#watches.dispose();
    this.#connection.dispose();
  }
}
