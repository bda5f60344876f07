import type { PrometheusTargets } from '../../cluster/real-prometheus.ts';
import type { OracleRelabel } from '../relabel/their-answer.ts';
import type { TargetAnswer } from '../targets/target-answer.ts';
import type { JobText } from './job-texts.ts';
import type { OracleProcess } from './oracle-process.ts';
import type { Counts } from './our-targets.ts';
import type { LabelTexts, Row } from './rows.ts';

/** What Prometheus says of the targets of one job. */
export interface TheirJob {
  readonly rows: readonly Row[];
  readonly counts: Counts;
}

/** What is known of the job from its running Prometheus alone. */
export interface Shown {
  readonly active: PrometheusTargets['active'];
  readonly dropped: readonly LabelTexts[];
  readonly counts: Counts;
}

/** The answers of a running Prometheus, by job. */
export function shownByJob(targets: PrometheusTargets, jobs: readonly JobText[]): ReadonlyMap<string, Shown> {
  const active = Map.groupBy(targets.active, ({ scrapePool }) => scrapePool);
  const dropped = Map.groupBy(targets.dropped, ({ scrapePool }) => scrapePool);
  const shown = (job: string): Shown => ({
    active: active.get(job) ?? [],
    dropped: (dropped.get(job) ?? []).map(({ discoveredLabels }) => discoveredLabels),
    counts: {
      active: active.get(job)?.length ?? 0,
      dropped: targets.droppedCounts[job] ?? 0,
      failed: targets.failedCounts.get(job) ?? 0,
      undecided: 0,
    },
  });
  return new Map(jobs.map(({ name }) => [name, shown(name)]));
}

/** All discovered labels that the job shows. */
export function discoveredOf({ active, dropped }: Shown): readonly LabelTexts[] {
  return [...active.map(one => one.discoveredLabels), ...dropped];
}

/**
 * The rows of a job. Which rule dropped a target is asked of Prometheus' relabelling with ever fewer of the rules, and
 * why a target failed of its target construction: `failed` are the discovered labels of those that fail for us.
 */
export async function theirJob(
  oracle: OracleProcess,
  job: JobText,
  shown: Shown,
  failed: readonly LabelTexts[],
): Promise<TheirJob> {
  const active = shown.active.map(one => ({
    state: 'active' as const,
    labels: one.labels,
    url: one.scrapeUrl,
    discovered: one.discoveredLabels,
  }));
  const rules = await droppingRules(oracle, job, shown.dropped);
  const dropped = shown.dropped.map((discovered, at) => ({
    state: 'dropped' as const,
    rule: rules[at] ?? -1,
    discovered,
  }));
  const failures = await Promise.all(failed.map(labels => failure(oracle, job, labels)));
  return { rows: [...active, ...dropped, ...failures], counts: shown.counts };
}

/** For each of the labels the index of the first rule with which they are dropped; that of the last is known. */
async function droppingRules(
  oracle: OracleProcess,
  { rules, scheme }: JobText,
  labelsets: readonly LabelTexts[],
): Promise<readonly number[]> {
  const dropping: number[] = labelsets.map(() => rules.length - 1);
  if (labelsets.length === 0) return dropping;
  for (const last of rules.keys()) {
    if (last === rules.length - 1) break;
    const prefix = rules
      .slice(0, last + 1)
      .map(asItem)
      .join('');
    const request = { op: 'relabel', rules: prefix, scheme, labelsets };
    const { results } = await oracle.ask<{ readonly results: readonly OracleRelabel[] }>(request);
    for (const [at, { keep }] of results.entries())
      if (keep === false) dropping[at] = Math.min(dropping[at] ?? 0, last);
  }
  return dropping;
}

async function failure(oracle: OracleProcess, { job, global }: JobText, labels: LabelTexts): Promise<Row> {
  const answer = await oracle.ask<TargetAnswer>({ op: 'target', job, global, labels });
  const message = answer.failed ?? `it does not fail: ${JSON.stringify(answer)}`;
  return { state: 'failed', message, discovered: answer.discovered ?? {} };
}

function asItem(rule: string): string {
  return `- ${rule.trimEnd().replaceAll('\n', '\n  ')}\n`;
}
