import { API_VERSIONS, type ObjectKind } from '../../kubernetes/objects/kubernetes-object.ts';
import { resourceOf } from '../../kubernetes/objects/resource-name.ts';

/** What RBAC calls the objects of a kind that discovery lists. The group of the core is ''. */
export function discoveredResource(kind: ObjectKind): { readonly group: string; readonly resource: string } {
  const version = API_VERSIONS[kind];
  return { group: version.includes('/') ? version.slice(0, version.indexOf('/')) : '', resource: resourceOf(kind) };
}
