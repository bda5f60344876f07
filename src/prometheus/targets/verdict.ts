import { identityHash } from './identity-hash.ts';
import type { TargetFailure, TargetOutcome } from './target.ts';

/**
 * What became of a target, in one number: tens of thousands of them are kept, and their labels are made again when
 * somebody looks. Active targets are told by their identity, which is not negative.
 */
export type Verdict = number;

export type ReadVerdict =
  | { readonly state: 'active'; readonly identity: number }
  /** `rule` is an index in `relabel_configs`. */
  | { readonly state: 'dropped'; readonly rule: number }
  | { readonly state: 'failed'; readonly reason: TargetFailure }
  | { readonly state: 'undecided'; readonly rule: number };

const FAILURES: readonly TargetFailure[] = [
  'no-address',
  'slash-in-address',
  'invalid-scheme',
  'invalid-scrape-interval',
  'zero-scrape-interval',
  'invalid-scrape-timeout',
  'zero-scrape-timeout',
  'timeout-above-interval',
  'invalid-histogram-label',
  'invalid-label-value',
];

/** Verdicts of one kind lie in one range of negative numbers. */
const RANGE = 0x1000000;

/** The verdict on a target. */
export function verdictOf(target: TargetOutcome): Verdict {
  switch (target.state) {
    case 'active':
      return identityHash(target.labels, target.url);
    case 'dropped':
      return -1 - target.droppedBy;
    case 'failed':
      return -1 - RANGE - FAILURES.indexOf(target.reason);
    case 'undecided':
      return -1 - 2 * RANGE - target.undecidedBy;
  }
}

/** What the number says. */
export function readVerdict(verdict: Verdict): ReadVerdict {
  if (verdict >= 0) return { state: 'active', identity: verdict };
  const code = -1 - verdict;
  if (code < RANGE) return { state: 'dropped', rule: code };
  if (code < 2 * RANGE) return { state: 'failed', reason: FAILURES[code - RANGE] ?? 'no-address' };
  return { state: 'undecided', rule: code - 2 * RANGE };
}
