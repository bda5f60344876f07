import { connect, type Socket } from 'node:net';
import type { Arrivals } from './arrivals.ts';

const VERSION = 5;
const NO_LOGIN = 0;
const PASSWORD = 2;

/** One client of a SOCKS5 proxy (RFC 1928, 1929), which takes any login and tunnels to that port of loopback. */
export function serveSocks(client: Socket, arrivals: Arrivals): void {
  let phase: 'methods' | 'login' | 'request' | 'tunnel' = 'methods';
  let what = 'socks5';
  let pending = Buffer.alloc(0);
  client.on('error', () => undefined);
  client.on('data', onData);

  function onData(part: Buffer): void {
    pending = Buffer.concat([pending, part]);
    while (phase !== 'tunnel') {
      const length = lengthOf(phase, pending);
      if (length === undefined || pending.length < length) return;
      const message = pending.subarray(0, length);
      pending = pending.subarray(length);
      take(message);
    }
  }

  function take(message: Buffer): void {
    if (phase === 'methods') {
      const offersLogin = message.subarray(2).includes(PASSWORD);
      client.write(Buffer.of(VERSION, offersLogin ? PASSWORD : NO_LOGIN));
      phase = offersLogin ? 'login' : 'request';
    } else if (phase === 'login') {
      const nameLength = message[1] ?? 0;
      what += ` ${message.subarray(2, 2 + nameLength)}:${message.subarray(3 + nameLength)}`;
      client.write(Buffer.of(1, 0));
      phase = 'request';
    } else {
      phase = 'tunnel';
      // 1 is an address, 3 a name: whether the proxy resolves the name is a part of what is compared.
      what += message[3] === 3 ? ' by name' : ' by address';
      tunnel(message.readUInt16BE(message.length - 2));
    }
  }

  function tunnel(port: number): void {
    client.off('data', onData);
    const upstream = connect(port, '127.0.0.1', () => {
      arrivals.proxied(upstream, what);
      client.write(Buffer.of(VERSION, 0, 0, 1, 127, 0, 0, 1, 0, 0));
      upstream.write(pending);
      client.pipe(upstream).pipe(client);
    });
    upstream.on('error', () => client.destroy());
    client.on('error', () => upstream.destroy());
  }
}

/** The length of the message that begins the bytes; undefined while they do not tell it. */
function lengthOf(phase: 'methods' | 'login' | 'request', bytes: Buffer): number | undefined {
  const [, second, , kind] = bytes;
  if (second === undefined) return undefined;
  if (phase === 'methods') return 2 + second;
  if (phase === 'login') {
    const password = bytes[2 + second];
    return password === undefined ? undefined : 3 + second + password;
  }
  const name = bytes[4];
  if (kind === 1) return 10;
  if (kind === 4) return 22;
  return name === undefined ? undefined : 7 + name;
}
