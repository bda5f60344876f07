import { isValidLabelName } from '../label-name.ts';
import { expandTemplate } from './expand.ts';
import { goLowerCase, goUpperCase } from './go-unicode.ts';
import { hashMod } from './hash.ts';
import { match, matches, replaceAll } from './match.ts';
import { compileRegex, type RelabelRegex } from './regex.ts';
import type { RelabelAction, RelabelRule } from './rule.ts';
import type { RelabelSettings } from './settings.ts';

/** Labels while rules run over them. None has an empty value. */
export type WorkingLabels = Map<string, string>;

/** `undecided`: the rule cannot be run here, so nobody may say what Prometheus would do. */
export type RuleVerdict =
  | { readonly state: 'go-on' }
  | { readonly state: 'drop' }
  | { readonly state: 'undecided'; readonly why: string };

interface Step {
  readonly rule: RelabelRule;
  readonly regex: RelabelRegex;
  readonly labels: WorkingLabels;
  /** The values of the source labels, joined. */
  readonly value: string;
  readonly settings: RelabelSettings;
}

const GO_ON: RuleVerdict = { state: 'go-on' };
const DROP: RuleVerdict = { state: 'drop' };

const ACTIONS: Readonly<Record<RelabelAction, (step: Step) => RuleVerdict>> = {
  replace,
  keep: step => (matches(step.regex, step.value) ? GO_ON : DROP),
  drop: step => (matches(step.regex, step.value) ? DROP : GO_ON),
  keepequal: step => (targetValue(step) === step.value ? GO_ON : DROP),
  dropequal: step => (targetValue(step) === step.value ? DROP : GO_ON),
  hashmod,
  labelmap: labelMap,
  labeldrop: step => removeNames(step, name => matches(step.regex, name)),
  labelkeep: step => removeNames(step, name => !matches(step.regex, name)),
  lowercase: step => setTarget(step, goLowerCase(step.value)),
  uppercase: step => setTarget(step, goUpperCase(step.value)),
};

/**
 * Runs one rule over the labels and changes them in place.
 * See https://prometheus.io/docs/prometheus/latest/configuration/configuration/#relabel_config
 */
export function applyRule(rule: RelabelRule, labels: WorkingLabels, settings: RelabelSettings): RuleVerdict {
  const compiled = compileRegex(rule.regex, settings.dot, settings.regexes);
  if (!compiled.ok) return { state: 'undecided', why: compiled.message };
  const value = sourceValue(rule, labels);
  return ACTIONS[rule.action]({ rule, regex: compiled.regex, labels, value, settings });
}

function sourceValue({ sourceLabels, separator }: RelabelRule, labels: WorkingLabels): string {
  const [first] = sourceLabels;
  if (first !== undefined && sourceLabels.length === 1) return labels.get(first) ?? ''; // nearly always
  return sourceLabels.map(name => labels.get(name) ?? '').join(separator);
}

/** Sets a label. An empty value removes it: for Prometheus that is the same as no label. */
export function setLabel(labels: WorkingLabels, name: string, value: string): void {
  if (value === '') labels.delete(name);
  else labels.set(name, value);
}

function targetValue({ rule, labels }: Step): string {
  return labels.get(rule.targetLabel) ?? '';
}

function setTarget({ rule, labels }: Step, value: string): RuleVerdict {
  setLabel(labels, rule.targetLabel, value);
  return GO_ON;
}

function replace({ rule, regex, labels, value, settings }: Step): RuleVerdict {
  const groups = match(regex, value);
  if (!groups) return GO_ON;
  const target = expandTemplate(rule.targetLabel, groups, regex.groupNames);
  if (!isValidLabelName(target, settings.names)) return GO_ON;
  setLabel(labels, target, expandTemplate(rule.replacement, groups, regex.groupNames));
  return GO_ON;
}

function hashmod(step: Step): RuleVerdict {
  const hash = hashMod(step.value, step.rule.modulus);
  if (hash === undefined) return { state: 'undecided', why: 'hashmod needs a modulus' };
  return setTarget(step, String(hash));
}

/**
 * Copies labels under new names, from the labels as they were before the rule. When several end up under one name,
 * Prometheus keeps any of them; here it is the one whose old name sorts last.
 */
function labelMap({ rule, regex, labels }: Step): RuleVerdict {
  const writers = new Map<string, string>();
  const written = new Map<string, string>();
  for (const [name, value] of labels) {
    if (!matches(regex, name)) continue;
    const target = replaceAll(regex, name, rule.replacement);
    const writer = writers.get(target);
    if (writer !== undefined && writer > name) continue;
    writers.set(target, name);
    written.set(target, value);
  }
  for (const [target, value] of written) labels.set(target, value);
  return GO_ON;
}

function removeNames({ labels }: Step, isRemoved: (name: string) => boolean): RuleVerdict {
  for (const name of [...labels.keys()]) if (isRemoved(name)) labels.delete(name);
  return GO_ON;
}
