import type { ApiFailure } from '../api/api-failure.ts';

/** What one watch knows. Times are milliseconds since 1970. */
export type WatchState =
  /**
   * The list is under way, `loaded` objects of it have come. `known`: until when the objects in the cache, which stay until
   * the list is whole, were right; null when there was no list before.
   */
  | { readonly state: 'loading'; readonly loaded: number; readonly known: number | null }
  /** The cache has what the API server has. */
  | { readonly state: 'current' }
  /** It is tried again; the objects in the cache are of the time `known`. */
  | FailingWatch;

export interface FailingWatch {
  readonly state: 'failing';
  /** `absent`: the API server does not have this resource. */
  readonly why: 'unauthorised' | 'forbidden' | 'absent' | 'failed';
  readonly failure: ApiFailure;
  readonly known: number | null;
  /** The first failure in a row. */
  readonly since: number;
}

export function isForbidden(state: WatchState): state is FailingWatch & { readonly why: 'forbidden' } {
  return state.state === 'failing' && state.why === 'forbidden';
}
