import type { DiscoveryConfig } from '../../prometheus/discovery/discovery-config.ts';
import type { ObjectStore } from '../../prometheus/discovery/object-store.ts';
import type { ContextChoice, Knowledge } from '../../protocol/targets.ts';
import type { ApiConnection } from '../api/api-connection.ts';
import type { ApiFailure } from '../api/api-failure.ts';
import type { Clock } from '../clock.ts';
import type { ClusterAccess } from '../kubeconfig/cluster-access.ts';
import type { ObjectChange } from '../watch/object-cache.ts';

/** What a session needs of the world, so that tests can be the world. */
export interface SessionPorts {
  readonly clock: Clock;
  /** Reads the files that the setting names, '' for KUBECONFIG and the default place. Never rejects. */
  readKubeconfig(setting: string): Promise<KubeconfigReading>;
  /**
   * Calls `changed` with `begun` once changes are seen, so that none is missed between reading and following, and with
   * `written` a little after one of the files was written, replaced, made or removed, until it is disposed.
   */
  followFiles(files: readonly string[], changed: (why: 'begun' | 'written') => void): Disposable;
  openConnection(access: ClusterAccess): ApiConnection;
  /** Watches over the connection, of nothing until `set`. */
  openWatches(connection: ApiConnection, events: WatchEvents): ClusterWatches;
  /** For the log: no secrets, no bodies. */
  log(level: 'error' | 'warn' | 'info' | 'debug', text: string): void;
}

export interface Disposable {
  dispose(): void;
}

/**
 * The files of a kubeconfig, merged. `files` are those whose change may change the answer: all that were looked for,
 * whether they exist or not, and what entries name.
 */
export type KubeconfigReading =
  | { readonly state: 'none'; readonly files: readonly string[] }
  | { readonly state: 'unreadable'; readonly files: readonly string[]; readonly message: string }
  | {
      readonly state: 'read';
      readonly files: readonly string[];
      readonly currentContext: string;
      readonly contexts: readonly ContextChoice[];
      /** '' for the current context. */
      resolve(context: string): AccessReading;
    };

export type AccessReading =
  | { readonly ok: true; readonly access: ClusterAccess }
  /** In words for the user. */
  | { readonly ok: false; readonly message: string };

export interface WatchEvents {
  objectsChanged(changes: readonly ObjectChange[]): void;
  /** What is known, or the health of the watches, is not what it was. */
  stateChanged(): void;
}

/** What is to be watched. */
export interface WatchWish {
  readonly configs: readonly DiscoveryConfig[];
  /** Chosen by the user; [] for the whole cluster where that is allowed. */
  readonly namespaces: readonly string[];
  /** The namespace of the context: what is asked where the whole cluster is forbidden. */
  readonly contextNamespace: string;
  readonly maxWatches: number;
}

/** All watches of one cluster as one. */
export type WatchHealth =
  /** Nothing has answered yet. */
  | { readonly state: 'connecting' }
  /** Something answered, and nothing since says that the cluster is gone. */
  | { readonly state: 'connected' }
  /** The same, while lists come for the first time; `loaded` says in words how far they are. */
  | { readonly state: 'loading'; readonly loaded: string }
  /** `since`: when it began, milliseconds since 1970. */
  | { readonly state: 'failing'; readonly failure: ApiFailure; readonly since: number }
  /** Everything that was asked is forbidden. */
  | { readonly state: 'forbidden'; readonly message: string };

export interface ClusterWatches {
  /** What has arrived; the same object for as long as the watches live. */
  readonly store: ObjectStore;
  readonly health: WatchHealth;
  set(wish: WatchWish): void;
  /** How much of what the entry discovers is in the store. */
  knowledgeOf(config: DiscoveryConfig): Knowledge;
  /** Tries at once what has failed. */
  retry(): void;
  dispose(): void;
}
