import { isIP, type Socket } from 'node:net';
import { ApiError } from './api-failure.ts';
import type { ProxyServer } from './proxy-choice.ts';
import type { ServerAddress } from './server-address.ts';

/** [RFC 1928](https://www.rfc-editor.org/rfc/rfc1928) and, for the password, [RFC 1929](https://www.rfc-editor.org/rfc/rfc1929). */
const VERSION = 5;
const NO_AUTHENTICATION = 0;
const PASSWORD = 2;
const CONNECT = 1;
const IPV4 = 1;
const NAME = 3;
const IPV6 = 4;

const REPLIES: readonly string[] = [
  'succeeded',
  'general failure',
  'not allowed by its rules',
  'network unreachable',
  'host unreachable',
  'connection refused',
  'time to live expired',
  'command not supported',
  'address type not supported',
];

/** Asks a SOCKS5 proxy for a connection to the server, whose name the proxy looks up. */
export async function connectThroughSocks(socket: Socket, proxy: ProxyServer, server: ServerAddress): Promise<void> {
  const reader = new ByteReader(socket);
  try {
    await negotiate(socket, reader, proxy);
    socket.write(connectRequest(server));
    const [version, reply = 1, , type] = await reader.read(4);
    if (version !== VERSION) throw refusal(proxy, 'is no SOCKS5 proxy');
    if (reply !== 0) throw refusal(proxy, `does not connect to ${server.host}: ${REPLIES[reply] ?? `reply ${reply}`}`);
    // The address that it is bound to is of no use here.
    const length =
      type === IPV4 ? 4 : type === IPV6 ? 16 : type === NAME ? ((await reader.read(1))[0] ?? 0) : undefined;
    if (length === undefined) throw refusal(proxy, 'answers with an unknown kind of address');
    await reader.read(length + 2);
  } finally {
    reader.dispose();
  }
}

async function negotiate(socket: Socket, reader: ByteReader, proxy: ProxyServer): Promise<void> {
  const methods = proxy.user ? [NO_AUTHENTICATION, PASSWORD] : [NO_AUTHENTICATION];
  socket.write(Buffer.from([VERSION, methods.length, ...methods]));
  const [version, method = 0xff] = await reader.read(2);
  if (version !== VERSION) throw refusal(proxy, 'is no SOCKS5 proxy');
  if (!methods.includes(method)) {
    throw refusal(
      proxy,
      proxy.user ? 'accepts neither a password nor no password' : 'wants a user name and a password',
    );
  }
  if (method !== PASSWORD || !proxy.user) return;
  const [name, password] = [Buffer.from(proxy.user.name), Buffer.from(proxy.user.password)];
  if (name.length === 0 || name.length > 255 || password.length > 255) {
    throw refusal(proxy, 'cannot be given a user name or password of this length');
  }
  socket.write(Buffer.concat([Buffer.from([1, name.length]), name, Buffer.from([password.length]), password]));
  const [, status] = await reader.read(2);
  if (status !== 0) throw refusal(proxy, 'refuses the user name or the password');
}

function connectRequest({ host, port }: ServerAddress): Buffer {
  const end = Buffer.from([port >> 8, port & 0xff]);
  return Buffer.concat([Buffer.from([VERSION, CONNECT, 0]), addressBytes(host), end]);
}

function addressBytes(host: string): Buffer {
  if (isIP(host) === 4) return Buffer.from([IPV4, ...host.split('.').map(Number)]);
  if (isIP(host) === 6) return Buffer.from([IPV6, ...ipv6Bytes(host)]);
  const name = Buffer.from(host);
  return Buffer.concat([Buffer.from([NAME, name.length]), name]);
}

/** The 16 bytes of an address in the form that URLs give it: hexadecimal groups, at most one `::`. */
function ipv6Bytes(host: string): readonly number[] {
  const [head = '', tail] = host.split('::');
  const groups = (text: string) => (text === '' ? [] : text.split(':').map(group => Number.parseInt(group, 16)));
  const [before, after] = [groups(head), groups(tail ?? '')];
  const between = tail === undefined ? [] : new Array<number>(8 - before.length - after.length).fill(0);
  return [...before, ...between, ...after].flatMap(group => [group >> 8, group & 0xff]);
}

function refusal(proxy: ProxyServer, what: string): ApiError {
  const message = `The SOCKS5 proxy ${proxy.host}:${proxy.port} ${what}.`;
  return new ApiError({ kind: 'unreachable', code: 'ECONNREFUSED', message });
}

/** Reads so many bytes from a socket and leaves the rest in it. */
class ByteReader {
  readonly #socket: Socket;

  constructor(socket: Socket) {
    this.#socket = socket;
    socket.pause();
  }

  read(count: number): Promise<Buffer> {
    const socket = this.#socket;
    return new Promise((resolve, reject) => {
      const settle = (result: Buffer | Error) => {
        socket.off('readable', look);
        socket.off('error', settle);
        socket.off('close', closed);
        return result instanceof Error ? reject(result) : resolve(result);
      };
      const look = () => {
        const bytes: Buffer | null = socket.read(count);
        if (bytes) settle(bytes);
      };
      const closed = () => settle(Object.assign(new Error('The proxy closed the connection.'), { code: 'ECONNRESET' }));
      socket.on('readable', look);
      socket.once('error', settle);
      socket.once('close', closed);
      if (socket.destroyed) closed();
      else look();
    });
  }

  dispose(): void {
    this.#socket.removeAllListeners('readable');
  }
}
