import { applyRule, setLabel } from '../relabel/apply-rule.ts';
import { expandTemplate } from '../relabel/expand.ts';
import { match } from '../relabel/match.ts';
import { type CompiledRegex, compileRegex, type RelabelRegex } from '../relabel/regex.ts';
import type { RelabelRule } from '../relabel/rule.ts';
import type { RelabelSettings } from '../relabel/settings.ts';
import { finiteTexts } from './finite-texts.ts';
import { isFilledValue, notKnown, type PossibleTarget, withFilled, withLabel, withValues } from './possible-target.ts';
import { hasSymbols, isTorn, piecesOf, symbolsIn, unify } from './symbols.ts';

/** One way in which a value may or may not match. */
interface Way {
  readonly target: PossibleTarget;
  /** `perhaps`: nothing more is known than that it may match. */
  readonly matches: 'yes' | 'no' | 'perhaps';
}

export interface RuleRun {
  readonly rule: RelabelRule;
  /** In `relabel_configs`. */
  readonly index: number;
  readonly settings: RelabelSettings;
}

/** What may become of a target by a rule; none when it is dropped, undefined when the rule cannot be run here. */
export function possibleOutcomes(target: PossibleTarget, run: RuleRun): readonly PossibleTarget[] | undefined {
  const { rule, settings } = run;
  const compiled: CompiledRegex = compileRegex(rule.regex, settings.dot, settings.regexes);
  if (!compiled.ok) return undefined;
  const value = sourceValue(target, rule);
  switch (rule.action) {
    case 'labelmap':
    case 'labeldrop':
    case 'labelkeep':
      return runKnown(target, run);
    case 'keepequal':
    case 'dropequal':
      return hasSymbols(value + (target.labels.get(rule.targetLabel) ?? '')) ? [target] : runKnown(target, run);
    case 'hashmod':
    case 'lowercase':
    case 'uppercase':
      return hasSymbols(value) ? [withLabel(target, rule.targetLabel, notKnown(run.index))] : runKnown(target, run);
    case 'keep':
    case 'drop':
    case 'replace':
      if (!hasSymbols(value)) return runKnown(target, run);
      return ways(target, value, compiled.regex, rule.regex).flatMap(way => outcome(way, compiled.regex, run));
  }
}

function sourceValue({ labels }: PossibleTarget, rule: RelabelRule): string {
  return rule.sourceLabels.map(name => labels.get(name) ?? '').join(rule.separator);
}

/** Runs a rule whose outcome depends on nothing that is unknown. */
function runKnown(target: PossibleTarget, { rule, settings }: RuleRun): readonly PossibleTarget[] {
  const labels = new Map(target.labels);
  return applyRule(rule, labels, settings).state === 'drop' ? [] : [{ ...target, labels }];
}

function outcome({ target, matches }: Way, regex: RelabelRegex, run: RuleRun): readonly PossibleTarget[] {
  const { action } = run.rule;
  if (action === 'keep') return matches === 'no' ? [] : [target];
  if (action === 'drop') return matches === 'yes' ? [] : [target];
  if (matches === 'no') return [target];
  const written = replaced(target, regex, run);
  return matches === 'yes' ? [written] : [target, written];
}

function replaced(target: PossibleTarget, regex: RelabelRegex, { rule, index }: RuleRun): PossibleTarget {
  const groups = match(regex, sourceValue(target, rule));
  if (!groups || groups.some(group => group !== undefined && isTorn(group))) {
    const isFixed = !rule.replacement.includes('$');
    return withLabel(target, rule.targetLabel, isFixed ? rule.replacement : notKnown(index));
  }
  const labels = new Map(target.labels);
  const name = expandTemplate(rule.targetLabel, groups, regex.groupNames);
  setLabel(labels, name, expandTemplate(rule.replacement, groups, regex.groupNames));
  return { ...target, labels };
}

/** In which ways a value with symbols may match a regex. */
function ways(target: PossibleTarget, value: string, regex: RelabelRegex, source: string): readonly Way[] {
  const texts = finiteTexts(source);
  if (texts) return waysToBe(target, value, texts);
  if (regex.kind === 'plain' && regex.pattern.kind === 'wildcard') {
    if (match(regex, value)) {
      const { prefix, suffix, least } = regex.pattern;
      const inner = value.slice(prefix.length, value.length - suffix.length);
      return least === 0 || isFilledValue(target, inner) ? [{ target, matches: 'yes' }] : filledOrNot(target, inner);
    }
    return [{ target, matches: isExcluded(value, regex.pattern) ? 'no' : 'perhaps' }];
  }
  // Names and addresses have a known form: what such a regex takes of a symbol, it takes of what that stands for.
  const isCertain = symbolsIn(value).every(name => target.filled.has(name)) && isWholeMatch(regex, value);
  return [{ target, matches: isCertain ? 'yes' : 'perhaps' }];
}

/** Whether a value that begins or ends with a text does so otherwise than the pattern says. */
function isExcluded(value: string, { prefix, suffix }: { readonly prefix: string; readonly suffix: string }): boolean {
  const pieces = piecesOf(value);
  const [first, last] = [pieces[0], pieces.at(-1)];
  const head = first && 'text' in first ? first.text.slice(0, prefix.length) : '';
  const tail = last && 'text' in last && suffix !== '' ? last.text.slice(-suffix.length) : '';
  return !prefix.startsWith(head) || !suffix.endsWith(tail);
}

function isWholeMatch(regex: RelabelRegex, value: string): boolean {
  const groups = match(regex, value);
  return groups !== undefined && !groups.some(group => group !== undefined && isTorn(group));
}

function filledOrNot(target: PossibleTarget, value: string): readonly Way[] {
  const names = symbolsIn(value);
  const [only, ...others] = names;
  const empty = withValues(target, new Map(names.map(name => [name, ''])));
  const filled = only !== undefined && others.length === 0 ? withFilled(target, [only]) : target;
  return [
    { target: filled, matches: 'yes' },
    { target: empty, matches: 'no' },
  ];
}

/** The value is one of the texts, in which case more is known of its symbols, or it is none of them. */
function waysToBe(target: PossibleTarget, value: string, texts: readonly string[]): readonly Way[] {
  const found: Way[] = [];
  for (const text of texts) {
    const values = unify(value, text);
    if (values === undefined) continue;
    if (values === 'ambiguous') return [{ target, matches: 'perhaps' }];
    if ([...values].some(([name, known]) => known === '' && target.filled.has(name))) continue;
    found.push({ target: withValues(target, values), matches: 'yes' });
  }
  return [...found, { target, matches: 'no' }];
}
