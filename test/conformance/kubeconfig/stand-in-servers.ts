import { createServer as createHttpServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import type { createServer as createTlsServer } from 'node:tls';
import { Arrivals } from './arrivals.ts';
import type { Certificates } from './certificate-marks.ts';
import { serveSocks } from './stand-in-socks.ts';

/** Servers on loopback that record what arrives: an API server with and without TLS, and three kinds of proxies. */
export interface StandIns {
  readonly arrivals: Arrivals;
  /** Marks for the cases: `{https}`, `{http}`, `{named}` (its certificate is for kubernetes.test), proxies by `host:port`. */
  readonly marks: Readonly<Record<string, string>>;
  dispose(): Promise<void>;
}

export async function startStandIns(certificates: Certificates): Promise<StandIns> {
  const arrivals = new Arrivals();
  const answer = (request: IncomingMessage, response: ServerResponse) => {
    const { authorization, certificate } = arrivals.add(request);
    const isRejected = /rejected/.test(authorization) || certificate === 'rejected';
    response.writeHead(isRejected ? 401 : 200, { 'content-type': 'application/json' }).end('{}');
  };
  const [server, named] = certificates.servers;
  const tls = { ca: certificates.ca, requestCert: true, rejectUnauthorized: false };
  const https = await listening(createHttpsServer({ ...tls, ...server }, answer));
  const other = await listening(createHttpsServer({ ...tls, ...named }, answer));
  const http = await listening(createHttpServer(answer));
  // Whatever a proxy is asked for on the port of a stand-in is that stand-in: names need not resolve.
  const httpProxy = await listening(proxyServer(createHttpServer(), 'http', arrivals));
  const httpsProxy = await listening(proxyServer(createHttpsServer({ ...server }), 'https', arrivals));
  const socks = await listening(createServer(socket => serveSocks(socket, arrivals)));
  const all = [https, other, http, httpProxy, httpsProxy, socks];
  return {
    arrivals,
    marks: {
      https: `127.0.0.1:${https.port}`,
      httpsPort: String(https.port),
      named: `127.0.0.1:${other.port}`,
      namedPort: String(other.port),
      http: `127.0.0.1:${http.port}`,
      httpPort: String(http.port),
      httpProxy: `127.0.0.1:${httpProxy.port}`,
      httpsProxy: `localhost:${httpsProxy.port}`,
      socksProxy: `127.0.0.1:${socks.port}`,
    },
    async dispose() {
      await Promise.all(all.map(one => one.close()));
    },
  };
}

interface Listening {
  readonly port: number;
  close(): Promise<void>;
}

type AnyServer = Server | ReturnType<typeof createServer> | ReturnType<typeof createTlsServer>;

async function listening(server: AnyServer): Promise<Listening> {
  const open = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    open.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => open.delete(socket));
  });
  server.on('tlsClientError', () => undefined);
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', () => resolve()));
  return {
    port: (server.address() as AddressInfo).port,
    close: async () => {
      for (const socket of open) socket.destroy();
      await new Promise<void>(resolve => server.close(() => resolve()));
    },
  };
}

/** A proxy that tunnels CONNECT and forwards plain requests. */
function proxyServer(server: Server, kind: string, arrivals: Arrivals): Server {
  const what = (request: IncomingMessage) => {
    const login = request.headers['proxy-authorization'] ?? '';
    return `${kind} ${request.method === 'CONNECT' ? 'tunnel' : 'forward'} ${login}`.trim();
  };
  server.on('connect', (request: IncomingMessage, socket: Socket, head: Buffer) => {
    const port = Number(/:(\d+)$/.exec(request.url ?? '')?.[1]);
    const upstream = connect(port, '127.0.0.1', () => {
      arrivals.proxied(upstream, what(request));
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      upstream.write(head);
      socket.pipe(upstream).pipe(socket);
    });
    upstream.on('error', () => socket.destroy());
    socket.on('error', () => upstream.destroy());
  });
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    const target = new URL(request.url ?? '', 'http://nowhere');
    const upstream = connect(Number(target.port), '127.0.0.1', () => {
      arrivals.proxied(upstream, what(request));
      const { 'proxy-authorization': _login, ...headers } = request.headers;
      const lines = Object.entries({ ...headers, connection: 'close' }).map(([name, value]) => `${name}: ${value}`);
      upstream.write(`GET ${target.pathname}${target.search} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`);
      upstream.resume();
      upstream.on('end', () => response.writeHead(200).end('{}'));
    });
    upstream.on('error', () => response.destroy());
  });
  return server;
}
