import type { AccessRequest } from '../../kubernetes/rbac/access-request.ts';
import { compareUtf8 } from '../../prometheus/utf8-order.ts';
import { listed } from '../phrases.ts';
import type { Scene, SceneAccount } from './scene.ts';

/** Kinds that discovery lists and that are in no namespace. */
const OF_CLUSTER = ['namespaces', 'nodes'];

/** What is asked, in words: _list and watch `pods` and `services` in all namespaces, and get `/metrics`_. */
export function requestWords(requests: readonly AccessRequest[], own: string): string {
  const byThing = Map.groupBy(requests, thingOf);
  const things = [...byThing].map(([thing, same]) => ({
    thing,
    verbs: [...new Set(same.map(({ verb }) => verb))],
    where: whereOf(same, own),
  }));
  const alike = Map.groupBy(things, ({ verbs, where }) => `${verbs.join(' and ')}|${where}`);
  const clauses = [...alike.values()].map(same => {
    const names = [...new Set(same.map(({ thing }) => thing))].sort(compareUtf8);
    const [first] = same;
    return `${first?.verbs.join(' and ')} ${listed(names, 'and')}${first?.where}`;
  });
  return clauses.length < 2 ? clauses.join() : `${clauses.slice(0, -1).join(', ')}, and ${clauses.at(-1)}`;
}

/** `pods`, `nodes/metrics`, `/metrics`. */
function thingOf(request: AccessRequest): string {
  if (request.kind === 'path') return request.path;
  const { resource, subresource } = request;
  return subresource === '' ? resource : `${resource}/${subresource}`;
}

function whereOf(requests: readonly AccessRequest[], own: string): string {
  const namespaces = new Set<string>();
  for (const request of requests) {
    if (request.kind === 'path' || OF_CLUSTER.includes(request.resource)) continue;
    namespaces.add(request.namespace);
  }
  if (namespaces.size === 0) return '';
  if (namespaces.has('')) return ' in all namespaces';
  const names = [...namespaces].sort(compareUtf8);
  if (names.length === 1 && names[0] === own) return ' in its own namespace';
  return ` in ${names.length === 1 ? 'namespace' : 'namespaces'} ${listed(names, 'and')}`;
}

/** The namespace that is called the account's own, where nobody says which it is. */
export function unsaidNamespace(scene: Scene, account: SceneAccount): string {
  return isUnsaid(account) ? scene.assumed : '';
}

/** Whether nobody says in which namespace the account is. */
export function isUnsaid({ account, shown }: SceneAccount): boolean {
  return account.kind === 'service-account' && !shown.includes('/');
}

/** The files in which the bundle has roles or bindings, the first few of them, as code. */
export function rbacFiles({ model, bundle }: Scene): string {
  const kinds = /^(?:Cluster)?Role(?:Binding)?$/;
  const uris = bundle.objects.filter(({ object }) => kinds.test(object.kind ?? '')).map(({ object }) => object.uri);
  const paths = [...new Set(uris)].flatMap(uri => model.files.get(uri)?.path ?? []);
  if (paths.length <= 3) return listed(paths, 'and');
  return `${paths
    .slice(0, 2)
    .map(path => `\`${path}\``)
    .join(', ')} and ${paths.length - 2} more files`;
}
