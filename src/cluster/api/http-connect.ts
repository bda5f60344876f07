import type { Socket } from 'node:net';
import { ApiError } from './api-failure.ts';
import type { ProxyServer } from './proxy-choice.ts';
import { hostAndPort, type ServerAddress } from './server-address.ts';

/** More than any proxy answers to CONNECT. */
const MAX_HEAD_BYTES = 64 * 1024;

/** Asks an http proxy for a tunnel. Afterwards the socket speaks with the server. */
export async function connectThroughHttp(socket: Socket, proxy: ProxyServer, server: ServerAddress): Promise<void> {
  const target = hostAndPort(server.host, server.port);
  const authorization = proxyAuthorization(proxy);
  const lines = [`CONNECT ${target} HTTP/1.1`, `Host: ${target}`];
  if (authorization !== undefined) lines.push(`Proxy-Authorization: ${authorization}`);
  socket.write(`${lines.join('\r\n')}\r\n\r\n`);
  const head = await readHead(socket);
  const status = /^HTTP\/1\.[01] (\d{3})(?:[ \r\n]|$)/.exec(head)?.[1];
  if (status === '200') return;
  const address = `${proxy.host}:${proxy.port}`;
  if (status === undefined) throw refusal('EPROTO', `What answers at the proxy's address ${address} is no HTTP proxy.`);
  if (status === '407') throw refusal('EACCES', `The proxy ${address} wants another user name or password (407).`);
  throw refusal('ECONNREFUSED', `The proxy ${address} does not connect to ${target} (${status}).`);
}

/** The value of the header Proxy-Authorization; undefined for a proxy without a user. */
export function proxyAuthorization({ user }: ProxyServer): string | undefined {
  return user && `Basic ${Buffer.from(`${user.name}:${user.password}`).toString('base64')}`;
}

/** The head of the answer. What follows belongs to the server, which says nothing before it is spoken to. */
function readHead(socket: Socket): Promise<string> {
  return new Promise((resolve, reject) => {
    let head = Buffer.alloc(0);
    const settle = (error: Error | undefined) => {
      socket.off('data', more);
      socket.off('error', settle);
      socket.off('close', closed);
      socket.pause();
      return error ? reject(error) : resolve(head.toString('latin1'));
    };
    const more = (chunk: Buffer) => {
      head = Buffer.concat([head, chunk]);
      if (head.includes('\r\n\r\n') || head.length > MAX_HEAD_BYTES) settle(undefined);
    };
    const closed = () => settle(refusal('ECONNRESET', 'The proxy closed the connection.'));
    socket.on('data', more);
    socket.once('error', settle);
    socket.once('close', closed);
    if (socket.destroyed) closed();
  });
}

function refusal(code: string, message: string): ApiError {
  return new ApiError({ kind: 'unreachable', code, message });
}
