import type { ApiFailure } from '../api/api-failure.ts';
import type { FailingWatch } from './watch-state.ts';

/** What a failure means for a watch. */
export type FailureMeaning =
  /** The resourceVersion or the continue token is too old: everything has to be listed again. */
  | 'expired'
  /** The API server does not take the request as it is. */
  | 'unsupported'
  | FailingWatch['why'];

/** What to make of a failure, see https://kubernetes.io/docs/reference/using-api/api-concepts/ */
export function meaningOf(failure: ApiFailure): FailureMeaning {
  if (failure.kind === 'credentials') return 'unauthorised';
  if (failure.kind !== 'status') return 'failed';
  switch (failure.code) {
    case 410:
      return 'expired';
    case 400:
    case 422:
      return 'unsupported';
    case 401:
      return 'unauthorised';
    case 403:
      return 'forbidden';
    case 404:
      return 'absent';
    default:
      return failure.reason === 'Expired' || failure.reason === 'Gone' ? 'expired' : 'failed';
  }
}

/** Rights and resources come by the hand of somebody: asked for less often, but within a minute. */
export const SLOW_RETRY_MS = { least: 40_000, most: 55_000 } as const;

const LONGEST_RETRY_AFTER_MS = 60_000;

/** How long the API server asks to wait, a minute at most; undefined when it does not say. */
export function askedPause(failure: ApiFailure): number | undefined {
  if (failure.kind !== 'status' || failure.retryAfterMs === undefined) return undefined;
  return Math.min(failure.retryAfterMs, LONGEST_RETRY_AFTER_MS);
}
