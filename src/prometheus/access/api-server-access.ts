import type { Access } from './access.ts';
import { hasSymbols } from './symbols.ts';

/** What a request to the API server needs; undefined when the path does not decide it. */
export interface ApiServerRequest {
  /** More than one where the namespace may be any of several. */
  readonly accesses: readonly Access[];
  readonly through: 'proxy' | 'server';
}

const PROXIED = ['pods', 'services'];

/**
 * What a GET of a path of the API server needs, the path with symbols in it. `namespaces` are those that the symbol for a
 * target's namespace may stand for, '' alone for any.
 * See https://kubernetes.io/docs/reference/access-authn-authz/authorization/#determine-the-request-verb
 */
export function apiServerAccess(path: string, namespaces: (value: string) => readonly string[] | undefined) {
  const parts = path.split('/').filter(part => part !== '');
  const [root = '', version = '', collection = '', first = '', resource = '', name = '', last = ''] = parts;
  if (hasSymbols(root)) return undefined;
  const isApi = (root === 'api' && parts.length > 1) || (root === 'apis' && parts.length > 2);
  if (!isApi) return hasSymbols(path) ? undefined : server(path);
  if (root !== 'api' || version !== 'v1') return undefined;
  if (collection === 'nodes' && first !== '' && resource === 'proxy') return proxy('nodes', first, ['']);
  const isProxied = collection === 'namespaces' && PROXIED.includes(resource) && name !== '' && last === 'proxy';
  const within = isProxied ? namespaces(first) : undefined;
  return within && proxy(resource, name, within);
}

function server(path: string): ApiServerRequest {
  return { through: 'server', accesses: [{ kind: 'path', verbs: ['get'], path }] };
}

function proxy(resource: string, name: string, namespaces: readonly string[]): ApiServerRequest {
  const subresource = {
    kind: 'resource',
    verbs: ['get'],
    group: '',
    resource,
    subresource: 'proxy',
    coarser: '',
  } as const;
  const names = hasSymbols(name) ? [] : [name];
  return { through: 'proxy', accesses: namespaces.map(namespace => ({ ...subresource, names, namespace })) };
}
