import { readCaptures } from '../captures.ts';
import type { Compared } from '../comparison.ts';
import { ourAnswer } from './our-answer.ts';
import type { RelabelCase } from './random-rules.ts';
import { readRules } from './read-rules.ts';
import { kindOfRefusal, type OracleRelabel, theirAnswer } from './their-answer.ts';

interface Input {
  readonly labels?: Readonly<Record<string, string>>;
  readonly rules: string;
  readonly scheme?: RelabelCase['scheme'];
}

interface Verdict {
  readonly ok: boolean;
  /** A part of the error. */
  readonly error?: string;
}

const NO_ACTION = 'relabel action cannot be empty';

/** The tables of Prometheus' own tests of relabelling. */
export function* capturedCases(): Generator<Compared> {
  for (const { test, case: index, input, expected } of readCaptures<Input, OracleRelabel>('relabel.jsonl')) {
    yield { id: `${test} ${index}`, ours: ourAnswer(caseOf(input)), theirs: theirAnswer(expected) };
  }
  for (const { test, case: index, input, expected } of readCaptures<Input, Verdict>('relabel-validate.jsonl')) {
    const theirs = expected.error === undefined ? expected : { ok: false, kind: verdictKind(expected.error) };
    const one = expected.error === NO_ACTION ? withoutAction(caseOf(input)) : caseOf(input);
    yield { id: `${test} ${index}`, ours: ourVerdict(one, 'kind' in theirs), theirs };
  }
}

function caseOf({ labels = {}, rules, scheme = 'utf8' }: Input): RelabelCase {
  return { labels: new Map(Object.entries(labels)), rules: readRules(rules), scheme };
}

/** An empty action is not in the text that Go prints; in a file it comes of a null. */
function withoutAction(one: RelabelCase): RelabelCase {
  return { ...one, rules: one.rules.map(rule => ({ ...rule, action: '' })) };
}

function ourVerdict(one: RelabelCase, named: boolean): unknown {
  const answer = ourAnswer(one);
  if (!('refused' in answer)) return { ok: true };
  return named ? { ok: false, kind: answer.refused } : { ok: false };
}

function verdictKind(error: string): string {
  return error === NO_ACTION ? 'while reading' : kindOfRefusal(error);
}
