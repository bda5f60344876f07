import type { KubeconfigCase } from './kubeconfig-case.ts';
import { CA, once, type RequestCase, TLS_SERVER } from './request-case.ts';

/** A stand-in by a name that does not resolve: proxies know it. Go uses no proxy of the environment for loopback. */
const NAMED = `server: "https://kubernetes.test:{namedPort}", ${CA}`;

function withEnv(id: string, cluster: string, env: KubeconfigCase['env']): RequestCase {
  return { ...once(id, cluster, 'token: t'), env };
}

/** Proxies of the kubeconfig and of the environment. */
export const PROXY_REQUEST_CASES: readonly RequestCase[] = [
  once('proxy-url: HTTP', `${TLS_SERVER}, proxy-url: "http://{httpProxy}"`, 'token: t'),
  once('proxy-url: HTTP with a login', `${TLS_SERVER}, proxy-url: "http://me:p%40ss@{httpProxy}"`, 'token: t'),
  once('proxy-url: HTTPS', `${TLS_SERVER}, proxy-url: "https://{httpsProxy}"`, 'token: t'),
  once('proxy-url: HTTPS with a login', `${TLS_SERVER}, proxy-url: "https://me:p@{httpsProxy}"`, 'token: t'),
  once(
    'proxy-url: HTTPS whose CA nobody named',
    'server: "https://{https}", proxy-url: "https://{httpsProxy}"',
    'token: t',
  ),
  once(
    'proxy-url: HTTPS with tls-server-name',
    `server: "https://{named}", ${CA}, tls-server-name: kubernetes.test, proxy-url: "https://{httpsProxy}"`,
    'token: t',
  ),
  once('proxy-url: SOCKS5', `${TLS_SERVER}, proxy-url: "socks5://{socksProxy}"`, 'token: t'),
  once('proxy-url: SOCKS5 with a login', `${TLS_SERVER}, proxy-url: "socks5://me:pass@{socksProxy}"`, 'token: t'),
  once(
    'proxy-url: SOCKS5 with tls-server-name',
    `server: "https://{named}", ${CA}, tls-server-name: kubernetes.test, proxy-url: "socks5://{socksProxy}"`,
    'token: t',
  ),
  once('proxy-url: SOCKS5 to a name', `${NAMED}, proxy-url: "socks5://{socksProxy}"`, 'token: t'),
  once(
    'proxy-url: plain HTTP through HTTP',
    'server: "http://{http}", proxy-url: "http://me:p@{httpProxy}"',
    'token: t',
  ),
  once(
    'proxy-url: plain HTTP through SOCKS5',
    'server: "http://{http}", proxy-url: "socks5://{socksProxy}"',
    'token: t',
  ),
  once('proxy-url: nobody listens', `${TLS_SERVER}, proxy-url: "http://127.0.0.1:1"`, 'token: t'),
  once('proxy-url: HTTP to a name that only it knows', `${NAMED}, proxy-url: "http://{httpProxy}"`, 'token: t'),
  once('proxy-url: it speaks no TLS', `${TLS_SERVER}, proxy-url: "https://{httpProxy}"`, 'token: t'),
  withEnv('HTTPS_PROXY', NAMED, { HTTPS_PROXY: 'http://{httpProxy}' }),
  withEnv('https_proxy', NAMED, { https_proxy: 'http://{httpProxy}' }),
  withEnv('HTTPS_PROXY before https_proxy', NAMED, {
    HTTPS_PROXY: 'http://one:1@{httpProxy}',
    https_proxy: 'http://two:2@{httpProxy}',
  }),
  withEnv('HTTPS_PROXY without a scheme', NAMED, { HTTPS_PROXY: '{httpProxy}' }),
  withEnv('HTTPS_PROXY by SOCKS5', NAMED, { HTTPS_PROXY: 'socks5://{socksProxy}' }),
  withEnv('HTTPS_PROXY by socks5h', NAMED, { HTTPS_PROXY: 'socks5h://{socksProxy}' }),
  withEnv('HTTPS_PROXY by HTTPS with a login', NAMED, {
    HTTPS_PROXY: 'https://me:p@{httpsProxy}',
  }),
  withEnv('HTTPS_PROXY is not for loopback', TLS_SERVER, { HTTPS_PROXY: 'http://{httpProxy}' }),
  withEnv('HTTPS_PROXY is not for localhost', TLS_SERVER.replace('{https}', 'localhost:{httpsPort}'), {
    HTTPS_PROXY: 'http://{httpProxy}',
  }),
  withEnv('HTTP_PROXY is not for HTTPS', TLS_SERVER, { HTTP_PROXY: 'http://127.0.0.1:1' }),
  withEnv('HTTP_PROXY', 'server: "http://kubernetes.test:{httpPort}"', { HTTP_PROXY: 'http://me:p@{httpProxy}' }),
  withEnv('ALL_PROXY is nothing to Go', TLS_SERVER, { ALL_PROXY: 'http://127.0.0.1:1' }),
  withEnv('proxy-url before HTTPS_PROXY', `${NAMED}, proxy-url: "socks5://{socksProxy}"`, {
    HTTPS_PROXY: 'http://{httpProxy}',
  }),
  withEnv('proxy-url before NO_PROXY', `${NAMED}, proxy-url: "http://{httpProxy}"`, { NO_PROXY: '*' }),
  withEnv('NO_PROXY: the name', NAMED, { HTTPS_PROXY: 'http://{httpProxy}', NO_PROXY: 'kubernetes.test' }),
  withEnv('NO_PROXY: the domain', NAMED, { HTTPS_PROXY: 'http://{httpProxy}', NO_PROXY: 'x, .test' }),
  withEnv('NO_PROXY: everything', NAMED, { HTTPS_PROXY: 'http://{httpProxy}', no_proxy: '*' }),
  withEnv('NO_PROXY: the name with the port', NAMED, {
    HTTPS_PROXY: 'http://{httpProxy}',
    NO_PROXY: 'kubernetes.test:{namedPort}',
  }),
  withEnv('NO_PROXY: another port', NAMED, { HTTPS_PROXY: 'http://{httpProxy}', NO_PROXY: 'kubernetes.test:1' }),
  withEnv('NO_PROXY: another name', NAMED, { HTTPS_PROXY: 'http://{httpProxy}', NO_PROXY: 'netes.test,10.0.0.0/8' }),
];
