import { isDeepStrictEqual } from 'node:util';
import type { ApiConnection } from '../../../src/cluster/api/api-connection.ts';
import { openConnection } from '../../../src/cluster/api/https-connection.ts';
import { SYSTEM_CLOCK } from '../../../src/cluster/clock.ts';
import type { ClusterAccess } from '../../../src/cluster/kubeconfig/cluster-access.ts';
import { type LiveWatches, openWatches } from '../../../src/cluster/watch/cluster-watches.ts';
import {
  API_VERSIONS,
  OBJECT_KINDS,
  type ObjectKind,
  readObjectOfKind,
} from '../../../src/kubernetes/objects/kubernetes-object.ts';
import type { DiscoveryConfig } from '../../../src/prometheus/discovery/discovery-config.ts';
import type { ObjectStore } from '../../../src/prometheus/discovery/object-store.ts';
import type { AdminApi } from '../admin-api.ts';
import { until } from '../until.ts';
import { LeapingClock } from './leaping-clock.ts';

/** Watches everything that discovery reads, over a real connection, with a clock that can leap. */
export class WatchedCluster {
  readonly clock = new LeapingClock();
  readonly connection: ApiConnection;
  readonly watches: LiveWatches;
  readonly logged: string[] = [];
  readonly config: DiscoveryConfig;
  /** What was known of the entry, each once, since it was last asked. */
  #known = new Set<string>();

  constructor(access: ClusterAccess, config: DiscoveryConfig, others: readonly DiscoveryConfig[]) {
    this.config = config;
    const log = (_: string, text: string) => void this.logged.push(text);
    this.connection = openConnection(access, { clock: SYSTEM_CLOCK, environment: {}, userAgent: 'test', log });
    this.watches = openWatches(
      this.connection,
      { objectsChanged: () => {}, stateChanged: () => this.#known.add(this.knowledge) },
      { clock: this.clock, log },
    );
    this.watches.set({
      configs: [config, ...others],
      namespaces: [],
      contextNamespace: access.namespace,
      maxWatches: 32,
    });
  }

  get knowledge(): string {
    return this.watches.knowledgeOf(this.config).state;
  }

  /** The states of what is known that were told since this was last asked. */
  takeKnown(): readonly string[] {
    const known = [...this.#known];
    this.#known = new Set();
    return known;
  }

  /** Waits until what is known has this state. */
  async until(state: string): Promise<void> {
    await until(`${state}, not ${this.knowledge}`, () => this.knowledge === state || undefined);
  }

  /** Waits until everything is known and as the API server lists it. Answers in how many milliseconds. */
  async untilEqual(api: AdminApi, kinds: readonly ObjectKind[] = OBJECT_KINDS): Promise<number> {
    const begin = performance.now();
    let last: readonly string[] = [];
    const isEqual = async () => {
      if (this.knowledge !== 'complete') return undefined;
      last = await differences(api, this.watches.store, kinds);
      return last.length === 0 || undefined;
    };
    await until('all that there is', isEqual).catch((error: unknown) => {
      const known = JSON.stringify(this.watches.knowledgeOf(this.config));
      throw new Error(`${error}: ${known}, differing: ${last.slice(0, 5)}, log: ${this.logged.slice(-5).join(' | ')}`);
    });
    return performance.now() - begin;
  }

  async dispose(): Promise<void> {
    this.watches.dispose();
    this.connection.dispose();
  }
}

/** The objects that a store has otherwise than the API server lists them at this moment. */
export async function differences(
  api: AdminApi,
  store: ObjectStore,
  kinds: readonly ObjectKind[],
): Promise<readonly string[]> {
  const differing: string[] = [];
  for (const kind of kinds) {
    const listed = await api.list(API_VERSIONS[kind], kind);
    const theirs = new Map(listed.map(one => [nameOf(one), readObjectOfKind(kind, one)]));
    const ours = new Map([...store.list(kind)].map(one => [nameOf(one), one]));
    for (const name of new Set([...theirs.keys(), ...ours.keys()])) {
      if (!isDeepStrictEqual(ours.get(name), theirs.get(name))) differing.push(`${kind} ${name}`);
    }
  }
  return differing;
}

function nameOf({ metadata }: { readonly metadata: { readonly name: string; readonly namespace?: string } }): string {
  return `${metadata.namespace ?? ''}/${metadata.name}`;
}
