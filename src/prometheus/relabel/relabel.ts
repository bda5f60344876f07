import { applyRule, type WorkingLabels } from './apply-rule.ts';
import type { Labels, RelabelRule } from './rule.ts';
import type { RelabelSettings } from './settings.ts';

export type RelabelResult =
  | { readonly kept: true; readonly labels: WorkingLabels }
  /** `droppedBy` is the index of the rule. */
  | { readonly kept: false; readonly droppedBy: number }
  /** A rule that Prometheus would refuse, or whose regex is too large to be run here. */
  | { readonly kept: 'unknown'; readonly undecidedBy: number; readonly why: string };

/**
 * Runs the rules over the labels, in order, until one drops. The labels given are not changed; those returned have no
 * empty values.
 * See https://prometheus.io/docs/prometheus/latest/configuration/configuration/#relabel_config
 */
export function relabel(labels: Labels, rules: readonly RelabelRule[], settings: RelabelSettings): RelabelResult {
  return relabelInPlace(workingLabels(labels), rules, settings);
}

/** As {@link relabel}, over labels that are changed; none of them may be empty. */
export function relabelInPlace(
  working: WorkingLabels,
  rules: readonly RelabelRule[],
  settings: RelabelSettings,
): RelabelResult {
  for (const [index, rule] of rules.entries()) {
    const verdict = applyRule(rule, working, settings);
    if (verdict.state === 'drop') return { kept: false, droppedBy: index };
    if (verdict.state === 'undecided') return { kept: 'unknown', undecidedBy: index, why: verdict.why };
  }
  return { kept: true, labels: working };
}

/** A copy of the labels without those that are empty, for rules to run over. */
export function workingLabels(labels: Labels): WorkingLabels {
  const working: WorkingLabels = new Map();
  for (const [name, value] of labels) if (value !== '') working.set(name, value);
  return working;
}
