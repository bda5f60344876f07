import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import https from 'node:https';
import type { AddressInfo } from 'node:net';

/** Answers a request itself, or leaves it to the API server. */
export type Rewrite = (request: IncomingMessage, response: ServerResponse) => 'answered' | 'passed-on';

interface Upstream {
  readonly server: string;
  readonly certificateAuthority: string;
  readonly token: string;
}

/** An HTTP server on 127.0.0.1 that passes requests on to an API server, and answers as it should not when told to. */
export class RewritingStub {
  readonly #upstream: Upstream;
  readonly #agent: https.Agent;
  readonly #server: http.Server;
  readonly #watches = new Set<ServerResponse>();
  rewrite: Rewrite = () => 'passed-on';

  private constructor(upstream: Upstream) {
    this.#upstream = upstream;
    this.#agent = new https.Agent({ keepAlive: true, ca: upstream.certificateAuthority });
    this.#server = http.createServer((request, response) => {
      if (this.rewrite(request, response) === 'passed-on') this.#pass(request, response);
    });
  }

  static async start(upstream: Upstream): Promise<RewritingStub> {
    const stub = new RewritingStub(upstream);
    await new Promise<void>(resolve => stub.#server.listen(0, '127.0.0.1', resolve));
    return stub;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Answers requests so, this many times, then passes them on again. */
  answer(times: number, answer: (response: ServerResponse, request: IncomingMessage) => void): void {
    let left = times;
    this.rewrite = (request, response) => {
      if (left-- <= 0) return 'passed-on';
      answer(response, request);
      return 'answered';
    };
  }

  /** Puts text into every watch that runs. */
  inject(text: string): void {
    for (const response of this.#watches) response.write(text);
  }

  /** Cuts every watch that runs. */
  cut(): void {
    for (const response of this.#watches) response.destroy();
  }

  dispose(): void {
    this.#server.close();
    this.#server.closeAllConnections();
    this.#agent.destroy();
  }

  #pass(request: IncomingMessage, response: ServerResponse): void {
    const upstream = https.request(this.#upstream.server + request.url, {
      agent: this.#agent,
      headers: { accept: 'application/json', authorization: `Bearer ${this.#upstream.token}` },
    });
    upstream.on('error', () => response.destroy());
    upstream.on('response', answer => {
      response.writeHead(answer.statusCode ?? 502, { 'content-type': 'application/json' });
      response.flushHeaders(); // a watch is open before it brings something
      answer.on('error', () => response.destroy());
      answer.pipe(response);
      if (request.url?.includes('watch=1')) this.#watches.add(response);
    });
    response.on('error', () => {});
    response.on('close', () => {
      this.#watches.delete(response);
      upstream.destroy();
    });
    upstream.end();
  }
}

/** Answers with a Status, as an API server does. */
export function sendStatus(
  response: ServerResponse,
  code: number,
  reason: string,
  headers: http.OutgoingHttpHeaders = {},
) {
  const status = { kind: 'Status', apiVersion: 'v1', status: 'Failure', message: `planted ${reason}`, reason, code };
  response.writeHead(code, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify(status));
}
