import http from 'node:http';
import https from 'node:https';
import net, { type AddressInfo } from 'node:net';
import type { TestContext } from 'node:test';
import type { TestCertificate } from '../certificates.ts';

/** A proxy on the loopback, and what it was asked. */
export interface StubProxy {
  readonly port: number;
  /** `CONNECT host:port`, `GET http://…`, `socks5 host:port`. */
  readonly asked: readonly string[];
  /** Proxy-Authorization, or `name:password` of SOCKS5. */
  readonly logins: readonly string[];
}

/** An http proxy, for https servers by CONNECT; https itself with a certificate. Connects to `port` whatever it is asked. */
export async function startHttpProxy(
  t: TestContext,
  certificate: TestCertificate | undefined,
  port: number,
): Promise<StubProxy> {
  const [asked, logins]: [string[], string[]] = [[], []];
  const sockets = new Set<net.Socket>();
  const server = certificate
    ? https.createServer({ cert: certificate.cert, key: certificate.key })
    : http.createServer();
  server.on('request', (request: http.IncomingMessage, response: http.ServerResponse) => {
    asked.push(`GET ${request.url}`);
    logins.push(String(request.headers['proxy-authorization'] ?? ''));
    response.end('{"from":"proxy"}');
  });
  server.on('connect', (request: http.IncomingMessage, socket: net.Socket) => {
    asked.push(`CONNECT ${request.url}`);
    logins.push(String(request.headers['proxy-authorization'] ?? ''));
    if (request.url?.startsWith('refused')) return void socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
    if (request.url?.startsWith('locked')) return void socket.end('HTTP/1.1 407 Nope\r\n\r\n');
    socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
    join(socket, port, sockets);
  });
  return listening(t, server, sockets, { asked, logins });
}

/** A SOCKS5 proxy; with a password it wants that one. */
export async function startSocksProxy(t: TestContext, password: string | undefined, port: number): Promise<StubProxy> {
  const [asked, logins]: [string[], string[]] = [[], []];
  const sockets = new Set<net.Socket>();
  const server = net.createServer(socket => {
    sockets.add(socket);
    socket.on('error', () => {});
    void speakSocks(socket, password, { asked, logins }).then(ok => ok && join(socket, port, sockets));
  });
  return listening(t, server, sockets, { asked, logins });
}

async function speakSocks(
  socket: net.Socket,
  password: string | undefined,
  { asked, logins }: { asked: string[]; logins: string[] },
): Promise<boolean> {
  const [, count = 0] = await bytes(socket, 2);
  const methods = await bytes(socket, count);
  const method = password === undefined ? 0 : methods.includes(2) ? 2 : 0xff;
  socket.write(Buffer.from([5, method]));
  if (method === 0xff) return false;
  if (method === 2) {
    const [, nameLength = 0] = await bytes(socket, 2);
    const name = await bytes(socket, nameLength);
    const [length = 0] = await bytes(socket, 1);
    const given = (await bytes(socket, length)).toString();
    logins.push(`${name}:${given}`);
    socket.write(Buffer.from([1, given === password ? 0 : 1]));
    if (given !== password) return false;
  }
  const [, , , type = 0] = await bytes(socket, 4);
  const [length = 0] = type === 3 ? await bytes(socket, 1) : [type === 1 ? 4 : 16];
  const address = await bytes(socket, length);
  const port = (await bytes(socket, 2)).readUInt16BE();
  const host = type === 3 ? address.toString() : type === 1 ? address.join('.') : address.toString('hex');
  asked.push(`socks5 ${host}:${port}`);
  const refused = host.startsWith('refused');
  // One byte at a time: nothing may depend on how the answer is cut.
  for (const byte of [5, refused ? 5 : 0, 0, 1, 127, 0, 0, 1, 0, 0]) socket.write(Buffer.from([byte]));
  return !refused;
}

function bytes(socket: net.Socket, count: number): Promise<Buffer> {
  return new Promise(resolve => {
    if (count === 0) return resolve(Buffer.alloc(0));
    const look = () => {
      const read: Buffer | null = socket.read(count);
      if (!read) return;
      socket.off('readable', look);
      resolve(read);
    };
    socket.on('readable', look);
    look();
  });
}

function join(socket: net.Socket, port: number, sockets: Set<net.Socket>): void {
  const onward = net.connect(port, '127.0.0.1');
  for (const end of [socket, onward]) {
    sockets.add(end);
    end.on('error', () => {});
  }
  socket.pipe(onward).pipe(socket);
  socket.once('close', () => onward.destroy());
  onward.once('close', () => socket.destroy());
}

async function listening(
  t: TestContext,
  server: net.Server | http.Server | https.Server,
  sockets: Set<net.Socket>,
  seen: Pick<StubProxy, 'asked' | 'logins'>,
): Promise<StubProxy> {
  server.on('connection', (socket: net.Socket) => sockets.add(socket));
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  t.after(async () => {
    const ended = new Promise<void>(resolve => server.close(() => resolve()));
    for (const socket of sockets) socket.destroy();
    await ended;
  });
  return { port: (server.address() as AddressInfo).port, ...seen };
}
