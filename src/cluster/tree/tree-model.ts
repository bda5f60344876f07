import type { LivePool, LiveTargets } from '../../prometheus/targets/live-targets.ts';
import type { PoolCounts } from '../../prometheus/targets/pool-verdicts.ts';
import type { ScrapeJob } from '../../prometheus/targets/scrape-job.ts';
import type { EditEffect, Knowledge, TargetCounts } from '../../protocol/targets.ts';
import type { WorkerConfiguration } from '../worker-protocol.ts';

/** What rows and reports are made from: the configurations, and the targets of their jobs. */
export interface TreeModel {
  readonly configurations: readonly WorkerConfiguration[];
  readonly live: LiveTargets;
  knowledge(job: ScrapeJob): Knowledge;
  effect(configuration: WorkerConfiguration, job: ScrapeJob): EditEffect | null;
}

/** A job of a configuration, and what became of its targets. */
export interface JobAtWork {
  readonly configuration: WorkerConfiguration;
  readonly job: ScrapeJob;
  readonly pool: LivePool;
}

/** The name of a job's pool. `saved` is the job as it is on disk. */
export function poolId(configuration: string, job: string, text: 'now' | 'saved'): string {
  return JSON.stringify([text, configuration, job]);
}

/** The job of that name, undefined when the configuration does not have it (any more). */
export function findJob(model: TreeModel, configuration: string, job: string): JobAtWork | undefined {
  const found = model.configurations.find(one => one.id === configuration);
  const scrapeJob = found?.jobs.find(one => one.pool.jobName === job);
  const pool = model.live.pool(poolId(configuration, job, 'now'));
  return found && scrapeJob && pool ? { configuration: found, job: scrapeJob, pool } : undefined;
}

/** What is known of a job; loading while its targets are not those of the objects that are known. */
export function knowledgeNow(model: TreeModel, job: ScrapeJob, pool: LivePool | undefined): Knowledge {
  return pool && !model.live.isSettled(pool) ? { state: 'loading' } : model.knowledge(job);
}

export const NO_TARGETS: TargetCounts = { active: 0, dropped: 0, failed: 0, undecided: 0 };

export function countsOf(counts: PoolCounts | undefined): TargetCounts {
  if (!counts) return NO_TARGETS;
  const sum = (by: ReadonlyMap<unknown, number>) => [...by.values()].reduce((all, one) => all + one, 0);
  return {
    active: counts.active,
    dropped: sum(counts.dropped),
    failed: sum(counts.failed),
    undecided: sum(counts.undecided),
  };
}

export function addCounts(one: TargetCounts, other: TargetCounts): TargetCounts {
  return {
    active: one.active + other.active,
    dropped: one.dropped + other.dropped,
    failed: one.failed + other.failed,
    undecided: one.undecided + other.undecided,
  };
}
