import type { ApiResponse } from '../api/api-connection.ts';
import type { Clock } from '../clock.ts';

type Read =
  | { readonly got: 'chunk'; readonly chunk: Uint8Array }
  | { readonly got: 'end' }
  | { readonly got: 'silence' };

/**
 * Reads the body of an answer chunk by chunk, with a limit on how long it may be silent. Does not trust the body to end
 * when it is closed: whoever waits is let go at once.
 */
export class ChunkReader {
  readonly #response: ApiResponse;
  readonly #iterator: AsyncIterator<Uint8Array>;
  readonly #clock: Clock;
  #pending: Promise<IteratorResult<Uint8Array>> | undefined;

  constructor(response: ApiResponse, clock: Clock) {
    this.#response = response;
    this.#iterator = response.chunks[Symbol.asyncIterator]();
    this.#clock = clock;
  }

  /**
   * The next chunk. `silence` after so many milliseconds without one: the next call goes on waiting for the same. Rejects as
   * the body does, and with the signal's reason when it is aborted.
   */
  next(silenceMs: number, signal: AbortSignal): Promise<Read> {
    if (signal.aborted) return Promise.reject(signal.reason);
    this.#pending ??= this.#iterator.next();
    const pending = this.#pending;
    return new Promise((resolve, reject) => {
      const timer = this.#clock.after(silenceMs, () => settle(() => resolve({ got: 'silence' })));
      const onAbort = () => settle(() => reject(signal.reason));
      const settle = (end: () => void) => {
        timer.cancel();
        signal.removeEventListener('abort', onAbort);
        end();
      };
      signal.addEventListener('abort', onAbort, { once: true });
      pending.then(
        result => {
          this.#pending = undefined;
          settle(() => resolve(result.done ? { got: 'end' } : { got: 'chunk', chunk: result.value }));
        },
        error => settle(() => reject(error)),
      );
    });
  }

  /** Ends the request, whatever its state. */
  close(): void {
    // What is still pending is nobody's any more.
    this.#pending?.catch(() => {});
    this.#response.close();
  }
}
