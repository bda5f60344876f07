import { applyRule } from './apply-rule.ts';
import { workingLabels } from './relabel.ts';
import type { Labels, RelabelRule } from './rule.ts';
import type { RelabelSettings } from './settings.ts';

/** What one rule did. */
export interface TraceStep {
  readonly rule: RelabelRule;
  readonly outcome: 'changed' | 'unchanged' | 'dropped' | 'undecided';
  /** The labels after the rule; those before it when it dropped the target or could not be run. */
  readonly labels: Labels;
}

/** Runs the rules as {@link relabel} does and tells what each did, up to the one that drops or cannot be run. */
export function traceRelabel(
  labels: Labels,
  rules: readonly RelabelRule[],
  settings: RelabelSettings,
): readonly TraceStep[] {
  const steps: TraceStep[] = [];
  let before: Labels = workingLabels(labels);
  for (const rule of rules) {
    const after = new Map(before);
    const { state } = applyRule(rule, after, settings);
    if (state !== 'go-on') {
      steps.push({ rule, outcome: state === 'drop' ? 'dropped' : 'undecided', labels: before });
      return steps;
    }
    steps.push({ rule, outcome: sameLabels(before, after) ? 'unchanged' : 'changed', labels: after });
    before = after;
  }
  return steps;
}

function sameLabels(one: Labels, other: Labels): boolean {
  if (one.size !== other.size) return false;
  for (const [name, value] of one) if (other.get(name) !== value) return false;
  return true;
}
