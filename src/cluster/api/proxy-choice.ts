import type { Environment } from './connection-options.ts';
import { isExempt } from './no-proxy.ts';
import { decoded, type ServerAddress, withoutBrackets } from './server-address.ts';

/** A proxy on the way to a server. */
export interface ProxyServer {
  readonly scheme: 'http' | 'https' | 'socks5';
  /** A name or an IP address, without brackets. */
  readonly host: string;
  readonly port: number;
  readonly user: { readonly name: string; readonly password: string } | undefined;
}

export type ProxyChoice =
  | { readonly via: 'direct' }
  | { readonly via: 'proxy'; readonly proxy: ProxyServer }
  /** It cannot be used, and nothing is sent past it. The message says why, without the URL and its password. */
  | { readonly via: 'refused'; readonly message: string };

const DIRECT: ProxyChoice = { via: 'direct' };
const PORTS = { http: 80, https: 443, socks5: 1080 } as const;

/**
 * The proxy for a server: `proxy-url` of the kubeconfig, which counts for every server and may be http, https or socks5
 * as in client-go, else what HTTPS_PROXY, HTTP_PROXY and NO_PROXY say to Go's net/http.
 */
export function chooseProxy(server: ServerAddress, proxyUrl: string, environment: Environment): ProxyChoice {
  return proxyUrl === '' ? ofEnvironment(server, environment) : ofKubeconfig(proxyUrl);
}

function ofKubeconfig(proxyUrl: string): ProxyChoice {
  const where = 'The proxy of the kubeconfig (proxy-url)';
  const url = URL.parse(proxyUrl);
  const scheme = schemeOf(url);
  if (scheme === 'socks5h' || scheme === undefined) {
    return refused(`${where} cannot be used: its URL must begin with http://, https:// or socks5://.`);
  }
  return url ? proxyAt(url, scheme, where) : DIRECT;
}

function ofEnvironment(server: ServerAddress, environment: Environment): ProxyChoice {
  const variable = server.scheme === 'https' ? 'HTTPS_PROXY' : 'HTTP_PROXY';
  const value = variableOf(environment, variable);
  if (value === '' || isExempt(server.host, server.port, variableOf(environment, 'NO_PROXY'))) return DIRECT;
  const given = URL.parse(value);
  // Without a scheme it is an http proxy; what is no address even then counts for nothing in Go.
  const url = given && given.host !== '' ? given : URL.parse(`http://${value}`);
  if (!url) return DIRECT;
  const scheme = schemeOf(url);
  const where = `The proxy of the variable ${variable}`;
  if (!scheme) return refused(`${where} cannot be used: its URL must begin with http://, https:// or socks5://.`);
  return proxyAt(url, scheme === 'socks5h' ? 'socks5' : scheme, where);
}

/** As Go's: the name in capitals first. */
function variableOf(environment: Environment, name: string): string {
  return environment[name] || environment[name.toLowerCase()] || '';
}

function schemeOf(url: URL | null): ProxyServer['scheme'] | 'socks5h' | undefined {
  switch (url?.protocol) {
    case 'http:':
      return 'http';
    case 'https:':
      return 'https';
    case 'socks5:':
      return 'socks5';
    case 'socks5h:':
      return 'socks5h';
    default:
      return undefined;
  }
}

function proxyAt(url: URL, scheme: ProxyServer['scheme'], where: string): ProxyChoice {
  if (url.hostname === '') return refused(`${where} cannot be used: its URL names no host.`);
  const user =
    url.username === '' && url.password === ''
      ? undefined
      : { name: decoded(url.username), password: decoded(url.password) };
  const port = url.port === '' ? PORTS[scheme] : Number(url.port);
  return { via: 'proxy', proxy: { scheme, host: withoutBrackets(url.hostname), port, user } };
}

function refused(message: string): ProxyChoice {
  return { via: 'refused', message };
}
