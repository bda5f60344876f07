import { Agent, type ClientRequestArgs } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Clock } from '../clock.ts';
import { dial, KEEP_ALIVE_MS, type Route } from './dial.ts';

/** As Go's: a socket that nobody has used for so long is closed. */
const IDLE_MS = 90_000;

/**
 * The connections to one server with one TLS identity. Without a limit, for each watch holds one as long as it runs.
 * `http` in all cases: the sockets that it gets are through with TLS.
 */
export class ServerAgent extends Agent {
  readonly route: Route;
  readonly #clock: Clock;
  readonly #dialling = new AbortController();
  #dials = 0;
  #state: 'open' | 'retired' = 'open';

  constructor(route: Route, clock: Clock) {
    super({ keepAlive: true, keepAliveMsecs: KEEP_ALIVE_MS, timeout: IDLE_MS, maxSockets: Number.POSITIVE_INFINITY });
    this.route = route;
    this.#clock = clock;
  }

  override createConnection(
    _options: ClientRequestArgs,
    done?: (error: Error | null, socket: Duplex) => void,
  ): undefined {
    const give = done as ((error: Error | null, socket?: Socket) => void) | undefined;
    this.#dials += 1;
    dial(this.route, this.#clock, this.#dialling.signal)
      .finally(() => {
        this.#dials -= 1;
      })
      .then(
        socket => (give ? give(null, socket) : socket.destroy()),
        error => give?.(error instanceof Error ? error : new Error('The connection was given up.')),
      );
  }

  override keepSocketAlive(socket: Duplex): boolean {
    if (this.#state === 'retired') return false;
    // Node answers `false` where the server wants none kept, which its types do not tell.
    const kept: unknown = super.keepSocketAlive(socket);
    return kept !== false;
  }

  /** Closes idle connections at once and the others when their request has ended. */
  retire(): void {
    this.#state = 'retired';
    for (const socket of Object.values(this.freeSockets).flat()) socket?.destroy();
  }

  /** Whether a request still runs on a connection of this agent, or waits for one. */
  isUsed(): boolean {
    return this.#dials > 0 || Object.keys(this.sockets).length > 0;
  }

  override destroy(): void {
    this.#state = 'retired';
    this.#dialling.abort(new Error('The connection was closed.'));
    super.destroy();
  }
}
