import type { Finding } from '../../schema/finding.ts';
import { spanOf } from '../../yaml/source.ts';
import type { RegexCache } from '../relabel/regex.ts';
import type { RelabelProblem } from '../relabel/relabel-problem.ts';
import type { NameValidation } from '../relabel/rule.ts';
import { validateRule } from '../relabel/validate.ts';
import type { WrittenRule } from '../relabel/written-rule.ts';
import type { KnownVersion } from '../version.ts';
import {
  integerField,
  isNullNode,
  keySpan,
  listField,
  type MappingView,
  textField,
  valueSpan,
} from './mapping-view.ts';
import { refusal } from './refusal.ts';

export interface RelabelContext {
  readonly names: NameValidation;
  readonly version: KnownVersion;
  readonly regexes: RegexCache;
}

/** What the shape of a rule tells already. */
const BY_SHAPE: ReadonlySet<RelabelProblem['kind']> = new Set(['invalid-source-label', 'unknown-action']);

/**
 * What Prometheus has against a relabel rule, beyond the shape of its fields. A rule with a field that cannot be read
 * has no findings here.
 */
export function relabelFindings(rule: MappingView, context: RelabelContext): readonly Finding[] {
  const written = writtenRule(rule);
  if (written === undefined) return [];
  return validateRule(written, context)
    .filter(problem => !BY_SHAPE.has(problem.kind) && !isEmptyActionByShape(problem, rule))
    .map(problem =>
      refusal(`config/${CODES[problem.kind]}`, spanOfProblem(problem, rule), problem.message, dataOf(problem)),
    );
}

const CODES: { readonly [kind in RelabelProblem['kind']]: string } = {
  'invalid-source-label': 'bad-label-name',
  'invalid-regex': 'bad-regex',
  'unknown-action': 'unknown-value',
  'empty-action': 'empty-action',
  'missing-modulus': 'missing-field',
  'missing-target-label': 'missing-field',
  'invalid-target-label': 'bad-label-name',
  'invalid-target-template': 'bad-label-name',
  'invalid-replacement': 'bad-label-name',
  'field-not-allowed': 'field-not-allowed',
};

/** The empty text is refused by the enumeration, null only here. */
function isEmptyActionByShape(problem: RelabelProblem, rule: MappingView): boolean {
  const action = rule.entries.get('action')?.value;
  return problem.kind === 'empty-action' && action !== undefined && !isNullNode(action);
}

function spanOfProblem(problem: RelabelProblem, rule: MappingView) {
  if (problem.kind === 'field-not-allowed') return keySpan(rule, problem.field);
  if (rule.entries.has(problem.field)) return valueSpan(rule, problem.field);
  const action = rule.entries.get('action');
  return action === undefined ? keySpan(rule, problem.field) : spanOf(action.value);
}

function dataOf(problem: RelabelProblem) {
  return { problem: problem.kind, field: problem.field };
}

/** The rule with what is written, or undefined when a field cannot be read. */
export function writtenRule(rule: MappingView): WrittenRule | undefined {
  const labels = listField(rule, 'source_labels');
  const texts = ['separator', 'regex', 'target_label', 'replacement', 'action'].map(name => textField(rule, name));
  const modulus = integerField(rule, 'modulus');
  if (labels.state === 'unreadable' || modulus.state === 'unreadable') return undefined;
  if (texts.some(field => field.state === 'unreadable')) return undefined;
  const [separator, regex, targetLabel, replacement, action] = texts.map(field =>
    field.state === 'set' ? field.value : undefined,
  );
  // Null is no list at all, which labeldrop and labelkeep tell from an empty one.
  const written = labels.state === 'set' && !isNullNode(labels.node) ? labels.value : undefined;
  const names = written?.map(item => (item.kind === 'scalar' && !isNullNode(item) ? item.text : ''));
  const divisor = modulus.state === 'set' ? modulus.value : undefined;
  return { sourceLabels: names, separator, regex, modulus: divisor, targetLabel, replacement, action };
}
