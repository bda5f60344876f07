import type { Labels } from '../../prometheus/relabel/rule.ts';
import { ruleInShort } from '../../prometheus/relabel/rule-in-short.ts';
import { editChanges, type JudgedJob, type TargetChange } from '../../prometheus/targets/edit-changes.ts';
import type { LivePool } from '../../prometheus/targets/live-targets.ts';
import type { TargetRef } from '../../prometheus/targets/pool-verdicts.ts';
import { publicLabels, type Target } from '../../prometheus/targets/target.ts';
import type { ReportAnswer } from '../../protocol/targets.ts';
import type { WorkerConfiguration } from '../worker-protocol.ts';
import { droppedBy, effectOf } from './edit-effect.ts';
import { ReportWriter } from './report-writer.ts';
import { TargetReader } from './selection.ts';
import { labelList } from './target-rows.ts';
import { poolId, type TreeModel } from './tree-model.ts';

/** Changes of one kind that are listed one by one. */
const MOST_LISTED = 1000;

/** Which targets the unsaved edits of a configuration add, remove, relabel and drop, job by job or of one job. */
export function editEffectReport(model: TreeModel, id: string, onlyJob: string | null): ReportAnswer {
  const configuration = model.configurations.find(one => one.id === id);
  if (!configuration) return { ok: false, message: 'This configuration is not open or on disk any more.' };
  if (!configuration.savedJobs) {
    return { ok: false, message: 'The targets are those of the saved text: no unsaved edit changes its jobs.' };
  }
  const writer = new ReportWriter();
  writer.line(`Effect of the unsaved edit on ${configuration.name}`);
  const names = jobNames(configuration).filter(name => onlyJob === null || name === onlyJob);
  for (const name of names) writeJob(writer, model, configuration, name);
  return { ok: true, report: writer.done(`Effect on ${configuration.name}`) };
}

function jobNames({ jobs, savedJobs }: WorkerConfiguration): readonly string[] {
  return [...new Set([...jobs, ...(savedJobs ?? [])].map(job => job.pool.jobName))];
}

function writeJob(writer: ReportWriter, model: TreeModel, { id }: WorkerConfiguration, name: string): void {
  const before = model.live.pool(poolId(id, name, 'saved'));
  const now = model.live.pool(poolId(id, name, 'now'));
  const changes = editChanges(before, now);
  const { added, removed, relabelled, newlyDropped } = effectOf(changes, now);
  writer.line('').linked(`Job ${name}`, { configuration: id, job: name, rule: null });
  if (changes.length === 0) {
    writer.line('    changes nothing');
    return;
  }
  writer.line(
    `    ${added} added, ${removed} removed (${newlyDropped} by a rule that drops), ${relabelled} relabelled`,
  );
  const sides = { before: sideOf(model, before), now: sideOf(model, now) };
  for (const kind of ['removed', 'added', 'relabelled'] as const) {
    const all = changes.filter(change => change.kind === kind);
    for (const change of all.slice(0, MOST_LISTED)) writeChange(writer, change, sides, now);
    if (all.length > MOST_LISTED) writer.line(`    … and ${all.length - MOST_LISTED} more ${kind}`);
  }
}

type Side = (ref: TargetRef) => Target | undefined;

function sideOf(model: TreeModel, pool: LivePool | undefined): Side {
  const reader = pool && new TargetReader(model.live, pool);
  return ref => reader?.target(ref);
}

function writeChange(
  writer: ReportWriter,
  change: TargetChange,
  sides: { readonly before: Side; readonly now: Side },
  now: JudgedJob | undefined,
): void {
  if (change.kind === 'added') {
    writer.marked(`  + ${described(sides.now(change.now))}`, 'added');
  } else if (change.kind === 'removed') {
    const rule = droppedBy(change, now);
    const short = rule === undefined ? undefined : now?.job.pool.relabelRules[rule];
    const why = short && rule !== undefined ? ` (dropped by rule ${rule + 1}: ${ruleInShort(short)})` : '';
    writer.marked(`  - ${described(sides.before(change.before))}${why}`, 'removed');
  } else {
    const [old, young] = [sides.before(change.before), sides.now(change.now)];
    writer.marked(`  ~ ${described(young)}: ${difference(old, young)}`, 'changed');
  }
}

function described(target: Target | undefined): string {
  if (target?.state !== 'active') return 'a target that has just gone';
  const labels = labelList(publicLabels(target.labels)).map(([name, value]) => `${name}=${JSON.stringify(value)}`);
  return `${target.url} {${labels.join(', ')}}`;
}

function difference(before: Target | undefined, now: Target | undefined): string {
  if (before?.state !== 'active' || now?.state !== 'active') return '';
  const names = [...new Set([...before.labels.keys(), ...now.labels.keys()])].sort();
  const changed = names.filter(name => before.labels.get(name) !== now.labels.get(name));
  const parts = changed.map(name => `${name} ${shown(before.labels, name)} → ${shown(now.labels, name)}`);
  return before.url === now.url || parts.length > 0 ? parts.join(', ') : `${before.url} → ${now.url}`;
}

function shown(labels: Labels, name: string): string {
  const value = labels.get(name);
  return value === undefined ? '(none)' : JSON.stringify(value);
}
