import { isIP } from 'node:net';

/** Where an API server is. */
export interface ServerAddress {
  readonly scheme: 'http' | 'https';
  /** A name or an IP address, without brackets. */
  readonly host: string;
  readonly port: number;
  /** As a Host header and a request line have it: brackets where they belong, no default port. */
  readonly authority: string;
  /** What comes before the API's own paths: '' or `/clusters/x`. */
  readonly path: string;
  /** The user name and password of the URL, which Go sends before all other credentials. */
  readonly userInfo: { readonly name: string; readonly password: string } | undefined;
}

/** Reads the `server` of a kubeconfig's cluster; undefined when it is no http or https URL. */
export function readServerAddress(server: string): ServerAddress | undefined {
  const url = URL.parse(server);
  if (!url) return undefined;
  const scheme = url.protocol === 'https:' ? 'https' : url.protocol === 'http:' ? 'http' : undefined;
  if (!scheme || url.hostname === '') return undefined;
  const userInfo =
    url.username === '' && url.password === ''
      ? undefined
      : { name: decoded(url.username), password: decoded(url.password) };
  return {
    scheme,
    host: withoutBrackets(url.hostname),
    port: url.port === '' ? (scheme === 'https' ? 443 : 80) : Number(url.port),
    authority: url.host,
    path: url.pathname.replace(/\/+$/, ''),
    userInfo,
  };
}

/** `https://10.0.0.1:6443`, fit for messages: no user, no path. */
export function originOf(server: ServerAddress): string {
  return `${server.scheme}://${server.authority}`;
}

/** An address as CONNECT and dialling want it: always with a port. */
export function hostAndPort(host: string, port: number): string {
  return isIP(host) === 6 ? `[${host}]:${port}` : `${host}:${port}`;
}

/** The host of a URL as the resolver takes it. */
export function withoutBrackets(hostname: string): string {
  return hostname.startsWith('[') ? hostname.slice(1, -1) : hostname;
}

/** Percent-decoded where it is well-formed. */
export function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
