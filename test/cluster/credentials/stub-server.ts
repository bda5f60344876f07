import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import https from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import type { TestContext } from 'node:test';
import { TLSSocket } from 'node:tls';
import type { TestCertificate } from '../certificates.ts';

export interface SeenRequest {
  readonly path: string;
  readonly headers: http.IncomingHttpHeaders;
  /** Names and values as they came, each header as often as it was sent. */
  readonly rawHeaders: readonly string[];
  /** The common name of the client's certificate; undefined without one. */
  readonly clientName: string | undefined;
  /** Which connection it came on, from 1. */
  readonly connection: number;
}

export type Answer = (request: IncomingMessage, response: ServerResponse, seen: SeenRequest) => void;

export interface StubTls {
  readonly server: TestCertificate;
  /** Asks for a client certificate that this authority has signed. */
  readonly clientAuthority: string | undefined;
}

/** What listens on a port of the loopback and stands for an API server. */
export class StubServer {
  readonly seen: SeenRequest[] = [];
  readonly #server: http.Server | https.Server;
  readonly #sockets = new Map<Socket, number>();
  readonly #scheme: string;
  connections = 0;

  /** Use {@link startStub}. */
  constructor(tls: StubTls | undefined, answer: Answer) {
    this.#scheme = tls ? 'https' : 'http';
    const listener = (request: IncomingMessage, response: ServerResponse) => {
      const { socket } = request;
      const peer = socket instanceof TLSSocket ? socket.getPeerCertificate() : undefined;
      const name = peer?.subject?.CN;
      const seen: SeenRequest = {
        path: request.url ?? '',
        headers: request.headers,
        rawHeaders: request.rawHeaders,
        clientName: typeof name === 'string' ? name : undefined,
        connection: this.#sockets.get(socket) ?? 0,
      };
      this.seen.push(seen);
      answer(request, response, seen);
    };
    this.#server = tls ? https.createServer(tlsOptions(tls), listener) : http.createServer(listener);
    this.#server.keepAliveTimeout = 0;
    this.#server.on(tls ? 'secureConnection' : 'connection', (socket: Socket) => {
      this.connections += 1;
      this.#sockets.set(socket, this.connections);
      socket.on('error', () => {});
      socket.once('close', () => this.#sockets.delete(socket));
    });
    this.#server.on('tlsClientError', () => {});
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  get url(): string {
    return `${this.#scheme}://127.0.0.1:${this.port}`;
  }

  /** How many connections are open. */
  get open(): number {
    return this.#sockets.size;
  }

  listen(): Promise<this> {
    return new Promise(resolve => this.#server.listen(0, '127.0.0.1', () => resolve(this)));
  }

  cut(): void {
    for (const socket of this.#sockets.keys()) socket.destroy();
  }

  end(): Promise<void> {
    const ended = new Promise<void>(resolve => this.#server.close(() => resolve()));
    this.#server.closeAllConnections();
    this.cut();
    return ended;
  }
}

/** Starts a stub that ends with the test. */
export async function startStub(t: TestContext, tls: StubTls | undefined, answer: Answer): Promise<StubServer> {
  const stub = await new StubServer(tls, answer).listen();
  t.after(() => stub.end());
  return stub;
}

/** Answers everything with a small JSON object. */
export const OK: Answer = (_request, response) => {
  response.setHeader('content-type', 'application/json');
  response.end('{"kind":"APIVersions"}');
};

/** As an API server says no. */
export function sendStatus(response: ServerResponse, code: number, reason: string, message: string): void {
  response.writeHead(code, { 'content-type': 'application/json' });
  response.end(JSON.stringify({ kind: 'Status', apiVersion: 'v1', status: 'Failure', reason, message, code }));
}

function tlsOptions({ server, clientAuthority }: StubTls): https.ServerOptions {
  const own = { cert: server.cert, key: server.key };
  return clientAuthority === undefined ? own : { ...own, ca: clientAuthority, requestCert: true };
}
