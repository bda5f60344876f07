import { posix } from 'node:path';
import { escapePath, type GoUrl, parseGoRequestUri, parseGoUrl } from './go-url.ts';

export type ServerUrl =
  | {
      readonly ok: true;
      readonly scheme: 'http' | 'https';
      /** Absolute, without credentials and without a slash at the end. */
      readonly url: string;
      /** What stands before an @, which is sent as basic authentication. */
      readonly user: GoUrl['user'];
    }
  | { readonly ok: false };

/**
 * Where `server` of a cluster points, as client-go's rest package reads it: what is no URL with a host is taken for a host
 * with a port behind `http://`; a path stays before the API's own; query and fragment do not count.
 * https://pkg.go.dev/k8s.io/client-go/rest#DefaultServerURL
 */
export function readServerUrl(server: string): ServerUrl {
  const host = hostText(server);
  const asUrl = parseGoUrl(host);
  if (asUrl !== undefined && asUrl.scheme !== '' && asUrl.host !== '') return serverUrl(asUrl);
  const asHost = parseGoUrl(`http://${host}`);
  if (asHost === undefined || (asHost.path !== '' && asHost.path !== '/')) return { ok: false };
  return serverUrl(asHost);
}

/** `server` as it stands, but without its query where it has a path: what clientcmd makes rest.Config's Host of. */
export function hostText(server: string): string {
  const url = parseGoRequestUri(server);
  if (url === undefined || url.host === '' || url.path.length <= 1) return server;
  const [, login = ''] = /^[^/]*\/\/([^/]*@)?/.exec(server) ?? [];
  const isEncoded = /^[A-Za-z0-9!$&'()*+,;=:@[\]%\-._~/]*$/.test(url.rawPath);
  return `${url.scheme}://${login}${url.host}${isEncoded ? url.rawPath : escapePath(url.path)}`;
}

function serverUrl({ scheme, host, path, user }: GoUrl): ServerUrl {
  if ((scheme !== 'http' && scheme !== 'https') || host === '' || host.startsWith(':')) return { ok: false };
  const clean = posix.join('/', path).replace(/\/$/, '');
  return { ok: true, scheme, url: `${scheme}://${host}${escapePath(clean)}`, user };
}
