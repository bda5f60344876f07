import { readCaptures } from '../captures.ts';
import type { Compared } from '../comparison.ts';
import { ourTarget, type TargetAnswer, type TargetRequest } from './target-answer.ts';

type Input = TargetRequest & {
  /** Values that are not UTF-8. */
  readonly labels64?: Readonly<Record<string, string>>;
};

/** The tables of Prometheus' own tests of target construction. */
export function* capturedTargets(): Generator<Compared> {
  for (const file of ['populate-labels.jsonl', 'target-url.jsonl']) {
    for (const { test, case: index, input, expected } of readCaptures<Input, TargetAnswer>(file)) {
      const ours: Readonly<Record<string, unknown>> = { ...ourTarget(withUnreadable(input)) };
      const told = Object.keys(expected).map(key => [key, ours[key]]);
      const [mine, theirs] = [Object.fromEntries(told) as TargetAnswer, expected].map(answer =>
        input.labels64 ? withoutValue(answer) : answer,
      );
      yield { id: `${test} ${index}`, ours: mine, theirs };
    }
  }
}

/** Bytes that are no UTF-8 stand for a lone surrogate here, which is no Unicode either. */
function withUnreadable(input: Input): TargetRequest {
  const unreadable = Object.keys(input.labels64 ?? {}).map(name => [name, '\ud800'] as const);
  return { ...input, labels: { ...input.labels, ...Object.fromEntries(unreadable) } };
}

function withoutValue(answer: TargetAnswer): TargetAnswer {
  return { ...answer, failed: (answer.failed ?? '').replace(/: "[^"]*"$/, '') };
}
