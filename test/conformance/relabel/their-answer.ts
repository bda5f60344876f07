import type { RelabelProblemKind } from '../../../src/prometheus/relabel/relabel-problem.ts';
import type { RelabelAnswer } from './our-answer.ts';

/** The oracle's answer to `relabel`. */
export interface OracleRelabel {
  readonly error?: string;
  readonly keep?: boolean;
  readonly labels?: Readonly<Record<string, string>>;
}

const KINDS: readonly (readonly [words: RegExp, kind: RelabelProblemKind])[] = [
  [/requires non-zero modulus/, 'missing-modulus'],
  [/requires 'target_label' value/, 'missing-target-label'],
  [/'replacement' can not be set|requires only/, 'field-not-allowed'],
  [/is invalid 'replacement'/, 'invalid-replacement'],
  [/\$.*is invalid 'target_label' for replace/s, 'invalid-target-template'],
  [/is invalid 'target_label'/, 'invalid-target-label'],
];

export function theirAnswer(answer: OracleRelabel): RelabelAnswer {
  if (answer.error !== undefined) return { refused: kindOf(answer.error) };
  return answer.keep ? { kept: true, labels: answer.labels ?? {} } : { kept: false };
}

/** Errors of the check start with the number of the rule, those of reading do not. */
function kindOf(error: string): RelabelProblemKind | 'while reading' {
  if (!/^rule \d+: /.test(error)) return 'while reading';
  return kindOfRefusal(error);
}

/** The problem that a text of Validate names. */
export function kindOfRefusal(error: string): RelabelProblemKind {
  const kind = KINDS.find(([words]) => words.test(error))?.[1];
  if (kind === undefined) throw new Error(`an unknown refusal: ${error}`);
  return kind;
}
