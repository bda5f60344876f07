import { DEFAULT_RELABEL_RULE, RELABEL_ACTIONS, type RelabelAction, type RelabelRule } from './rule.ts';

/**
 * A relabel rule with what was written and nothing else: undefined is a key that is absent. A key whose value is null
 * carries what Go makes of it: `''` for texts (also for `regex`), undefined for `source_labels`, `0n` for `modulus`.
 */
export interface WrittenRule {
  readonly sourceLabels: readonly string[] | undefined;
  readonly separator: string | undefined;
  readonly regex: string | undefined;
  readonly modulus: bigint | undefined;
  readonly targetLabel: string | undefined;
  readonly replacement: string | undefined;
  /** In any case of letters. */
  readonly action: string | undefined;
}

/** The rule `{}`. */
export const EMPTY_WRITTEN_RULE: WrittenRule = {
  sourceLabels: undefined,
  separator: undefined,
  regex: undefined,
  modulus: undefined,
  targetLabel: undefined,
  replacement: undefined,
  action: undefined,
};

/** The action that a text names in any case of letters; undefined when it names none. */
export function actionOf(text: string): RelabelAction | undefined {
  const lower = text.toLowerCase();
  return RELABEL_ACTIONS.find(action => action === lower);
}

/** The rule with its defaults; undefined when its action is none. Whether Prometheus takes it is for validateRule. */
export function ruleOf(written: WrittenRule): RelabelRule | undefined {
  const action = actionOf(written.action ?? DEFAULT_RELABEL_RULE.action);
  if (!action) return undefined;
  return {
    sourceLabels: written.sourceLabels ?? DEFAULT_RELABEL_RULE.sourceLabels,
    separator: written.separator ?? DEFAULT_RELABEL_RULE.separator,
    regex: written.regex ?? DEFAULT_RELABEL_RULE.regex,
    modulus: written.modulus ?? DEFAULT_RELABEL_RULE.modulus,
    targetLabel: written.targetLabel ?? DEFAULT_RELABEL_RULE.targetLabel,
    replacement: written.replacement ?? DEFAULT_RELABEL_RULE.replacement,
    action,
  };
}
