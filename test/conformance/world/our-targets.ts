import { ObjectCache } from '../../../src/cluster/watch/object-cache.ts';
import { OBJECT_KINDS, type ObjectKind, readObjectOfKind } from '../../../src/kubernetes/objects/kubernetes-object.ts';
import { readPrometheusConfig } from '../../../src/prometheus/config/read.ts';
import { LiveTargets } from '../../../src/prometheus/targets/live-targets.ts';
import { readScrapeJobs } from '../../../src/prometheus/targets/read-scrape-jobs.ts';
import type { ScrapeJob } from '../../../src/prometheus/targets/scrape-job.ts';
import type { Target } from '../../../src/prometheus/targets/target.ts';
import { parseSource } from '../../../src/yaml/source.ts';
import type { Manifest } from '../../cluster/admin-api.ts';
import type { Objects } from './read-world.ts';
import { OWN_NAMESPACE } from './world.ts';

/** A target of ours, with where it is from: equal in two engines over the same objects. */
export interface OurTarget {
  readonly ref: string;
  /** The group that it is from: of an object, `namespace/name`, in one discovery. */
  readonly group: string;
  readonly discovery: number;
  readonly key: string;
  readonly target: Target;
}

/** The jobs of a prometheus.yml, as the product reads them from its text. */
export function ourJobs(text: string): readonly ScrapeJob[] {
  const [document] = parseSource(text, 'prometheus').documents;
  if (!document) throw new Error('the configuration is empty');
  return readScrapeJobs(readPrometheusConfig(document), { ownNamespace: OWN_NAMESPACE, version: 'unknown' });
}

/** The targets of jobs over objects that change, as the product has them. */
export class OurTargets {
  readonly jobs: readonly ScrapeJob[];
  readonly #cache = new ObjectCache();
  readonly #targets = new LiveTargets(this.#cache);

  constructor(jobs: readonly ScrapeJob[], objects: Objects) {
    this.jobs = jobs;
    this.#targets.setJobs(new Map(jobs.map(job => [job.pool.jobName, job])));
    this.setObjects(objects);
  }

  /** The objects as they are now: what differs from before is told to the engine. */
  setObjects(objects: Objects): void {
    for (const kind of OBJECT_KINDS) {
      const ofKind = objects.filter(object => object.kind === kind);
      for (const change of this.#list(kind, ofKind)) {
        this.#targets.objectChanged(change.kind, change.namespace, change.name);
      }
    }
    this.#targets.work(() => true);
  }

  /** All targets of a job, the merged ones each. */
  targetsOf(job: string): readonly OurTarget[] {
    const pool = this.#targets.pool(job);
    if (!pool) throw new Error(`there is no job ${job}`);
    return pool.job.discoveries.flatMap((_, discovery) =>
      [...pool.verdicts.groupsOf(discovery)].flatMap(key => {
        const group = `${discovery} ${key}`;
        const targets = this.#targets.targets(pool, discovery, key);
        return targets.map((target, index) => ({ ref: `${group} ${index}`, group, discovery, key, target }));
      }),
    );
  }

  job(name: string): ScrapeJob {
    const found = this.jobs.find(({ pool }) => pool.jobName === name);
    if (!found) throw new Error(`there is no job ${name}`);
    return found;
  }

  /** What the product counts: equal active targets once. */
  countsOf(job: string): Counts {
    const counts = this.#targets.pool(job)?.verdicts.counts;
    const sum = (of: ReadonlyMap<unknown, number> = new Map()) => [...of.values()].reduce((all, one) => all + one, 0);
    return {
      active: counts?.active ?? 0,
      dropped: sum(counts?.dropped),
      failed: sum(counts?.failed),
      undecided: sum(counts?.undecided),
    };
  }

  #list<K extends ObjectKind>(kind: K, objects: readonly Manifest[]) {
    const listing = this.#cache.listing(kind, '');
    for (const object of objects) listing.set(readObjectOfKind(kind, object));
    return listing.commit();
  }
}

export interface Counts {
  readonly active: number;
  readonly dropped: number;
  readonly failed: number;
  readonly undecided: number;
}
