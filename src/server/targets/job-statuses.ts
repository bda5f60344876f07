import type { JobStatus, WorkerConfiguration } from '../../cluster/worker-protocol.ts';

/** What the worker has said of each job, by configuration and name. */
export class JobStatuses {
  readonly #byConfiguration = new Map<string, Map<string, JobStatus>>();

  of(configuration: string, job: string): JobStatus | undefined {
    return this.#byConfiguration.get(configuration)?.get(job);
  }

  /** Takes news in; answers with the configurations of which something is new. */
  take(news: readonly JobStatus[]): ReadonlySet<string> {
    const changed = new Set<string>();
    for (const status of news) {
      const jobs = this.#byConfiguration.get(status.configuration) ?? new Map<string, JobStatus>();
      this.#byConfiguration.set(status.configuration, jobs);
      jobs.set(status.job, status);
      changed.add(status.configuration);
    }
    return changed;
  }

  /** Forgets jobs that no configuration has any more. */
  keep(configurations: readonly WorkerConfiguration[]): void {
    const known = new Map(configurations.map(({ id, jobs }) => [id, new Set(jobs.map(({ pool }) => pool.jobName))]));
    for (const [id, jobs] of this.#byConfiguration) {
      const names = known.get(id);
      if (!names) this.#byConfiguration.delete(id);
      else for (const name of jobs.keys()) if (!names.has(name)) jobs.delete(name);
    }
  }

  clear(): void {
    this.#byConfiguration.clear();
  }
}
