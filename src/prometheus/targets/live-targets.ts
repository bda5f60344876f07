import type { ObjectKind } from '../../kubernetes/objects/kubernetes-object.ts';
import type { DiscoveryConfig } from '../discovery/discovery-config.ts';
import type { ObjectStore } from '../discovery/object-store.ts';
import type { TargetGroup } from '../discovery/target-group.ts';
import { createRegexCache, type RegexCache } from '../relabel/regex.ts';
import { LiveDiscovery } from './live-discovery.ts';
import { plainKey } from './plain-key.ts';
import { PoolVerdicts } from './pool-verdicts.ts';
import type { TargetSettings } from './populate-labels.ts';
import type { ScrapeJob } from './scrape-job.ts';
import { groupTargets, groupVerdicts, targetSettings } from './scrape-pool-targets.ts';
import type { Target } from './target.ts';

/** Regexes that are remembered, and answers of each. */
const REGEXES = 1000;

/** A job at work. */
export interface LivePool {
  readonly id: string;
  readonly job: ScrapeJob;
  readonly verdicts: PoolVerdicts;
  readonly settings: TargetSettings;
}

interface Pool extends LivePool {
  readonly key: string;
}

/**
 * The targets of any number of jobs over a store of objects that changes: what an object touches is computed again, and
 * nothing else. Discoveries that are equal are run once. The order in which things were told does not matter: when
 * `work` has nothing left, the result is that of a Prometheus started on the objects as they are.
 */
export class LiveTargets {
  readonly #store: ObjectStore;
  readonly #regexes: RegexCache = createRegexCache(REGEXES);
  readonly #discoveries = new Map<string, LiveDiscovery>();
  readonly #pools = new Map<string, Pool>();

  constructor(store: ObjectStore) {
    this.#store = store;
  }

  /** The jobs that count from now on, by an id each; a job that is equal to the one before keeps its targets. */
  setJobs(jobs: ReadonlyMap<string, ScrapeJob>): void {
    for (const id of this.#pools.keys()) if (!jobs.has(id)) this.#remove(id);
    for (const [id, job] of jobs) {
      const key = plainKey(job);
      if (this.#pools.get(id)?.key === key) continue;
      this.#remove(id);
      this.#add(id, job, key);
    }
  }

  pool(id: string): LivePool | undefined {
    return this.#pools.get(id);
  }

  /** What the jobs ask of a cluster, each once. */
  discoveryConfigs(): readonly DiscoveryConfig[] {
    return [...this.#discoveries.values()].map(discovery => discovery.config);
  }

  /** The object has been added, changed or removed in the store. */
  objectChanged(kind: ObjectKind, namespace: string, name: string): void {
    for (const discovery of this.#discoveries.values()) discovery.objectChanged(kind, namespace, name);
  }

  /** Computes what has to be computed, until `mayGoOn` says no; it is asked after each group. */
  work(mayGoOn: () => boolean): 'idle' | 'more' {
    for (const discovery of this.#discoveries.values()) {
      while (discovery.step()) if (!mayGoOn()) return 'more';
    }
    return 'idle';
  }

  /** Whether the verdicts of the pool are those of the objects as they are. */
  isSettled(pool: LivePool): boolean {
    return [...this.#discoveries.values()].every(discovery => discovery.isSettled(pool));
  }

  /** The targets of a group with their labels, made again; none when the group is not there any more. */
  targets(pool: LivePool, discovery: number, group: string): readonly Target[] {
    const found = this.#group(pool, discovery, group);
    return found ? groupTargets(pool.job, found, pool.settings) : [];
  }

  #group(pool: LivePool, discovery: number, group: string): TargetGroup | undefined {
    const source = pool.job.discoveries[discovery];
    if (source?.kind === 'static') return source.groups.find(one => one.source === group);
    if (source?.kind !== 'kubernetes') return undefined;
    return this.#discoveries.get(plainKey(source.config))?.group(group);
  }

  #add(id: string, job: ScrapeJob, key: string): void {
    const verdicts = new PoolVerdicts(job.discoveries.length);
    const pool: Pool = { id, job, key, verdicts, settings: targetSettings(job, this.#regexes) };
    this.#pools.set(id, pool);
    for (const [index, discovery] of job.discoveries.entries()) {
      const take = (group: string, found: TargetGroup | undefined): void => {
        verdicts.setGroup(index, group, found ? groupVerdicts(job, found, pool.settings) : []);
      };
      if (discovery.kind === 'static') for (const group of discovery.groups) take(group.source, group);
      if (discovery.kind === 'kubernetes') this.#discovery(discovery.config).join(pool, index, take);
    }
  }

  #discovery(config: DiscoveryConfig): LiveDiscovery {
    const key = plainKey(config);
    const known = this.#discoveries.get(key);
    if (known) return known;
    const discovery = new LiveDiscovery(config, this.#store);
    this.#discoveries.set(key, discovery);
    return discovery;
  }

  #remove(id: string): void {
    const pool = this.#pools.get(id);
    if (!pool) return;
    this.#pools.delete(id);
    for (const [key, discovery] of this.#discoveries) {
      if (discovery.leave(pool) === 'unused') this.#discoveries.delete(key);
    }
  }
}
