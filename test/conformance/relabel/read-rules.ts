import { parse } from 'yaml';
import type { WrittenRule } from '../../../src/prometheus/relabel/written-rule.ts';

/** A rule as YAML gives it when every scalar keeps its text. */
export interface RuleText {
  readonly source_labels?: readonly string[];
  readonly separator?: string;
  readonly regex?: string;
  readonly modulus?: string;
  readonly target_label?: string;
  readonly replacement?: string;
  readonly action?: string;
}

/** Rules of the upstream tests, printed by Go. They quote a text `null` and write nulls plainly. */
export function readRules(text: string): readonly WrittenRule[] {
  return (parse(text, { schema: 'failsafe' }) as readonly RuleText[]).map(writtenRule);
}

export function writtenRule(rule: RuleText): WrittenRule {
  return {
    sourceLabels: rule.source_labels,
    separator: rule.separator,
    regex: rule.regex === 'null' ? '' : rule.regex,
    modulus: rule.modulus === undefined ? undefined : BigInt(rule.modulus),
    targetLabel: rule.target_label,
    replacement: rule.replacement,
    action: rule.action,
  };
}
