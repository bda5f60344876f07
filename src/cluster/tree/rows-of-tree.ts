import { BoundedMap } from '../../prometheus/relabel/bounded-map.ts';
import type { LivePool } from '../../prometheus/targets/live-targets.ts';
import { publicLabels } from '../../prometheus/targets/target.ts';
import { readVerdict } from '../../prometheus/targets/verdict.ts';
import type { ContextSummary, TargetCounts, TargetsRow } from '../../protocol/targets.ts';
import type { WorkerConfiguration } from '../worker-protocol.ts';
import { rowsBelowGroup, rowsBelowJob, rowsBelowNamespace, rowsBelowReason } from './job-rows.ts';
import { type RowKey, readRowId, rowId } from './row-id.ts';
import { type Selection, selectTargets, TargetReader } from './selection.ts';
import { labelList, labelRows, rowsBelowDiscovered, rowsBelowTarget } from './target-rows.ts';
import {
  addCounts,
  countsOf,
  findJob,
  type JobAtWork,
  knowledgeNow,
  NO_TARGETS,
  type TreeModel,
} from './tree-model.ts';

export interface RowsAsk {
  readonly parent: string | null;
  readonly limit: number;
  readonly filter: string;
}

/** Selections that are kept for the next rows of the same job. */
const KEPT = 4;

/** Makes the rows of the tree, those below one row at a time. */
export class RowsOfTree {
  readonly #selections = new BoundedMap<string, { readonly pool: LivePool; readonly selection: Selection }>(KEPT);

  async below(
    model: TreeModel,
    context: ContextSummary,
    ask: RowsAsk,
    signal: AbortSignal,
  ): Promise<readonly TargetsRow[]> {
    if (ask.parent === null) return [contextRow(context)];
    const key = readRowId(ask.parent);
    if (!key) return [];
    if (key.row === 'context') return this.#configurationRows(model, ask, signal);
    if (key.row === 'configuration') return this.#jobRows(model, key.configuration, ask, signal);
    const at = findJob(model, key.configuration, key.job);
    return at ? this.#belowJob(model, at, key, ask, signal) : [];
  }

  async #belowJob(
    model: TreeModel,
    at: JobAtWork,
    key: Exclude<RowKey, { row: 'context' | 'configuration' }>,
    ask: RowsAsk,
    signal: AbortSignal,
  ): Promise<readonly TargetsRow[]> {
    const selected = () => this.#select(model, at.pool, ask.filter, signal);
    switch (key.row) {
      case 'job':
        return rowsBelowJob(model, at, await selected(), ask.limit);
      case 'namespace':
        return rowsBelowNamespace(model, at, await selected(), key.namespace, ask.limit);
      case 'group':
        return rowsBelowGroup(at, await selected(), key.group);
      case 'reason':
        return rowsBelowReason(model, at, await selected(), key.verdict, ask.limit);
      case 'target':
        return rowsBelowTarget(at, key, new TargetReader(model.live, at.pool));
      case 'discovered': {
        const target = new TargetReader(model.live, at.pool).target(key);
        return target ? rowsBelowDiscovered(at, key, target) : [];
      }
      case 'labels': {
        const target = new TargetReader(model.live, at.pool).target(key);
        if (!target) return [];
        const isFinal = key.which === 'final' && target.state === 'active';
        return labelRows(ask.parent ?? '', labelList(isFinal ? publicLabels(target.labels) : target.discovered));
      }
    }
  }

  async #select(model: TreeModel, pool: LivePool, filter: string, signal: AbortSignal): Promise<Selection> {
    const { version } = pool.verdicts;
    const key = JSON.stringify([pool.id, version, filter]);
    const known = this.#selections.get(key);
    // A job that was edited has another pool of the same name, which counts its versions anew.
    if (known?.pool === pool) return known.selection;
    const selection = await selectTargets(model.live, pool, filter, signal);
    if (pool.verdicts.version === version) this.#selections.set(key, { pool, selection });
    return selection;
  }

  /** With a filter, configurations and jobs in which nothing matches are left out. */
  async #configurationRows(model: TreeModel, ask: RowsAsk, signal: AbortSignal): Promise<readonly TargetsRow[]> {
    const rows: TargetsRow[] = [];
    for (const configuration of model.configurations) {
      const counts = await this.#countsOf(model, configuration, ask.filter, signal);
      if (ask.filter !== '' && counts.every(({ all }) => isEmpty(all))) continue;
      rows.push({
        id: rowId({ row: 'configuration', configuration: configuration.id }),
        kind: 'configuration',
        name: configuration.name,
        folder: configuration.folder,
        uri: configuration.uri,
        configuration: configuration.id,
        text: configuration.text,
        counts: counts.map(({ all, ofAccount }) => ofAccount ?? all).reduce(addCounts, NO_TARGETS),
        jobs: configuration.jobs.length,
        refused: counts.filter(({ ofAccount }) => ofAccount !== null).length,
        account: configuration.account,
      });
    }
    return rows;
  }

  async #jobRows(model: TreeModel, id: string, ask: RowsAsk, signal: AbortSignal): Promise<readonly TargetsRow[]> {
    const configuration = model.configurations.find(one => one.id === id);
    if (!configuration) return [];
    const counts = await this.#countsOf(model, configuration, ask.filter, signal);
    return configuration.jobs.flatMap((job, index): readonly TargetsRow[] => {
      const { at, all, ofAccount } = counts[index] ?? NOTHING;
      if (ask.filter !== '' && isEmpty(all)) return [];
      const name = job.pool.jobName;
      return [
        {
          id: rowId({ row: 'job', configuration: id, job: name }),
          kind: 'job',
          name,
          place: { configuration: id, job: name, rule: null },
          counts: all,
          knowledge: at ? knowledgeNow(model, at) : model.knowledge(job),
          effect: model.effect(configuration, job),
          account: configuration.account,
          refusal: at?.ofAccount && ofAccount ? { ...at.ofAccount.refusal, counts: ofAccount } : null,
        },
      ];
    });
  }

  async #countsOf(
    model: TreeModel,
    configuration: WorkerConfiguration,
    filter: string,
    signal: AbortSignal,
  ): Promise<readonly JobCounts[]> {
    const counts: JobCounts[] = [];
    for (const job of configuration.jobs) {
      const at = findJob(model, configuration.id, job.pool.jobName);
      if (!at) counts.push(NOTHING);
      else {
        const all = await this.#poolCounts(model, at.pool, filter, signal);
        const ofAccount = at.ofAccount && (await this.#poolCounts(model, at.ofAccount.pool, filter, signal));
        counts.push({ at, all, ofAccount });
      }
    }
    return counts;
  }

  async #poolCounts(model: TreeModel, pool: LivePool, filter: string, signal: AbortSignal): Promise<TargetCounts> {
    if (filter === '') return countsOf(pool.verdicts.counts);
    return selectedCounts(await this.#select(model, pool, filter, signal));
  }
}

interface JobCounts {
  readonly at: JobAtWork | undefined;
  readonly all: TargetCounts;
  /** Null where the account that runs the job gets all. */
  readonly ofAccount: TargetCounts | null;
}

const NOTHING: JobCounts = { at: undefined, all: NO_TARGETS, ofAccount: null };

function selectedCounts({ active, others }: Selection): TargetCounts {
  const counts = { dropped: 0, failed: 0, undecided: 0 };
  for (const [verdict, entries] of others) {
    const { state } = readVerdict(verdict);
    if (state !== 'active') counts[state] += entries.length;
  }
  return { active: active.length, ...counts };
}

function isEmpty({ active, dropped, failed, undecided }: TargetCounts): boolean {
  return active + dropped + failed + undecided === 0;
}

function contextRow({ name, cluster }: ContextSummary): TargetsRow {
  return { id: rowId({ row: 'context' }), kind: 'context', name, cluster };
}
