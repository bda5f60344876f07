import net from 'node:net';
import tls from 'node:tls';
import type { Clock } from '../clock.ts';
import { ApiError } from './api-failure.ts';
import { connectionFailure } from './connection-failure.ts';
import { connectThroughHttp } from './http-connect.ts';
import type { ProxyServer } from './proxy-choice.ts';
import { hostAndPort, type ServerAddress } from './server-address.ts';
import { connectThroughSocks } from './socks5.ts';
import { type TlsIdentity, tlsOptions } from './tls-identity.ts';

/** The way to a server. */
export interface Route {
  readonly server: ServerAddress;
  /** Undefined for http servers that no https proxy stands before. */
  readonly tls: TlsIdentity | undefined;
  readonly proxy: ProxyServer | undefined;
}

/** How long a connection may take, proxy and handshake included. */
const DIAL_MS = 30_000;

/**
 * How long each address of a name is tried. Node's quarter of a second gives up on every address of a server that is far
 * away, where Go would still wait for the first.
 */
const ADDRESS_MS = 2_000;

/** TCP asks a silent other side after this time; on Linux the connection is given up ten seconds later. */
export const KEEP_ALIVE_MS = 30_000;

/**
 * A socket that is ready for a request: connected, through the proxy, the certificate verified. Rejects with Node's
 * error or an `ApiError`; the signal ends it at any time before.
 */
export async function dial(route: Route, clock: Clock, signal: AbortSignal): Promise<net.Socket> {
  const limit = new AbortController();
  const timer = clock.after(DIAL_MS, () => limit.abort(timedOut(route)));
  try {
    return await connect(route, AbortSignal.any([signal, limit.signal]));
  } finally {
    timer.cancel();
  }
}

/** Whether requests on the socket name the whole URL, because an http proxy reads them. */
export function speaksToProxy(route: Route): boolean {
  return route.server.scheme === 'http' && route.proxy !== undefined && route.proxy.scheme !== 'socks5';
}

async function connect(route: Route, signal: AbortSignal): Promise<net.Socket> {
  const { server, proxy } = route;
  const socket = proxy ? await toProxy(route, proxy, signal) : await connected(server, signal);
  if (proxy?.scheme === 'socks5') await through(socket, signal, connectThroughSocks(socket, proxy, server));
  else if (proxy && server.scheme === 'https') await through(socket, signal, connectThroughHttp(socket, proxy, server));
  return server.scheme === 'https' ? secured(socket, route, server.host, signal) : socket;
}

async function toProxy(route: Route, proxy: ProxyServer, signal: AbortSignal): Promise<net.Socket> {
  try {
    const socket = await connected(proxy, signal);
    // As in Go, an https proxy is verified by what the kubeconfig says of its server.
    return proxy.scheme === 'https' ? await secured(socket, route, proxy.host, signal) : socket;
  } catch (error) {
    if (signal.aborted) throw error;
    const name = `the proxy ${hostAndPort(proxy.host, proxy.port)}`;
    throw new ApiError(connectionFailure(error, { name, host: name }));
  }
}

async function connected({ host, port }: ServerAddress | ProxyServer, signal: AbortSignal): Promise<net.Socket> {
  const socket = await opened(
    net.connect({ host, port, autoSelectFamilyAttemptTimeout: ADDRESS_MS }),
    'connect',
    signal,
  );
  socket.setNoDelay(true);
  socket.setKeepAlive(true, KEEP_ALIVE_MS);
  return socket;
}

function secured(socket: net.Socket, route: Route, host: string, signal: AbortSignal): Promise<net.Socket> {
  const identity = route.tls;
  if (!identity) throw new Error('No TLS identity for a route that needs one.');
  return opened(tls.connect(tlsOptions(identity, host, socket)), 'secureConnect', signal);
}

/** Waits for the proxy's part, and ends the socket when that fails or is not wanted any more. */
async function through(socket: net.Socket, signal: AbortSignal, tunnel: Promise<void>): Promise<void> {
  const stop = () => socket.destroy(asError(signal.reason));
  signal.addEventListener('abort', stop, { once: true });
  try {
    await tunnel;
  } catch (error) {
    socket.destroy();
    throw signal.aborted ? signal.reason : error;
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

function opened(socket: net.Socket, event: 'connect' | 'secureConnect', signal: AbortSignal): Promise<net.Socket> {
  return new Promise((resolve, reject) => {
    const settle = (error: unknown) => {
      signal.removeEventListener('abort', stop);
      socket.off('error', settle);
      socket.off('close', closed);
      socket.off(event, ready);
      if (error === undefined) return resolve(socket);
      socket.destroy();
      reject(error);
    };
    const ready = () => settle(undefined);
    const stop = () => settle(signal.reason);
    const closed = () => settle(Object.assign(new Error('The connection was closed.'), { code: 'ECONNRESET' }));
    socket.once('error', settle);
    // What comes when it was given up, or before a request has it, is nobody's.
    socket.on('error', () => {});
    socket.once('close', closed);
    socket.once(event, ready);
    signal.addEventListener('abort', stop, { once: true });
    if (signal.aborted) stop();
  });
}

function timedOut(route: Route): Error {
  const { host, port } = route.proxy ?? route.server;
  return Object.assign(new Error(`No connection to ${host}:${port}.`), { code: 'ETIMEDOUT' });
}

function asError(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error('aborted');
}
