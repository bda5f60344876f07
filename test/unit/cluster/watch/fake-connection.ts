import type { ApiConnection, ApiRequest, ApiResponse } from '../../../../src/cluster/api/api-connection.ts';
import { ApiError, type ApiFailure } from '../../../../src/cluster/api/api-failure.ts';

/** A request that has been sent; the test is the API server. */
export class FakeRequest {
  readonly path: string;
  readonly firstByteMs: number;
  readonly response: Promise<ApiResponse>;
  readonly #answer = Promise.withResolvers<ApiResponse>();
  readonly #queue: (Uint8Array | 'end' | ApiError)[] = [];
  #wake: (() => void) | undefined;
  #isClosed = false;

  constructor({ path, firstByteMs }: ApiRequest, signal: AbortSignal) {
    this.path = path;
    this.firstByteMs = firstByteMs;
    this.response = this.#answer.promise;
    const onAbort = () => {
      this.#answer.reject(signal.reason);
      this.#close();
    };
    signal.addEventListener('abort', onAbort, { once: true });
    const forget = () => signal.removeEventListener('abort', onAbort);
    this.response.then(forget, forget);
  }

  /** Whether the reader has let go of it. */
  get isClosed(): boolean {
    return this.#isClosed;
  }

  get query(): URLSearchParams {
    return new URL(this.path, 'https://api').searchParams;
  }

  refuse(failure: ApiFailure): void {
    this.#isClosed = true;
    this.#answer.reject(new ApiError(failure));
  }

  /** 200, with these events if any. */
  open(...events: readonly unknown[]): this {
    this.#answer.resolve({ chunks: this.#chunks(), close: () => this.#close() });
    return this.events(...events);
  }

  events(...events: readonly unknown[]): this {
    return events.length === 0 ? this : this.text(events.map(event => `${JSON.stringify(event)}\n`).join(''));
  }

  text(text: string): this {
    return this.bytes(Buffer.from(text));
  }

  bytes(bytes: Uint8Array): this {
    return this.#push(bytes);
  }

  /** 200 with a whole body. */
  json(value: unknown): this {
    return this.open().text(JSON.stringify(value)).end();
  }

  end(): this {
    return this.#push('end');
  }

  fail(failure: ApiFailure): this {
    return this.#push(new ApiError(failure));
  }

  #push(item: Uint8Array | 'end' | ApiError): this {
    this.#queue.push(item);
    this.#wake?.();
    return this;
  }

  #close(): void {
    this.#isClosed = true;
    this.#queue.push('end');
    this.#wake?.();
  }

  async *#chunks(): AsyncGenerator<Uint8Array, void, void> {
    for (;;) {
      const item = this.#queue.shift();
      if (item === 'end') return;
      if (item instanceof ApiError) throw item;
      if (item) {
        yield item;
        continue;
      }
      const { promise, resolve } = Promise.withResolvers<void>();
      this.#wake = resolve;
      await promise;
    }
  }
}

/** A connection whose requests a test answers, in their order. */
export class FakeConnection implements ApiConnection {
  readonly requests: FakeRequest[] = [];
  /** What the next renewals answer; `same` when there are none left. */
  readonly renewals: 'renewed'[] = [];
  renewed = 0;

  get(request: ApiRequest, signal: AbortSignal): Promise<ApiResponse> {
    if (signal.aborted) return Promise.reject(signal.reason);
    const sent = new FakeRequest(request, signal);
    this.requests.push(sent);
    return sent.response;
  }

  review(request: ApiRequest, signal: AbortSignal): Promise<ApiResponse> {
    return this.get(request, signal);
  }

  renewCredentials(): 'renewed' | 'same' {
    this.renewed++;
    return this.renewals.shift() ?? 'same';
  }

  dispose(): void {}
}

export function status(code: number, message = `status ${code}`): ApiFailure {
  return { kind: 'status', code, reason: '', message, retryAfterMs: undefined };
}

export const CUT: ApiFailure = { kind: 'unreachable', code: 'ECONNRESET', message: 'The connection was cut.' };
