import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isDeepStrictEqual } from 'node:util';

/** One question that was put to both: what we say and what the real program says, as plain data. */
export interface Compared {
  readonly id: string;
  readonly ours: unknown;
  readonly theirs: unknown;
}

export interface Comparison {
  /** The words of the closing line, `label: A of B`. */
  readonly label: string;
  /** The share of equal answers that is required: 1 for all. */
  readonly required: number;
  readonly cases: () => AsyncIterable<Compared>;
  /** Why a known case may differ; undefined when there is no excuse. It is still counted as a difference. */
  readonly reason?: (id: string) => string | undefined;
}

interface Outcome {
  readonly equal: number;
  readonly all: number;
  readonly differences: readonly Compared[];
}

const SHOWN = 40;

/**
 * Declares a comparison as tests: one prints `label: A of B` once and fails below the required share or when nothing
 * was compared; another plants one difference and must find it.
 */
export function comparison(spec: Comparison): void {
  let first: Compared | undefined;
  test(spec.label, async () => {
    const outcome = await compare(spec.cases(), one => {
      first ??= one;
      return one;
    });
    for (const one of outcome.differences.slice(0, SHOWN)) console.log(describe(one, spec));
    if (outcome.differences.length > SHOWN) console.log(`… and ${outcome.differences.length - SHOWN} more`);
    console.log(`${spec.label}: ${outcome.equal} of ${outcome.all}`);
    assert.ok(outcome.all > 0, 'nothing was compared');
    assert.ok(outcome.equal >= outcome.all * spec.required, `${outcome.equal} of ${outcome.all} are equal`);
  });
  test(`planted difference: ${spec.label}`, async () => {
    assert.ok(first, 'nothing was compared');
    const planted = { ...first, theirs: { planted: first.theirs } };
    const outcome = await compare(one(first, planted), x => x);
    assert.deepEqual(outcome.differences, [planted]);
    assert.equal(outcome.equal, 1);
    console.log(`planted difference found: ${spec.label}`);
  });
}

async function* one(...cases: readonly Compared[]): AsyncIterable<Compared> {
  yield* cases;
}

async function compare(cases: AsyncIterable<Compared>, seen: (one: Compared) => Compared): Promise<Outcome> {
  let all = 0;
  const differences: Compared[] = [];
  for await (const one of cases) {
    all++;
    const { ours, theirs } = seen(one);
    if (!isDeepStrictEqual(ours, theirs)) differences.push(one);
  }
  return { equal: all - differences.length, all, differences };
}

function describe(one: Compared, spec: Comparison): string {
  const reason = spec.reason?.(one.id);
  const text = (value: unknown) => JSON.stringify(value)?.slice(0, 600) ?? 'undefined';
  const head = reason === undefined ? `differs: ${one.id}` : `differs: ${one.id} (${reason})`;
  return `${head}\n    ours   ${text(one.ours)}\n    theirs ${text(one.theirs)}`;
}
