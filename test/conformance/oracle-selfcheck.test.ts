import { type Captured, readCaptures } from './captures.ts';
import { type Compared, comparison } from './comparison.ts';
import { askOracle } from './oracle.ts';

// Whether the oracle says what Prometheus' own tests expect of Prometheus: else no comparison with it means anything.

type Answer = Readonly<Record<string, unknown>>;
type Case = Captured<object, Answer>;

async function* compared(files: readonly string[]): AsyncGenerator<Compared> {
  const cases = files.flatMap(file => readCaptures<object, Answer>(file));
  let index = 0;
  for await (const answer of askOracle<Answer>(cases.map(one => one.input))) {
    const one = cases[index++];
    if (one === undefined) return;
    yield { id: `${one.test} ${one.case}`, ours: one.expected, theirs: sameQuestions(one, answer) };
  }
}

/** Those parts of the answer that the upstream test looks at. */
function sameQuestions(one: Case, answer: Answer): Answer {
  return Object.fromEntries(Object.keys(one.expected).map(key => [key, part(key, one, answer)]));
}

function part(key: string, one: Case, answer: Answer): unknown {
  const error = answer['error'];
  if (key === 'ok') return error === undefined;
  // Upstream looks for a part of the text.
  const expected = one.expected['error'];
  if (key === 'error' && typeof error === 'string' && typeof expected === 'string' && error.includes(expected)) {
    return expected;
  }
  return answer[key];
}

comparison({
  label: 'oracle relabel tables',
  required: 1,
  cases: () => compared(['relabel.jsonl', 'relabel-validate.jsonl']),
});

comparison({
  label: 'oracle populate-labels tables',
  required: 1,
  cases: () => compared(['populate-labels.jsonl', 'target-url.jsonl']),
});
