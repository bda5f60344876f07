import { type ClientRequest, type IncomingMessage, type OutgoingHttpHeaders, request } from 'node:http';
import type { Clock, Timer } from '../clock.ts';
import { ApiError } from './api-failure.ts';
import type { ServerAgent } from './server-agent.ts';

/** A request as it goes over the wire. One with a body is sent as a POST. */
export interface Message {
  readonly target: string;
  readonly headers: OutgoingHttpHeaders;
  readonly body: string | undefined;
}

/** API servers send warnings and audit ids in headers; Node's own limit of 16 KiB is below what they may. */
const MAX_HEADER_BYTES = 256 * 1024;

/** One request from its start to the last byte of the answer: whoever owns it can stop it at any moment. */
export class Exchange {
  readonly #signal: AbortSignal;
  readonly #ended: (exchange: Exchange) => void;
  readonly #abort = (): void => this.stop(this.#signal.reason);
  #request: ClientRequest | undefined;
  #timer: Timer | undefined;
  #stop: { readonly reason: unknown } | undefined;

  constructor(signal: AbortSignal, ended: (exchange: Exchange) => void) {
    this.#signal = signal;
    this.#ended = ended;
    signal.addEventListener('abort', this.#abort, { once: true });
  }

  /** Why it was stopped; undefined while it was not. */
  get stopped(): { readonly reason: unknown } | undefined {
    return this.#stop;
  }

  /** Sends, and gives the head of the answer. Until `answered` the time runs. Rejects with the error of the socket. */
  async send(agent: ServerAgent, message: Message, firstByteMs: number, clock: Clock): Promise<IncomingMessage> {
    this.#timer = clock.after(firstByteMs, () => this.stop(tooLate(firstByteMs)));
    for (;;) {
      if (this.#stop) throw this.#stop.reason;
      const sent = await this.#try(agent, message);
      if ('response' in sent) return sent.response;
      if (this.#stop || !sent.stale) throw sent.error;
      // The server closed the idle connection while the request was on its way: it has not seen it.
    }
  }

  /** The answer has come as far as it is timed. */
  answered(): void {
    this.#timer?.cancel();
    this.#timer = undefined;
  }

  /** Ends the request and its connection at once. */
  stop(reason: unknown): void {
    this.#stop ??= { reason };
    this.#request?.destroy(new Error('The request was ended.'));
    this.finish();
  }

  /** Nothing of it is left: called when the answer was read, or after an error. Safe to call again. */
  finish(): void {
    this.answered();
    this.#signal.removeEventListener('abort', this.#abort);
    this.#ended(this);
  }

  #try(
    agent: ServerAgent,
    message: Message,
  ): Promise<{ readonly response: IncomingMessage } | { readonly error: unknown; readonly stale: boolean }> {
    return new Promise(resolve => {
      try {
        const sent = request({
          agent,
          method: message.body === undefined ? 'GET' : 'POST',
          host: agent.route.server.host,
          port: agent.route.server.port,
          path: message.target,
          headers: message.headers,
          maxHeaderSize: MAX_HEADER_BYTES,
        });
        this.#request = sent;
        sent.once('response', response => resolve({ response }));
        // The listener stays: a connection may break after the answer has begun.
        sent.on('error', error => resolve({ error, stale: sent.reusedSocket && wasCut(error) }));
        sent.end(message.body);
      } catch (error) {
        resolve({ error, stale: false });
      }
    });
  }
}

function wasCut(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ECONNRESET' || error.code === 'EPIPE');
}

function tooLate(ms: number): ApiError {
  return new ApiError({ kind: 'timeout', message: `The API server has not answered within ${ms / 1000} s.` });
}
