import { goQuote } from '../go-quote.ts';
import { isValidLabelName, isValidTargetTemplate } from '../label-name.ts';
import type { KnownVersion } from '../version.ts';
import { dotMatches, isMissingAction, nameValidation, templateValidation } from './older-versions.ts';
import { compileRegex, type RegexCache } from './regex.ts';
import type { RelabelField, RelabelProblem } from './relabel-problem.ts';
import type { RelabelRule } from './rule.ts';
import { DEFAULT_RELABEL_RULE, type NameValidation, RELABEL_ACTIONS, type RelabelAction } from './rule.ts';
import { actionOf, ruleOf, type WrittenRule } from './written-rule.ts';

/** For whom a rule is checked. */
export interface ValidationSettings {
  /** `metric_name_validation_scheme` of the job or the file. */
  readonly names: NameValidation;
  readonly version: KnownVersion;
  readonly regexes: RegexCache;
}

interface Check {
  readonly rule: RelabelRule;
  readonly written: WrittenRule;
  readonly names: NameValidation;
  readonly templates: NameValidation;
}

const WRITES_TARGET: ReadonlySet<RelabelAction> = new Set([
  'replace',
  'hashmod',
  'lowercase',
  'uppercase',
  'keepequal',
  'dropequal',
]);
const MAPS_CASE: ReadonlySet<RelabelAction> = new Set(['lowercase', 'uppercase']);
const COMPARES: ReadonlySet<RelabelAction> = new Set(['keepequal', 'dropequal']);
const FILTERS_NAMES: ReadonlySet<RelabelAction> = new Set(['labeldrop', 'labelkeep']);

/**
 * Everything for which Prometheus refuses to load a rule, the one that it would name first; empty for a good rule. A
 * regex that is too large to be compiled here is given the benefit of the doubt.
 * See https://prometheus.io/docs/prometheus/latest/configuration/configuration/#relabel_config
 */
export function validateRule(written: WrittenRule, settings: ValidationSettings): readonly RelabelProblem[] {
  const problems = [...sourceLabelProblems(written), ...regexProblems(written, settings)];
  const rule = ruleOf(written);
  if (!rule || isMissingAction(rule.action, settings.version)) return [...problems, actionProblem(written, settings)];
  const check: Check = {
    rule,
    written,
    names: nameValidation(settings.names, settings.version),
    templates: templateValidation(settings.names, settings.version),
  };
  return [
    ...problems,
    ...modulusProblems(check),
    ...targetProblems(check),
    ...replacementProblems(check),
    ...foreignFields(check),
  ];
}

function sourceLabelProblems(written: WrittenRule): readonly RelabelProblem[] {
  const problems: RelabelProblem[] = [];
  for (const [item, name] of (written.sourceLabels ?? []).entries()) {
    if (isValidLabelName(name, 'utf8')) continue;
    const message = `${goQuote(name)} in \`source_labels\` is not a label name. Remove it or name a label.`;
    problems.push({ kind: 'invalid-source-label', field: 'source_labels', message, item });
  }
  return problems;
}

function regexProblems(written: WrittenRule, settings: ValidationSettings): readonly RelabelProblem[] {
  if (written.regex === undefined) return [];
  const compiled = compileRegex(written.regex, dotMatches(settings.version), settings.regexes);
  if (compiled.ok || compiled.reason === 'too-large') return [];
  const message = `this \`regex\` is not valid in Go's RE2 syntax: ${compiled.message}.`;
  const problem: RelabelProblem = { kind: 'invalid-regex', field: 'regex', message };
  return [compiled.offset === undefined ? problem : { ...problem, offset: compiled.offset }];
}

function actionProblem(written: WrittenRule, { version }: ValidationSettings): RelabelProblem {
  const text = written.action ?? '';
  const known = RELABEL_ACTIONS.filter(action => !isMissingAction(action, version)).join(', ');
  if (text === '') {
    const message = `\`action\` is empty. Remove it for the default \`replace\`, or choose one of ${known}.`;
    return { kind: 'empty-action', field: 'action', message };
  }
  const where = actionOf(text) ? 'this version does not have' : 'there is no';
  const message = `${where} relabel action ${goQuote(text)}. Choose one of ${known}.`;
  return { kind: 'unknown-action', field: 'action', message };
}

function modulusProblems({ rule }: Check): readonly RelabelProblem[] {
  if (rule.action !== 'hashmod' || rule.modulus !== 0n) return [];
  const message = '`hashmod` needs a `modulus` above 0, the number of shards.';
  return [{ kind: 'missing-modulus', field: 'modulus', message }];
}

function targetProblems({ rule, names, templates }: Check): readonly RelabelProblem[] {
  const { action, targetLabel } = rule;
  if (!WRITES_TARGET.has(action)) return [];
  if (targetLabel === '') {
    const message = `\`${action}\` needs a \`target_label\`.`;
    return [{ kind: 'missing-target-label', field: 'target_label', message }];
  }
  if (action === 'replace' && targetLabel.includes('$')) {
    if (isValidTargetTemplate(targetLabel, templates)) return [];
    const message = `${goQuote(targetLabel)} is not a valid \`target_label\`: beside references such as \`\${1}\` it may have ${legacyCharacters(templates)}.`;
    return [{ kind: 'invalid-target-template', field: 'target_label', message }];
  }
  if (isValidLabelName(targetLabel, names)) return [];
  const message = `${goQuote(targetLabel)} is not a label name: it may have ${legacyCharacters(names)}.`;
  return [{ kind: 'invalid-target-label', field: 'target_label', message }];
}

function replacementProblems({ rule, templates }: Check): readonly RelabelProblem[] {
  const { action, replacement } = rule;
  if (action === 'labelmap' && !isValidTargetTemplate(replacement, templates)) {
    const message = `\`labelmap\` makes label names of its \`replacement\`, and ${goQuote(replacement)} is none: it may have ${legacyCharacters(templates)}.`;
    return [{ kind: 'invalid-replacement', field: 'replacement', message }];
  }
  const allowsNone = MAPS_CASE.has(action) || COMPARES.has(action);
  return allowsNone && replacement !== DEFAULT_RELABEL_RULE.replacement ? [notAllowed(action, 'replacement')] : [];
}

/** What keepequal, dropequal, labeldrop and labelkeep do not take; `replacement` of the former two is told above. */
function foreignFields({ rule, written }: Check): readonly RelabelProblem[] {
  const { action } = rule;
  const fields: RelabelField[] = [];
  if (!COMPARES.has(action) && !FILTERS_NAMES.has(action)) return [];
  // Prometheus compares the compiled regex by identity: the default, written out, is refused too.
  if (COMPARES.has(action) && written.regex !== undefined) fields.push('regex');
  if (FILTERS_NAMES.has(action) && written.sourceLabels !== undefined) fields.push('source_labels');
  if (FILTERS_NAMES.has(action) && rule.targetLabel !== '') fields.push('target_label');
  if (rule.modulus !== 0n) fields.push('modulus');
  if (rule.separator !== DEFAULT_RELABEL_RULE.separator) fields.push('separator');
  if (FILTERS_NAMES.has(action) && rule.replacement !== DEFAULT_RELABEL_RULE.replacement) fields.push('replacement');
  return fields.map(field => notAllowed(action, field));
}

function notAllowed(action: RelabelAction, field: RelabelField): RelabelProblem {
  const takes = FILTERS_NAMES.has(action) ? 'only a `regex`' : 'only `source_labels` and a `target_label`';
  const message = MAPS_CASE.has(action)
    ? `\`${action}\` takes no \`${field}\`. Remove it.`
    : `\`${action}\` takes ${takes}, and no \`${field}\`. Remove it.`;
  return { kind: 'field-not-allowed', field, message };
}

function legacyCharacters(scheme: NameValidation): string {
  return scheme === 'utf8'
    ? 'any characters, but at least one'
    : 'letters, digits and underscores, and not start with a digit';
}
