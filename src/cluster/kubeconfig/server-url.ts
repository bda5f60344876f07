import { posix } from 'node:path';
import { escapePath, type GoUrl, parseGoUrl } from './go-url.ts';

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
  const asUrl = parseGoUrl(server);
  if (asUrl !== undefined && asUrl.scheme !== '' && asUrl.host !== '') return serverUrl(asUrl);
  const asHost = parseGoUrl(`http://${server}`);
  if (asHost === undefined || (asHost.path !== '' && asHost.path !== '/')) return { ok: false };
  return serverUrl(asHost);
}

function serverUrl({ scheme, host, path, user }: GoUrl): ServerUrl {
  if ((scheme !== 'http' && scheme !== 'https') || host === '' || host.startsWith(':')) return { ok: false };
  const clean = posix.join('/', path).replace(/\/$/, '');
  return { ok: true, scheme, url: `${scheme}://${host}${escapePath(clean)}`, user };
}
