import type { Binding } from '../../kubernetes/rbac/grants.ts';
import type { RbacObject } from '../../kubernetes/rbac/rbac-objects.ts';
import type { ManifestPlace } from '../../workspace/bundle.ts';
import { fieldOf, type ManifestNode } from '../../workspace/manifest-fields.ts';
import type { RbacOrigin } from '../../workspace/rbac-of-bundle.ts';
import { endOf, spanOf, startOf } from '../../yaml/source.ts';
import type { Scene } from './scene.ts';

/** The place of a node of the object. A block collection is marked at its first line: what it holds may be long. */
export function placeIn(origin: RbacOrigin, { node }: ManifestNode): ManifestPlace {
  const { uri, file } = origin.bundled.object;
  if (node.kind === 'scalar' || node.flow) return { uri, span: spanOf(node) };
  const start = startOf(node);
  const line = file.text.indexOf('\n', start);
  const end = line < 0 ? endOf(node) : Math.min(line, endOf(node));
  return { uri, span: { start, end: start + file.text.slice(start, end).trimEnd().length } };
}

/** The place of the value below a path of keys, of the object's kind where it is not there. */
export function placeOfField(
  origin: RbacOrigin,
  from: ManifestNode | undefined,
  ...keys: readonly string[]
): ManifestPlace {
  return placeIn(origin, fieldOf(from, ...keys) ?? fieldOf(origin.node, 'kind') ?? origin.node);
}

/** `ClusterRole prometheus`, `Role shop/prometheus`: the namespace only where it is written. */
export function nameOf({ kind }: RbacObject, origin: RbacOrigin): string {
  const { name, namespace } = origin.bundled;
  return `${kind} \`${namespace ? `${namespace}/` : ''}${name ?? ''}\``;
}

/** Every binding of the bundle, with where it is written. */
export function writtenBindings({
  rbac,
}: Scene): readonly { readonly binding: Binding; readonly origin: RbacOrigin }[] {
  const { clusterRoleBindings, roleBindings } = rbac.objects;
  return [...clusterRoleBindings, ...roleBindings].flatMap(binding => {
    const origin = rbac.originOf(binding);
    return origin ? [{ binding, origin }] : [];
  });
}
