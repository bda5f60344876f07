import type { NameValidation, RelabelAction } from '../../../src/prometheus/relabel/rule.ts';
import { RELABEL_ACTIONS } from '../../../src/prometheus/relabel/rule.ts';
import { EMPTY_WRITTEN_RULE, type WrittenRule } from '../../../src/prometheus/relabel/written-rule.ts';
import type { Random } from '../random.ts';
import { yamlText } from '../yaml-text.ts';
import { randomRegex } from './random-regex.ts';
import { NAMES, PLAIN, SEPARATORS, SHOW_GROUPS, TARGETS, TEMPLATES, TRICKY, VALUES } from './vocabulary.ts';

/** Labels and rules for one question. */
export interface RelabelCase {
  readonly labels: ReadonlyMap<string, string>;
  readonly rules: readonly WrittenRule[];
  readonly scheme: NameValidation;
}

export function randomCase(random: Random): RelabelCase {
  return {
    labels: randomLabels(random),
    rules: random.list(1, 3, () => randomRule(random)),
    scheme: random.happens(1, 4) ? 'legacy' : 'utf8',
  };
}

export function randomLabels(random: Random): ReadonlyMap<string, string> {
  return new Map(random.list(0, 7, () => [random.pick(NAMES), randomValue(random)] as const));
}

/** A rule that mostly has what its action needs and seldom what it refuses. */
export function randomRule(random: Random): WrittenRule {
  const action = random.pick(RELABEL_ACTIONS);
  const usual = (fields: readonly RelabelAction[]) => fields.includes(action);
  const seldom = () => random.happens(1, 60);
  const needsTarget = usual(['replace', 'hashmod', 'lowercase', 'uppercase', 'keepequal', 'dropequal']);
  const readsValue = !usual(['labelmap', 'labeldrop', 'labelkeep']);
  const takesRegex = !usual(['keepequal', 'dropequal', 'lowercase', 'uppercase', 'hashmod']);
  const takesReplacement = usual(['replace', 'labelmap']);
  const takesSeparator = readsValue && !usual(['keepequal', 'dropequal']);
  const some = (wanted: boolean, of: number) => (wanted ? random.happens(of, 10) : seldom());
  return {
    sourceLabels: some(readsValue, 9) ? random.list(0, 3, () => randomName(random)) : undefined,
    separator: some(takesSeparator, 3) ? random.pick(SEPARATORS) : undefined,
    regex: some(takesRegex, 9) ? anyRegex(random) : undefined,
    modulus: some(action === 'hashmod', 9) || seldom() ? BigInt(random.pick([0, 1, 2, 7, 1000, 2 ** 40])) : undefined,
    targetLabel: some(needsTarget, 9) || seldom() ? randomTarget(random, action) : undefined,
    replacement: some(takesReplacement, 7) ? random.pick(TEMPLATES) : undefined,
    action: action === 'replace' && random.happens(1, 2) ? undefined : spelled(random, action),
  };
}

function spelled(random: Random, action: RelabelAction): string {
  if (random.happens(1, 200)) return random.pick(['', 'drops', 'label_map']);
  return random.happens(1, 20) ? action.toUpperCase() : action;
}

function randomName(random: Random): string {
  return random.happens(1, 100) ? '' : random.pick(NAMES);
}

function randomValue(random: Random): string {
  if (random.happens(1, 30)) return '';
  return random.happens(1, 8) ? random.pick(VALUES) + random.pick(VALUES) : random.pick(VALUES);
}

function randomTarget(random: Random, action: RelabelAction): string {
  if (action === 'replace' && random.happens(1, 6)) return random.pick(TEMPLATES);
  return random.happens(1, 6) ? random.pick(TARGETS) : random.pick(['a', 'b', 'c', 'new']);
}

function anyRegex(random: Random): string {
  if (random.happens(2, 3)) return random.pick(PLAIN[random.pick(Object.keys(PLAIN))] ?? []);
  return random.happens(1, 4) ? random.pick(TRICKY) : randomRegex(random);
}

/** Every regex of the vocabulary on every value and on every name, with all its groups shown. */
export function* everyRegex(): Generator<RelabelCase> {
  for (const regex of [...Object.values(PLAIN).flat(), ...TRICKY]) {
    for (const value of VALUES) yield caseOf(regex, value, 'replace');
    for (const name of NAMES) yield caseOf(regex, name, 'labelmap');
  }
}

function caseOf(regex: string, text: string, action: RelabelAction): RelabelCase {
  const replacement = SHOW_GROUPS;
  const rule: WrittenRule = { ...EMPTY_WRITTEN_RULE, regex, replacement, action };
  if (action === 'labelmap') return { labels: new Map([[text, 'v']]), rules: [rule], scheme: 'utf8' };
  const rules = [{ ...rule, sourceLabels: ['text'], targetLabel: 'groups' }];
  return { labels: new Map([['text', text]]), rules, scheme: 'utf8' };
}

/** Every template on a match with names and with groups that took no part. */
export function* everyTemplate(): Generator<RelabelCase> {
  const regex = '(?P<m>x)?(?P<n>f(o+))(?P<01>.*)';
  for (const replacement of TEMPLATES) {
    for (const targetLabel of ['t', ...TEMPLATES]) {
      const rule: WrittenRule = { ...EMPTY_WRITTEN_RULE, sourceLabels: ['text'], regex, replacement, targetLabel };
      for (const scheme of ['utf8', 'legacy'] as const) {
        yield { labels: new Map([['text', 'foo-😀']]), rules: [rule], scheme };
      }
    }
  }
}

/** The rules as YAML text. */
export function yamlRules(rules: readonly WrittenRule[]): string {
  return rules.map(rule => `- ${yamlRule(rule)}`).join('\n');
}

function yamlRule(rule: WrittenRule): string {
  const fields: string[] = [];
  const text = (key: string, value: string | undefined) => {
    if (value !== undefined) fields.push(`${key}: ${yamlText(value)}`);
  };
  if (rule.sourceLabels) fields.push(`source_labels: [${rule.sourceLabels.map(yamlText).join(', ')}]`);
  text('separator', rule.separator);
  text('regex', rule.regex);
  if (rule.modulus !== undefined) fields.push(`modulus: ${rule.modulus}`);
  text('target_label', rule.targetLabel);
  text('replacement', rule.replacement);
  text('action', rule.action);
  return `{${fields.join(', ')}}`;
}
