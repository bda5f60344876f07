import { API_VERSIONS, type ObjectKind } from '../../kubernetes/objects/kubernetes-object.ts';
import { resourceOf } from '../../kubernetes/objects/resource-name.ts';

/** What one watch lists and watches. */
export interface WatchTarget {
  readonly kind: ObjectKind;
  /** '' for all namespaces, and for nodes and namespaces. */
  readonly namespace: string;
}

/** The path of the collection: `/apis/apps/v1/namespaces/shop/replicasets`. */
export function pathOf({ kind, namespace }: WatchTarget): string {
  const version = API_VERSIONS[kind];
  const root = version.includes('/') ? `/apis/${version}` : `/api/${version}`;
  const scope = namespace === '' ? '' : `/namespaces/${encodeURIComponent(namespace)}`;
  return `${root}${scope}/${resourceOf(kind)}`;
}

/** For messages: `pods in namespace shop`, `pods in all namespaces`, `nodes`. */
export function describeTarget({ kind, namespace }: WatchTarget): string {
  if (namespace !== '') return `${resourceOf(kind)} in namespace ${namespace}`;
  return kind === 'Node' || kind === 'Namespace' ? resourceOf(kind) : `${resourceOf(kind)} in all namespaces`;
}

/** The same for the same watch. */
export function keyOf({ kind, namespace }: WatchTarget): string {
  return `${kind}/${namespace}`;
}
