import type { JudgedJob, TargetChange } from '../../prometheus/targets/edit-changes.ts';
import type { TargetRef } from '../../prometheus/targets/pool-verdicts.ts';
import { readVerdict } from '../../prometheus/targets/verdict.ts';
import type { EditEffect } from '../../protocol/targets.ts';

/** The changes in numbers. */
export function effectOf(changes: readonly TargetChange[], now: JudgedJob | undefined): EditEffect {
  const count = (kind: TargetChange['kind']) => changes.filter(change => change.kind === kind).length;
  return {
    added: count('added'),
    removed: count('removed'),
    relabelled: count('relabelled'),
    newlyDropped: changes.filter(change => droppedBy(change, now) !== undefined).length,
  };
}

/** The rule that drops a target which is gone; undefined when it is gone for another reason. */
export function droppedBy(change: TargetChange, now: JudgedJob | undefined): number | undefined {
  if (change.kind !== 'removed' || !change.now) return undefined;
  const verdict = verdictAt(now, change.now);
  const read = verdict === undefined ? undefined : readVerdict(verdict);
  return read?.state === 'dropped' ? read.rule : undefined;
}

function verdictAt(judged: JudgedJob | undefined, { discovery, group, index }: TargetRef): number | undefined {
  return judged?.verdicts.verdictsOf(discovery, group)[index];
}
