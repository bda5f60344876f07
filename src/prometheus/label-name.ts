import type { NameValidation } from './relabel/rule.ts';

/**
 * Whether `name` is a label name under `scheme`: under `utf8` any text that is not empty, under `legacy` letters,
 * digits and underscores, not starting with a digit. A lone surrogate has no UTF-8 and is never valid.
 * See https://prometheus.io/docs/concepts/data_model/#metric-names-and-labels
 */
export function isValidLabelName(name: string, scheme: NameValidation): boolean {
  return scheme === 'legacy' ? /^[a-zA-Z_][a-zA-Z0-9_]*$/.test(name) : name !== '' && name.isWellFormed();
}

/**
 * Whether `template` may stand where a relabel rule expands `$1` or `${name}` into a label name. Under `utf8` that is
 * every label name, as `$`, `{` and `}` are ordinary characters there; under `legacy` letters, digits, underscores and
 * references, not starting with a digit.
 */
export function isValidTargetTemplate(template: string, scheme: NameValidation): boolean {
  if (scheme === 'utf8') return isValidLabelName(template, scheme);
  return /^(?:[a-zA-Z_]|\$(?:\{\w+\}|\w))(?:\w|\$(?:\{\w+\}|\w))*$/.test(template);
}
