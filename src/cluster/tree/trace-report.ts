import { readPastedLabels } from '../../prometheus/relabel/pasted-labels.ts';
import type { Labels } from '../../prometheus/relabel/rule.ts';
import { ruleInShort } from '../../prometheus/relabel/rule-in-short.ts';
import { type TraceStep, traceRelabel } from '../../prometheus/relabel/trace.ts';
import { groupTargets } from '../../prometheus/targets/scrape-pool-targets.ts';
import { publicLabels, type Target } from '../../prometheus/targets/target.ts';
import type { ConfigPlace, Refusal, ReportAnswer } from '../../protocol/targets.ts';
import { ReportWriter } from './report-writer.ts';
import { readRowId } from './row-id.ts';
import { TargetReader } from './selection.ts';
import { labelList, objectOf, placeOf, refusalOf } from './target-rows.ts';
import { findJob, type JobAtWork, type TreeModel } from './tree-model.ts';

const GONE: ReportAnswer = { ok: false, message: 'This target is not there any more. Pick another one.' };

/** The way of a target's discovered labels through the rules of its job. */
export function rowTrace(model: TreeModel, row: string): ReportAnswer {
  const key = readRowId(row);
  if (key?.row !== 'target' && key?.row !== 'discovered' && key?.row !== 'labels') return GONE;
  const at = findJob(model, key.configuration, key.job);
  const target = at && new TargetReader(model.live, at.pool).target(key);
  if (!at || !target) return GONE;
  const object = objectOf(at, key);
  const refusal = refusalOf(at, key);
  const origin = object
    ? `${object.kind} ${[object.namespace, object.name].filter(Boolean).join('/')}`
    : 'static_configs';
  return { ok: true, report: traceReport(at, target, origin, refusal) };
}

/** The same of labels that somebody pasted; the job adds its own as it does to discovered ones. */
export function labelsTrace(model: TreeModel, place: ConfigPlace, text: string): ReportAnswer {
  const at = findJob(model, place.configuration, place.job);
  if (!at) {
    return { ok: false, message: `The configuration has no job ${place.job}. Pick a job that it has.` };
  }
  const pasted = readPastedLabels(text);
  if (!pasted.ok) {
    const message = `These are not labels from \`${pasted.rest}\` on. Write them as {name="value", other="value"}.`;
    return { ok: false, message };
  }
  const group = { source: 'pasted', labels: new Map(), targets: [pasted.labels] };
  const [target] = groupTargets(at.job, group, at.pool.settings);
  return target ? { ok: true, report: traceReport(at, target, 'pasted labels', null) } : GONE;
}

function traceReport(
  at: JobAtWork,
  target: Target,
  origin: string,
  refusal: Refusal | null,
): ReturnType<ReportWriter['done']> {
  const { job, configuration } = at;
  const address = target.discovered.get('__address__') ?? '(no address)';
  const writer = new ReportWriter();
  writer.line(`Relabelling of ${address} in job ${job.pool.jobName}`);
  writer.linked(
    `${configuration.name}${configuration.folder === '' ? '' : ` in ${configuration.folder}`}`,
    placeOf(at, null),
  );
  writer.line(`From ${origin}`);
  if (refusal) writer.marked(`Prometheus does not get it. ${refusal.reasons.join(' ')}`, 'ended');
  writer.line('').line('Discovered labels');
  writeLabels(writer, target.discovered);
  let before: Labels = target.discovered;
  for (const [index, step] of traceRelabel(
    target.discovered,
    job.pool.relabelRules,
    at.pool.settings.relabel,
  ).entries()) {
    writer.line('').linked(`Rule ${index + 1}: ${ruleInShort(step.rule)}`, placeOf(at, index));
    writeStep(writer, step, before);
    before = step.labels;
  }
  writer.line('');
  writeEnd(writer, target, refusal);
  return writer.done(`Trace of ${address}`);
}

function writeStep(writer: ReportWriter, step: TraceStep, before: Labels): void {
  const value = step.rule.sourceLabels.map(name => before.get(name) ?? '').join(step.rule.separator);
  if (step.rule.sourceLabels.length > 0) writer.line(`    looks at ${JSON.stringify(value)}`);
  switch (step.outcome) {
    case 'unchanged':
      writer.line('    changes nothing');
      return;
    case 'dropped':
      writer.marked('  ✗ drops the target', 'ended');
      return;
    case 'undecided':
      writer.marked('  ? cannot be run here', 'ended');
      return;
    case 'changed':
      writeDifference(writer, before, step.labels);
  }
}

function writeDifference(writer: ReportWriter, before: Labels, after: Labels): void {
  const names = [...new Set([...before.keys(), ...after.keys()])].sort();
  for (const name of names) {
    const [old, young] = [before.get(name), after.get(name)];
    if (old === young) continue;
    if (old === undefined) writer.marked(`  + ${assignment(name, young ?? '')}`, 'added');
    else if (young === undefined) writer.marked(`  - ${assignment(name, old)}`, 'removed');
    else writer.marked(`  ~ ${assignment(name, young)} (was ${JSON.stringify(old)})`, 'changed');
  }
}

function writeEnd(writer: ReportWriter, target: Target, refusal: Refusal | null): void {
  switch (target.state) {
    case 'active':
      writer.line(refusal ? 'Active: Prometheus would scrape it' : 'Active: Prometheus scrapes it');
      writer.line(`    ${target.url}`).line('').line('Labels of its series');
      writeLabels(writer, publicLabels(target.labels));
      return;
    case 'dropped':
      writer.marked(`Dropped by rule ${target.droppedBy + 1}`, 'ended');
      return;
    case 'failed':
      writer.marked(`Failed: Prometheus logs an error and does not scrape it: ${target.message}`, 'ended');
      return;
    case 'undecided':
      writer.marked(`Not decided: rule ${target.undecidedBy + 1} cannot be run here: ${target.why}`, 'ended');
  }
}

function writeLabels(writer: ReportWriter, labels: Labels): void {
  for (const [name, value] of labelList(labels)) writer.line(`    ${assignment(name, value)}`);
}

function assignment(name: string, value: string): string {
  return `${name} = ${JSON.stringify(value)}`;
}
