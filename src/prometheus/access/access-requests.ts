import type { AccessRequest } from '../../kubernetes/rbac/access-request.ts';
import type { Access, ResourceAccess } from './access.ts';

/** The requests that an access consists of: all of them must be allowed. */
export function accessRequests(access: Access): readonly AccessRequest[] {
  if (access.kind === 'path') return access.verbs.map(verb => ({ kind: 'path', verb, path: access.path }));
  const { kind, group, resource, subresource, namespace, verbs } = access;
  const names = access.names.length === 0 ? [''] : access.names;
  return verbs.flatMap(verb => names.map(name => ({ kind, verb, group, resource, subresource, namespace, name })));
}

/** The access that would do instead, and is all that Kubernetes before 1.33 asks for; undefined where there is none. */
export function coarserAccess(access: Access): ResourceAccess | undefined {
  if (access.kind === 'path' || access.coarser === '') return undefined;
  return { ...access, subresource: access.coarser, coarser: '' };
}
