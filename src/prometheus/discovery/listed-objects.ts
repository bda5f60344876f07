import { matchesFields } from '../../kubernetes/field-selector.ts';
import { matchesLabels } from '../../kubernetes/label-selector.ts';
import type { KubernetesObject, ObjectByKind, ObjectKind } from '../../kubernetes/objects/kubernetes-object.ts';
import { isSelectableField, selectableFields } from '../../kubernetes/objects/selectable-fields.ts';
import type { KubernetesRole } from '../config/kubernetes-sd-config.ts';
import type { DiscoveryConfig } from './discovery-config.ts';
import type { ObjectStore } from './object-store.ts';

/** What each role discovers. */
export const KIND_OF_ROLE = {
  node: 'Node',
  pod: 'Pod',
  service: 'Service',
  endpoints: 'Endpoints',
  endpointslice: 'EndpointSlice',
  ingress: 'Ingress',
} as const satisfies Readonly<Record<KubernetesRole, ObjectKind>>;

const ROLE_OF_KIND: { readonly [K in ObjectKind]?: KubernetesRole } = {
  Node: 'node',
  Pod: 'pod',
  Service: 'service',
  Endpoints: 'endpoints',
  EndpointSlice: 'endpointslice',
  Ingress: 'ingress',
};

/** A condition of a selector on a field by which an API server cannot select. */
export interface UnsupportedField {
  readonly role: KubernetesRole;
  readonly field: string;
}

/**
 * The conditions for which the API server refuses to list. Prometheus loads them, then discovers nothing at all: it waits
 * for all of its lists.
 */
export function unsupportedFields(config: DiscoveryConfig): readonly UnsupportedField[] {
  return rolesListed(config).flatMap(role => {
    const conditions = config.selectors.get(role)?.field ?? [];
    return conditions
      .filter(({ field }) => !isSelectableField(KIND_OF_ROLE[role], field))
      .map(({ field }) => ({ role, field }));
  });
}

function rolesListed({ role, attach }: DiscoveryConfig): readonly KubernetesRole[] {
  if (role === 'endpoints' || role === 'endpointslice') return [role, 'service', 'pod'];
  return role === 'pod' && attach.has('node') ? ['pod', 'node'] : [role];
}

/** Whether Prometheus gets the object when it lists its kind: by namespace and selectors. */
export function isListed(object: KubernetesObject, config: DiscoveryConfig): boolean {
  return isInNamespaces(object, config) && isSelected(object, config);
}

function isInNamespaces(object: KubernetesObject, { namespaces }: DiscoveryConfig): boolean {
  const isNamespaced = object.kind !== 'Node' && object.kind !== 'Namespace';
  return namespaces === 'all' || !isNamespaced || namespaces.has(object.metadata.namespace);
}

function isSelected(object: KubernetesObject, config: DiscoveryConfig): boolean {
  // Other kinds are listed without selectors.
  if (object.kind === 'ReplicaSet' || object.kind === 'Job' || object.kind === 'Namespace') return true;
  const role = ROLE_OF_KIND[object.kind];
  const selector = role && config.selectors.get(role);
  if (!selector) return true;
  if (!matchesLabels(selector.label, object.metadata.labels)) return false;
  return selector.field.length === 0 || matchesFields(selector.field, selectableFields(object));
}

/** The objects that Prometheus has at hand when it makes the group of one object. */
export class ListedObjects {
  readonly #config: DiscoveryConfig;
  readonly #store: ObjectStore;
  readonly #namespace: string;

  /** `namespace` is that of the object: with `namespaces.names`, each namespace is discovered on its own. */
  constructor(config: DiscoveryConfig, store: ObjectStore, namespace: string) {
    this.#config = config;
    this.#store = store;
    this.#namespace = namespace;
  }

  /** A node or namespace; undefined when it is not listed or not there. */
  ofCluster<K extends 'Node' | 'Namespace'>(kind: K, name: string): ObjectByKind[K] | undefined {
    return this.#listed(this.#store.find(kind, '', name));
  }

  /** Any other object; undefined when it is not listed or not there. */
  inNamespace<K extends 'Pod' | 'Service' | 'ReplicaSet' | 'Job'>(
    kind: K,
    namespace: string,
    name: string,
  ): ObjectByKind[K] | undefined {
    // Prometheus files an object without namespace under its name alone, where it does not look.
    if (namespace === '') return undefined;
    if (this.#config.namespaces !== 'all' && namespace !== this.#namespace) return undefined;
    return this.#listed(this.#store.find(kind, namespace, name));
  }

  #listed<T extends KubernetesObject>(object: T | undefined): T | undefined {
    return object && isListed(object, this.#config) ? object : undefined;
  }
}
