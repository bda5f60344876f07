import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';

/** What the stand-in for an API server saw of one request. */
export interface Arrival {
  readonly path: string;
  readonly authorization: string;
  /** Impersonate-* headers as `name: value`, sorted: their order says nothing. */
  readonly impersonate: readonly string[];
  readonly compression: string;
  /** Common name of the client's certificate; '' for none. */
  readonly certificate: string;
  /** The name in the client's hello; '' for none, or without TLS. */
  readonly serverName: string;
  /** The proxy it came through, with the login it was given; '' for none. */
  readonly via: string;
}

/** Collects arrivals by the token that their path begins with: `/token/…`, behind what the server's own path adds. */
export class Arrivals {
  readonly #byToken = new Map<string, Arrival[]>();
  /** The local port of a proxy's connection → what to say of the proxy. */
  readonly #proxied = new Map<number, string>();

  /** A proxy has opened a connection to the server. */
  proxied(upstream: Socket, what: string): void {
    const port = upstream.localPort;
    if (port === undefined) return;
    this.#proxied.set(port, what);
    upstream.once('close', () => this.#proxied.delete(port));
  }

  add(request: IncomingMessage): Arrival {
    const { socket, headers } = request;
    const url = request.url ?? '';
    const token = /\/(case-[\w-]+)(?:[/?]|$)/.exec(url)?.[1] ?? '';
    const tls = socket instanceof TLSSocket ? socket : undefined;
    const common = tls?.getPeerCertificate().subject?.CN ?? '';
    const arrival: Arrival = {
      path: url.replace(/case-[\w-]+/, 'case'),
      authorization: headers.authorization ?? '',
      impersonate: impersonateHeaders(request.rawHeaders),
      compression: String(headers['accept-encoding'] ?? ''),
      certificate: Array.isArray(common) ? common.join() : common,
      serverName: typeof tls?.servername === 'string' ? tls.servername : '',
      via: this.#proxied.get(socket.remotePort ?? 0) ?? '',
    };
    const list = this.#byToken.get(token) ?? [];
    list.push(arrival);
    this.#byToken.set(token, list);
    return arrival;
  }

  of(token: string): readonly Arrival[] {
    return this.#byToken.get(token) ?? [];
  }
}

function impersonateHeaders(raw: readonly string[]): readonly string[] {
  const found: string[] = [];
  for (let at = 0; at < raw.length; at += 2) {
    const name = raw[at]?.toLowerCase() ?? '';
    if (name.startsWith('impersonate-')) found.push(`${name}: ${raw[at + 1]}`);
  }
  return found.sort();
}
