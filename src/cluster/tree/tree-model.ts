import type { LivePool, LiveTargets } from '../../prometheus/targets/live-targets.ts';
import type { PoolCounts } from '../../prometheus/targets/pool-verdicts.ts';
import type { ScrapeJob } from '../../prometheus/targets/scrape-job.ts';
import type { CountedRefusal, EditEffect, Knowledge, Refusal, TargetCounts } from '../../protocol/targets.ts';
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
  /** What the account that runs the job gets, where that is less. */
  readonly ofAccount: AccountPool | null;
}

export interface AccountPool {
  readonly pool: LivePool;
  readonly refusal: Refusal;
}

/** The name of a job's pool. `saved` is the job as it is on disk, `account` as it works for the account that runs it. */
export function poolId(configuration: string, job: string, version: 'now' | 'saved' | 'account'): string {
  return JSON.stringify([version, configuration, job]);
}

/** The job of that name, undefined when the configuration does not have it (any more). */
export function findJob(model: TreeModel, configuration: string, job: string): JobAtWork | undefined {
  const found = model.configurations.find(one => one.id === configuration);
  const scrapeJob = found?.jobs.find(one => one.pool.jobName === job);
  const pool = model.live.pool(poolId(configuration, job, 'now'));
  if (!found || !scrapeJob || !pool) return undefined;
  return { configuration: found, job: scrapeJob, pool, ofAccount: ofAccount(model, found, job) };
}

function ofAccount({ live }: TreeModel, { id, accountJobs }: WorkerConfiguration, job: string): AccountPool | null {
  const refusal = accountJobs.find(one => one.job.pool.jobName === job)?.refusal;
  const pool = refusal && live.pool(poolId(id, job, 'account'));
  return pool ? { pool, refusal } : null;
}

/** What is known of a job; loading while its targets are not those of the objects that are known. */
export function knowledgeNow(model: TreeModel, { job, pool, ofAccount }: JobAtWork): Knowledge {
  const isSettled = [pool, ...(ofAccount ? [ofAccount.pool] : [])].every(one => model.live.isSettled(one));
  return isSettled ? model.knowledge(job) : { state: 'loading' };
}

/** What the account that runs the job does not get, with what it gets; null where it gets everything. */
export function refusalNow({ ofAccount }: JobAtWork): CountedRefusal | null {
  return ofAccount && { ...ofAccount.refusal, counts: countsOf(ofAccount.pool.verdicts.counts) };
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
