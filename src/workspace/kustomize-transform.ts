import type { BundledObject, GeneratedObject, Named } from './bundle.ts';
import { isClusterKind } from './cluster-kinds.ts';
import type { Kustomization } from './kustomization.ts';
import type { Accumulated } from './kustomize-build.ts';
import { headOf, renamed } from './kustomize-naming.ts';
import { eachOf } from './kustomize-patches.ts';

/**
 * Gives everything the namespace, the prefix and the suffix of the kustomization, in kustomize's order.
 * See https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/namespace/
 */
export function transformed(all: Accumulated, { namespace, namePrefix, nameSuffix }: Kustomization): Accumulated {
  const placed = namespace === undefined ? all : inNamespace(all, namespace);
  const prefixed = namePrefix === '' ? placed : eachOf(placed, one => prefixedWith(one, namePrefix));
  return nameSuffix === '' ? prefixed : eachOf(prefixed, one => suffixedWith(one, nameSuffix));
}

function inNamespace({ objects, generated }: Accumulated, namespace: string): Accumulated {
  return {
    objects: objects.map(one => placedIn(one, namespace)),
    generated: generated.map((one): GeneratedObject => renamed(one, { namespace })),
  };
}

function placedIn(one: BundledObject, namespace: string): BundledObject {
  const { kind, version, group } = headOf(one);
  const imposed = { ...one, imposedNamespace: namespace };
  // The object of the namespace is renamed to it.
  if (kind === 'Namespace' && group === '' && version === 'v1') return renamed(imposed, { name: namespace });
  return renamed(imposed, isClusterKind(kind) ? {} : { namespace });
}

function prefixedWith<T extends Named>(one: T, prefix: string): T {
  if (isKept(one) || one.name === undefined) return one;
  return { ...renamed(one, { name: `${prefix}${one.name}` }), prefixes: [...one.prefixes, prefix] };
}

function suffixedWith<T extends Named>(one: T, suffix: string): T {
  if (isKept(one) || one.name === undefined) return one;
  return { ...renamed(one, { name: `${one.name}${suffix}` }), suffixes: [...one.suffixes, suffix] };
}

/**
 * Whether `namePrefix` and `nameSuffix` leave the object's name as it is.
 * See https://github.com/kubernetes-sigs/kustomize/blob/master/api/internal/builtins/PrefixTransformer.go
 */
function isKept(one: Named): boolean {
  const { kind, group } = headOf(one);
  if (kind === 'APIService') return group === 'apiregistration.k8s.io';
  return kind === 'CustomResourceDefinition' || kind === 'Namespace';
}
