import { matches, replaceAll } from '../../../src/prometheus/relabel/match.ts';
import { compileRegex, createRegexCache } from '../../../src/prometheus/relabel/regex.ts';
import { relabel } from '../../../src/prometheus/relabel/relabel.ts';
import type { RelabelProblemKind } from '../../../src/prometheus/relabel/relabel-problem.ts';
import type { Labels, RelabelRule } from '../../../src/prometheus/relabel/rule.ts';
import type { RelabelSettings } from '../../../src/prometheus/relabel/settings.ts';
import { traceRelabel } from '../../../src/prometheus/relabel/trace.ts';
import { validateRule } from '../../../src/prometheus/relabel/validate.ts';
import { ruleOf } from '../../../src/prometheus/relabel/written-rule.ts';
import type { RelabelCase } from './random-rules.ts';

/** What becomes of the labels of a case, in plain data. */
export type RelabelAnswer =
  | { readonly refused: RelabelProblemKind | 'while reading' }
  | { readonly kept: false }
  | { readonly kept: true; readonly labels: Readonly<Record<string, string>> };

const regexes = createRegexCache(2000);

export function settingsFor(scheme: RelabelCase['scheme']): RelabelSettings {
  return { names: scheme, dot: 'everything', regexes };
}

/** The rules of the case, or the problem that Prometheus would name. */
export function loadRules(one: RelabelCase): readonly RelabelRule[] | { readonly refused: RelabelProblemKind } {
  const rules: RelabelRule[] = [];
  const problems = one.rules.map(rule => validateRule(rule, { names: one.scheme, version: 'unknown', regexes }));
  // All rules are read before the first is checked.
  const first = problems.flat().find(({ kind }) => isFoundWhileReading(kind)) ?? problems.flat()[0];
  if (first) return { refused: first.kind };
  for (const written of one.rules) {
    const rule = ruleOf(written);
    if (rule) rules.push(rule);
  }
  return rules;
}

export function ourAnswer(one: RelabelCase): RelabelAnswer {
  const rules = loadRules(one);
  if ('refused' in rules) return { refused: isFoundWhileReading(rules.refused) ? 'while reading' : rules.refused };
  const result = relabel(one.labels, rules, settingsFor(one.scheme));
  if (result.kept === 'unknown') throw new Error(`undecided: ${result.why}`);
  return result.kept ? { kept: true, labels: Object.fromEntries(result.labels) } : { kept: false };
}

function isFoundWhileReading(kind: RelabelProblemKind): boolean {
  return ['invalid-regex', 'unknown-action', 'empty-action', 'invalid-source-label'].includes(kind);
}

/** Whether some labelmap writes different values to one label, where Prometheus keeps any of them. */
export function isAmbiguous(labels: Labels, rules: readonly RelabelRule[], settings: RelabelSettings): boolean {
  let before = labels;
  for (const step of traceRelabel(labels, rules, settings)) {
    if (step.rule.action === 'labelmap' && writesTwice(before, step.rule, settings)) return true;
    before = step.labels;
  }
  return false;
}

function writesTwice(labels: Labels, rule: RelabelRule, settings: RelabelSettings): boolean {
  const compiled = compileRegex(rule.regex, settings.dot, settings.regexes);
  if (!compiled.ok) return false;
  const written = new Map<string, string>();
  for (const [name, value] of labels) {
    if (value === '' || !matches(compiled.regex, name)) continue;
    const target = replaceAll(compiled.regex, name, rule.replacement);
    const other = written.get(target);
    if (other !== undefined && other !== value) return true;
    written.set(target, value);
  }
  return false;
}
