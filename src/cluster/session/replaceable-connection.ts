import type { ApiConnection, ApiRequest, ApiResponse, ApiReview } from '../api/api-connection.ts';
import { ApiError, failureOf } from '../api/api-failure.ts';

/**
 * A connection to one cluster whose credentials may be replaced while it is used. A request that has no answer yet is sent
 * again over the next connection. A watch ends as if the server had ended it, so that it goes on from where it was.
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
    return this.#again(async inner => {
      const response = await inner.get(request, signal);
      if (!isWatch(request)) return response;
      return { chunks: this.#untilReplaced(inner, response.chunks), close: () => response.close() };
    }, signal);
  }

  review(request: ApiReview, signal: AbortSignal): Promise<ApiResponse> {
    return this.#again(inner => inner.review(request, signal), signal);
  }

  renewCredentials(): 'renewed' | 'same' {
    return this.#inner.renewCredentials();
  }

  dispose(): void {
    this.#inner.dispose();
  }

  async #again(send: (inner: ApiConnection) => Promise<ApiResponse>, signal: AbortSignal): Promise<ApiResponse> {
    for (;;) {
      const inner = this.#inner;
      try {
        return await send(inner);
      } catch (error) {
        if (inner === this.#inner || signal.aborted) throw error;
      }
    }
  }

  async *#untilReplaced(inner: ApiConnection, chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    try {
      yield* chunks;
    } catch (error) {
      if (inner === this.#inner) throw error;
    }
  }
}

function isWatch({ path }: ApiRequest): boolean {
  return /[?&]watch=(?:1|true)(?:&|$)/.test(path);
}

/** What cannot be opened fails at each request, as everything else does. */
function opened(open: () => ApiConnection): ApiConnection {
  try {
    return open();
  } catch (error) {
    const failure = failureOf(error);
    const refuse = () => Promise.reject(new ApiError(failure));
    return { get: refuse, review: refuse, renewCredentials: () => 'same', dispose: () => {} };
  }
}
