import type { DiscoveryConfig } from '../../prometheus/discovery/discovery-config.ts';
import type { ObjectStore } from '../../prometheus/discovery/object-store.ts';
import { editChanges } from '../../prometheus/targets/edit-changes.ts';
import { LiveTargets } from '../../prometheus/targets/live-targets.ts';
import type { ScrapeJob } from '../../prometheus/targets/scrape-job.ts';
import type {
  ConfigPlace,
  ContextSummary,
  EditEffect,
  ObjectName,
  ReportAnswer,
  TargetsRow,
} from '../../protocol/targets.ts';
import type { ObjectChange } from '../watch/object-cache.ts';
import type { JobStatus, WorkerConfiguration } from '../worker-protocol.ts';
import { effectOf } from './edit-effect.ts';
import { editEffectReport } from './edit-effect-report.ts';
import { jobKnowledge, type KnowledgeOf } from './job-knowledge.ts';
import { objectReport } from './object-report.ts';
import { rowId } from './row-id.ts';
import { RowsOfTree } from './rows-of-tree.ts';
import { labelsTrace, rowTrace } from './trace-report.ts';
import { countsOf, findJob, knowledgeNow, poolId, refusalNow, type TreeModel } from './tree-model.ts';

export interface TreeChanges {
  /** Rows whose children are new. */
  readonly rows: readonly string[] | 'all';
  /** All jobs, when any of them is new. */
  readonly jobs: readonly JobStatus[];
}

/** The tree of the Targets view: configurations, jobs and targets over the objects of a store. */
export class TargetsTree {
  readonly #store: ObjectStore;
  readonly #live: LiveTargets;
  readonly #rows = new RowsOfTree();
  readonly #effects = new Map<string, { readonly versions: string; readonly effect: EditEffect }>();
  #configurations: readonly WorkerConfiguration[] = [];
  #context: ContextSummary = { name: '', chosen: 'kubeconfig', server: '', cluster: { state: 'idle' } };
  #knowledgeOf: KnowledgeOf = () => ({ state: 'loading' });
  #shape: 'new' | 'told' = 'new';
  #told = '';

  constructor(store: ObjectStore) {
    this.#store = store;
    this.#live = new LiveTargets(store);
  }

  setConfigurations(configurations: readonly WorkerConfiguration[]): void {
    this.#configurations = configurations;
    const jobs = new Map<string, ScrapeJob>();
    for (const { id, jobs: now, savedJobs, accountJobs } of configurations) {
      for (const job of now) jobs.set(poolId(id, job.pool.jobName, 'now'), job);
      for (const job of savedJobs ?? []) jobs.set(poolId(id, job.pool.jobName, 'saved'), job);
      for (const { job } of accountJobs) jobs.set(poolId(id, job.pool.jobName, 'account'), job);
    }
    this.#live.setJobs(jobs);
    this.#effects.clear();
    this.#shape = 'new';
  }

  setContext(context: ContextSummary): void {
    this.#context = context;
    this.#shape = 'new';
  }

  setKnowledge(of: KnowledgeOf): void {
    this.#knowledgeOf = of;
  }

  objectsChanged(changes: readonly ObjectChange[]): void {
    for (const { kind, namespace, name } of changes) this.#live.objectChanged(kind, namespace, name);
  }

  /** Computes what has to be computed until `mayGoOn` says no. */
  work(mayGoOn: () => boolean): 'idle' | 'more' {
    return this.#live.work(mayGoOn);
  }

  /** What the jobs ask of the cluster. */
  discoveryConfigs(): readonly DiscoveryConfig[] {
    return this.#live.discoveryConfigs();
  }

  /** The children of a row, the root's for null; none for a row that is gone. Rejects with the signal's reason. */
  rows(
    ask: { readonly parent: string | null; readonly limit: number; readonly filter: string },
    signal: AbortSignal,
  ): Promise<readonly TargetsRow[]> {
    return this.#rows.below(this.#model(), this.#context, ask, signal);
  }

  /** What is new since the last call; undefined when nothing is. */
  takeChanges(): TreeChanges | undefined {
    const jobs = this.#jobStatuses();
    const text = JSON.stringify([jobs, this.#versions()]);
    if (this.#shape === 'told' && text === this.#told) return undefined;
    const rows = this.#shape === 'new' ? ('all' as const) : [rowId({ row: 'context' })];
    this.#shape = 'told';
    this.#told = text;
    return { rows, jobs };
  }

  /** The labels of a target of a row through every rule. */
  trace(row: string): ReportAnswer {
    return rowTrace(this.#model(), row);
  }

  /** Labels that somebody pasted, through every rule of a job. */
  traceLabels(place: ConfigPlace, text: string): ReportAnswer {
    return labelsTrace(this.#model(), place, text);
  }

  /** What the edits that are not saved do to targets, of one job or of all. */
  editEffect(configuration: string, job: string | null): ReportAnswer {
    return editEffectReport(this.#model(), configuration, job);
  }

  /** An object as discovery sees it. */
  object(name: ObjectName): ReportAnswer {
    return objectReport(this.#store, name);
  }

  #model(): TreeModel {
    return {
      configurations: this.#configurations,
      live: this.#live,
      knowledge: job => jobKnowledge(job, this.#knowledgeOf),
      effect: (configuration, job) => this.#effect(configuration, job),
    };
  }

  #effect({ id, savedJobs }: WorkerConfiguration, { pool }: ScrapeJob): EditEffect | null {
    if (!savedJobs) return null;
    const [before, now] = [poolId(id, pool.jobName, 'saved'), poolId(id, pool.jobName, 'now')].map(one =>
      this.#live.pool(one),
    );
    const versions = `${before?.verdicts.version} ${now?.verdicts.version}`;
    const known = this.#effects.get(`${id} ${pool.jobName}`);
    if (known?.versions === versions) return known.effect;
    const effect = effectOf(editChanges(before, now), now);
    this.#effects.set(`${id} ${pool.jobName}`, { versions, effect });
    return effect;
  }

  #jobStatuses(): readonly JobStatus[] {
    const model = this.#model();
    return this.#configurations.flatMap(configuration =>
      configuration.jobs.map(job => {
        const at = findJob(model, configuration.id, job.pool.jobName);
        return {
          configuration: configuration.id,
          job: job.pool.jobName,
          counts: countsOf(at?.pool.verdicts.counts),
          knowledge: at ? knowledgeNow(model, at) : model.knowledge(job),
          effect: this.#effect(configuration, job),
          refusal: at ? refusalNow(at) : null,
        };
      }),
    );
  }

  #versions(): readonly number[] {
    return this.#configurations.flatMap(({ id, jobs }) =>
      jobs.flatMap(({ pool: { jobName } }) =>
        (['now', 'account'] as const).map(
          version => this.#live.pool(poolId(id, jobName, version))?.verdicts.version ?? 0,
        ),
      ),
    );
  }
}
