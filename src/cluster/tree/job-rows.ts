import { splitObjectKey } from '../../prometheus/discovery/object-store.ts';
import { ruleInShort } from '../../prometheus/relabel/rule-in-short.ts';
import type { TargetRef } from '../../prometheus/targets/pool-verdicts.ts';
import { readVerdict } from '../../prometheus/targets/verdict.ts';
import type { Knowledge, Refusal, TargetsRow } from '../../protocol/targets.ts';
import { type ReasonGroup, rowId } from './row-id.ts';
import { type ActiveEntry, type Selection, TargetReader } from './selection.ts';
import { discoveredRow, placeOf, targetRow } from './target-rows.ts';
import type { JobAtWork, TreeModel } from './tree-model.ts';

/** Of more active targets than this, the namespaces are listed. */
export const MOST_UNGROUPED = 500;

const GROUPS: readonly ReasonGroup[] = ['failed', 'undecided', 'dropped'];

/** Below a job: what is to be known, active targets (by namespace where they are many), and the others in groups. */
export function rowsBelowJob(
  model: TreeModel,
  at: JobAtWork,
  selection: Selection,
  limit: number,
): readonly TargetsRow[] {
  const { configuration, job } = at;
  const key = { configuration: configuration.id, job: job.pool.jobName };
  const counts = GROUPS.map(group => [group, countOf(selection, group)] as const);
  const groups = counts.filter(([, count]) => count > 0);
  return [
    ...notes(model, at),
    ...(selection.active.length > MOST_UNGROUPED
      ? namespaceRows(at, selection.active)
      : activeRows(model, at, selection.active, rowId({ row: 'job', ...key }), limit)),
    ...groups.map(
      ([group, count]) => ({ id: rowId({ row: 'group', ...key, group }), kind: 'group', group, count }) as const,
    ),
  ];
}

/** Below a namespace of a job: its active targets. */
export function rowsBelowNamespace(
  model: TreeModel,
  at: JobAtWork,
  selection: Selection,
  namespace: string,
  limit: number,
): readonly TargetsRow[] {
  const key = { configuration: at.configuration.id, job: at.job.pool.jobName, namespace };
  const active = selection.active.filter(entry => namespaceOf(entry) === namespace);
  return activeRows(model, at, active, rowId({ row: 'namespace', ...key }), limit);
}

/** Below a group: one row for each rule or failure, the most frequent first. */
export function rowsBelowGroup(at: JobAtWork, selection: Selection, group: ReasonGroup): readonly TargetsRow[] {
  const found = [...selection.others].filter(([verdict]) => readVerdict(verdict).state === group);
  return found
    .toSorted(([, one], [, other]) => other.length - one.length)
    .map(([verdict, entries]) => ({
      id: rowId({ row: 'reason', configuration: at.configuration.id, job: at.job.pool.jobName, verdict }),
      kind: 'reason',
      group,
      text: reasonText(at, verdict),
      place: placeOf(at, ruleOf(verdict)),
      count: entries.length,
    }));
}

/** Below a reason: the targets that ended so. */
export function rowsBelowReason(
  model: TreeModel,
  at: JobAtWork,
  selection: Selection,
  verdict: number,
  limit: number,
): readonly TargetsRow[] {
  const entries = selection.others.get(verdict) ?? [];
  const key = { configuration: at.configuration.id, job: at.job.pool.jobName, verdict };
  const reader = new TargetReader(model.live, at.pool);
  const rows = entries.slice(0, limit).flatMap(entry => discoveredRow(at, entry, reader) ?? []);
  return [...rows, ...moreRow(rowId({ row: 'reason', ...key }), entries.length - limit)];
}

/** The reason in words: the rule in short, or the failure. */
export function reasonText({ job }: JobAtWork, verdict: number): string {
  const read = readVerdict(verdict);
  if (read.state === 'failed') return read.reason.replaceAll('-', ' ');
  if (read.state === 'active') return '';
  const rule = job.pool.relabelRules[read.rule];
  return rule ? ruleInShort(rule) : `rule ${read.rule + 1}`;
}

function ruleOf(verdict: number): number | null {
  const read = readVerdict(verdict);
  return read.state === 'dropped' || read.state === 'undecided' ? read.rule : null;
}

function countOf({ others }: Selection, group: ReasonGroup): number {
  let count = 0;
  for (const [verdict, entries] of others) if (readVerdict(verdict).state === group) count += entries.length;
  return count;
}

function activeRows(
  model: TreeModel,
  at: JobAtWork,
  active: readonly ActiveEntry[],
  parent: string,
  limit: number,
): readonly TargetsRow[] {
  const reader = new TargetReader(model.live, at.pool);
  const rows = active.slice(0, limit).flatMap(entry => targetRow(at, entry, reader) ?? []);
  return [...rows, ...moreRow(parent, active.length - limit)];
}

function moreRow(parent: string, remaining: number): readonly TargetsRow[] {
  return remaining > 0 ? [{ id: `${parent}#more`, kind: 'more', parent, remaining }] : [];
}

function namespaceRows(at: JobAtWork, active: readonly ActiveEntry[]): readonly TargetsRow[] {
  const counts = new Map<string, number>();
  for (const entry of active) counts.set(namespaceOf(entry), (counts.get(namespaceOf(entry)) ?? 0) + 1);
  return [...counts]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([namespace, count]) => ({
      id: rowId({ row: 'namespace', configuration: at.configuration.id, job: at.job.pool.jobName, namespace }),
      kind: 'namespace',
      name: namespace,
      count,
    }));
}

function namespaceOf({ group }: TargetRef): string {
  return splitObjectKey(group)[0];
}

/** What somebody who reads the rows of a job has to know of them. */
function notes(model: TreeModel, at: JobAtWork): readonly TargetsRow[] {
  const id = rowId({ row: 'job', configuration: at.configuration.id, job: at.job.pool.jobName });
  const lines = [...refusalNotes(at), ...knowledgeNotes(model.knowledge(at.job)), ...otherServerNotes(at)];
  return lines.map(({ severity, text }, index) => ({ id: `${id}#note ${index}`, kind: 'note', severity, text }));
}

interface Note {
  readonly severity: 'information' | 'warning';
  readonly text: string;
}

const IN_SPITE: Readonly<Record<Refusal['extent'], string>> = {
  all: 'Prometheus gets none of these targets: they are what it would have.',
  part: 'Prometheus does not get the targets that are marked “refused”: they are what it would have beside the others.',
  labels: 'Prometheus does not get the labels that come from there. The rows have them.',
};

function refusalNotes({ ofAccount }: JobAtWork): readonly Note[] {
  if (!ofAccount) return [];
  const { extent, reasons } = ofAccount.refusal;
  return [IN_SPITE[extent], ...reasons].map(text => ({ severity: 'warning', text }));
}

function knowledgeNotes(knowledge: Knowledge): readonly Note[] {
  switch (knowledge.state) {
    case 'complete':
      return [];
    case 'loading':
      return [{ severity: 'information', text: 'Objects are being listed…' }];
    case 'partial':
      return knowledge.missing.map(text => ({ severity: 'warning', text }));
    case 'stale':
    case 'unknown':
      return [{ severity: 'warning', text: knowledge.why }];
  }
}

function otherServerNotes({ job }: JobAtWork): readonly Note[] {
  const servers = job.discoveries.flatMap(one =>
    one.kind === 'kubernetes' && one.otherServer !== '' ? one.otherServer : [],
  );
  return [...new Set(servers)].map(server => ({
    severity: 'information',
    text: `Prometheus asks ${server} here; the rows are those of the current context.`,
  }));
}
