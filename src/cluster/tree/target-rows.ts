import { KIND_OF_ROLE } from '../../prometheus/discovery/listed-objects.ts';
import { objectKey, splitObjectKey } from '../../prometheus/discovery/object-store.ts';
import type { Labels } from '../../prometheus/relabel/rule.ts';
import type { TargetRef } from '../../prometheus/targets/pool-verdicts.ts';
import { publicLabels, type Target } from '../../prometheus/targets/target.ts';
import { readVerdict } from '../../prometheus/targets/verdict.ts';
import type { ConfigPlace, LabelList, ObjectName, Refusal, TargetsRow } from '../../protocol/targets.ts';
import { rowId } from './row-id.ts';
import type { ActiveEntry, TargetReader } from './selection.ts';
import type { JobAtWork } from './tree-model.ts';

/** The labels in the order of their names. */
export function labelList(labels: Labels): LabelList {
  return [...labels].sort(([a], [b]) => (a < b ? -1 : 1));
}

/** The object that a target comes from; null for static ones. */
export function objectOf({ job }: JobAtWork, { discovery, group }: TargetRef): ObjectName | null {
  const source = job.discoveries[discovery];
  if (source?.kind !== 'kubernetes') return null;
  const [namespace, name] = splitObjectKey(group);
  return { kind: KIND_OF_ROLE[source.config.role], namespace, name };
}

/** Why the account of the job does not get an active target; null where it does, or the target is not active. */
export function refusalOf({ pool, ofAccount }: JobAtWork, { discovery, group, index }: TargetRef): Refusal | null {
  const verdict = pool.verdicts.verdictsOf(discovery, group)[index];
  const read = verdict === undefined ? undefined : readVerdict(verdict);
  if (!ofAccount || read?.state !== 'active') return null;
  return ofAccount.pool.verdicts.timesActive(read.identity) === 0 ? ofAccount.refusal : null;
}

/** The row of an active target; undefined when it has just gone. */
export function targetRow(at: JobAtWork, entry: ActiveEntry, reader: TargetReader): TargetsRow | undefined {
  const target = reader.target(entry);
  if (target?.state !== 'active') return undefined;
  return {
    id: refId('target', at, entry),
    kind: 'target',
    place: placeOf(at, null),
    address: target.labels.get('__address__') ?? '',
    url: target.url,
    labels: labelList(publicLabels(target.labels)),
    object: objectOf(at, entry),
    merged: at.pool.verdicts.timesActive(entry.identity),
    standing: refusalOf(at, entry) ? 'refused' : 'target',
  };
}

/** The row of a target by what was discovered; undefined when it has just gone. */
export function discoveredRow(at: JobAtWork, ref: TargetRef, reader: TargetReader): TargetsRow | undefined {
  const target = reader.target(ref);
  if (!target) return undefined;
  const rule = target.state === 'dropped' ? target.droppedBy : target.state === 'undecided' ? target.undecidedBy : null;
  return {
    id: refId('discovered', at, ref),
    kind: 'discovered',
    place: placeOf(at, rule),
    address: target.discovered.get('__address__') ?? '',
    object: objectOf(at, ref),
    labels: labelList(target.discovered),
  };
}

/** Below an active target: its labels, what was discovered of it (of each, where several are one), its object. */
export function rowsBelowTarget(at: JobAtWork, ref: TargetRef, reader: TargetReader): readonly TargetsRow[] {
  const target = reader.target(ref);
  if (!target) return [];
  if (target.state !== 'active') return rowsBelowDiscovered(at, ref, target);
  const others = sameTargets(at, ref);
  return [
    labelsRow(at, ref, 'final', labelList(publicLabels(target.labels))),
    ...(others.length > 1
      ? others.flatMap(one => discoveredRow(at, one, reader) ?? [])
      : [labelsRow(at, ref, 'discovered', labelList(target.discovered))]),
    ...objectRow(at, ref),
  ];
}

/** Below a target that is told by what was discovered: those labels, one by one, and its object. */
export function rowsBelowDiscovered(at: JobAtWork, ref: TargetRef, target: Target): readonly TargetsRow[] {
  return [...labelRows(refId('discovered', at, ref), labelList(target.discovered)), ...objectRow(at, ref)];
}

/** One row for each label. */
export function labelRows(parent: string, labels: LabelList): readonly TargetsRow[] {
  return labels.map(([name, value]) => ({ id: `${parent}#label ${name}`, kind: 'label', name, value }));
}

export function refId(row: 'target' | 'discovered', at: JobAtWork, { discovery, group, index }: TargetRef): string {
  return rowId({ row, configuration: at.configuration.id, job: at.job.pool.jobName, discovery, group, index });
}

export function placeOf(at: JobAtWork, rule: number | null): ConfigPlace {
  return { configuration: at.configuration.id, job: at.job.pool.jobName, rule };
}

/** As many as are worth listing of the targets that are one with this one. */
const MOST_MERGED = 50;

function sameTargets(at: JobAtWork, ref: TargetRef): readonly TargetRef[] {
  const verdict = at.pool.verdicts.verdictsOf(ref.discovery, ref.group)[ref.index];
  const read = verdict === undefined ? undefined : readVerdict(verdict);
  if (read?.state !== 'active' || at.pool.verdicts.timesActive(read.identity) < 2) return [ref];
  const found: TargetRef[] = [];
  for (const entry of at.pool.verdicts.entries()) {
    if (entry.verdict === verdict && found.push(entry) === MOST_MERGED) break;
  }
  return found;
}

function labelsRow(at: JobAtWork, ref: TargetRef, which: 'final' | 'discovered', labels: LabelList): TargetsRow {
  const { discovery, group, index } = ref;
  const key = { configuration: at.configuration.id, job: at.job.pool.jobName, discovery, group, index };
  return { id: rowId({ row: 'labels', which, ...key }), kind: 'labels', which, labels };
}

function objectRow(at: JobAtWork, ref: TargetRef): readonly TargetsRow[] {
  const object = objectOf(at, ref);
  if (!object) return [];
  const id = `${refId('target', at, ref)}#object ${object.kind} ${objectKey(object.namespace, object.name)}`;
  return [{ id, kind: 'object', object }];
}
