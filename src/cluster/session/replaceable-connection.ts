import type { ApiConnection, ApiRequest, ApiResponse } from '../api/api-connection.ts';
import { ApiError, failureOf } from '../api/api-failure.ts';

/**
 * A connection to one cluster whose credentials may be replaced while watches use it: those that run are cut, and go on
 * where they were over the next one.
 */
export class ReplaceableConnection implements ApiConnection {
  #inner: ApiConnection;

  constructor(open: () => ApiConnection) {
    this.#inner = opened(open);
  }

  /** Ends what runs over the connection of before. */
  replace(open: () => ApiConnection): void {
    const before = this.#inner;
    this.#inner = opened(open);
    before.dispose();
  }

  get(request: ApiRequest, signal: AbortSignal): Promise<ApiResponse> {
    return this.#inner.get(request, signal);
  }

  renewCredentials(): 'renewed' | 'same' {
    return this.#inner.renewCredentials();
  }

  dispose(): void {
    this.#inner.dispose();
  }
}

/** What cannot be opened fails at each request, as everything else does. */
function opened(open: () => ApiConnection): ApiConnection {
  try {
    return open();
  } catch (error) {
    const failure = failureOf(error);
    return { get: () => Promise.reject(new ApiError(failure)), renewCredentials: () => 'same', dispose: () => {} };
  }
}
