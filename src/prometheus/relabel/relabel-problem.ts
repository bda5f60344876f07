/** The key of a relabel rule that a problem is about. */
export type RelabelField =
  | 'source_labels'
  | 'separator'
  | 'regex'
  | 'modulus'
  | 'target_label'
  | 'replacement'
  | 'action';

export type RelabelProblemKind =
  | 'invalid-source-label'
  | 'invalid-regex'
  | 'unknown-action'
  | 'empty-action'
  | 'missing-modulus'
  | 'missing-target-label'
  | 'invalid-target-label'
  | 'invalid-target-template'
  | 'invalid-replacement'
  | 'field-not-allowed';

/** Why Prometheus refuses a rule. The field may be absent from the file (`missing-…`). */
export interface RelabelProblem {
  readonly kind: RelabelProblemKind;
  readonly field: RelabelField;
  /** What is wrong and the way out, in one or two sentences that follow "Prometheus will not load this file: ". */
  readonly message: string;
  /** For `invalid-source-label`: which item of `source_labels`. */
  readonly item?: number;
  /** For `invalid-regex`: where in the regex, when the parser says so. */
  readonly offset?: number;
}
