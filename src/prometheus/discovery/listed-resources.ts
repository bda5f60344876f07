import type { ObjectKind } from '../../kubernetes/objects/kubernetes-object.ts';
import type { AttachMetadataOption, KubernetesRole } from '../config/kubernetes-sd-config.ts';
import type { DiscoveryConfig } from './discovery-config.ts';

/** A kind of object that is listed and watched, in one namespace or everywhere. */
export interface ListedResource {
  readonly kind: ObjectKind;
  /** '' for all namespaces, and for nodes and namespaces, which are in none. */
  readonly namespace: string;
  /**
   * What Prometheus does while it gets no list: it waits, so that the discoverer gives nothing at all, or it goes on
   * without the labels that come from these objects.
   */
  readonly without: 'nothing' | 'fewer-labels';
}

/** One of the parts into which an entry of `kubernetes_sd_configs` falls: each waits for its own lists only. */
export interface Discoverer {
  /** '' for all namespaces. */
  readonly namespace: string;
  /** The first is what the role discovers. */
  readonly resources: readonly ListedResource[];
}

const ROLE_LISTS: { readonly [Role in KubernetesRole]: readonly ObjectKind[] } = {
  node: ['Node'],
  pod: ['Pod'],
  service: ['Service'],
  endpoints: ['Endpoints', 'Service', 'Pod'],
  endpointslice: ['EndpointSlice', 'Service', 'Pod'],
  ingress: ['Ingress'],
};

const WITH_PODS: readonly KubernetesRole[] = ['pod', 'endpoints', 'endpointslice'];

const ATTACHED: readonly {
  readonly options: readonly AttachMetadataOption[];
  readonly roles: readonly KubernetesRole[];
  readonly kind: ObjectKind;
}[] = [
  { options: ['node'], roles: WITH_PODS, kind: 'Node' },
  { options: ['namespace'], roles: [...WITH_PODS, 'service', 'ingress'], kind: 'Namespace' },
  { options: ['deployment'], roles: WITH_PODS, kind: 'ReplicaSet' },
  // The CronJob is read off the Job; CronJobs themselves are never listed.
  { options: ['job', 'cronjob'], roles: WITH_PODS, kind: 'Job' },
];

/** Whether objects of the kind are in no namespace, so that they can only be listed for the cluster as a whole. */
export function isClusterScoped(kind: ObjectKind): boolean {
  return kind === 'Node' || kind === 'Namespace';
}

/**
 * The discoverers of an entry, one for each namespace where it names some, with what each lists and watches; none when it
 * discovers in no namespace. Secrets and ConfigMaps are never among them.
 *
 * See https://github.com/prometheus/prometheus/blob/main/discovery/kubernetes/kubernetes.go
 */
export function discoverersOf(config: DiscoveryConfig): readonly Discoverer[] {
  // Role node does not ask for namespaces.
  const namespaces = config.namespaces === 'all' || config.role === 'node' ? [''] : [...config.namespaces];
  return namespaces.map(namespace => ({ namespace, resources: resourcesIn(namespace, config) }));
}

/** Everything that an entry lists and watches, each once. */
export function listedResources(config: DiscoveryConfig): readonly ListedResource[] {
  const byName = new Map<string, ListedResource>();
  for (const { resources } of discoverersOf(config)) {
    for (const resource of resources) byName.set(`${resource.kind}/${resource.namespace}`, resource);
  }
  return [...byName.values()];
}

function resourcesIn(namespace: string, { role, attach }: DiscoveryConfig): readonly ListedResource[] {
  const attached = ATTACHED.filter(
    ({ options, roles }) => roles.includes(role) && options.some(one => attach.has(one)),
  );
  return [...ROLE_LISTS[role], ...attached.map(({ kind }) => kind)].map(kind => ({
    kind,
    namespace: isClusterScoped(kind) ? '' : namespace,
    without: isWaitedFor(kind, role) ? 'nothing' : 'fewer-labels',
  }));
}

/** Role pod waits for all of its lists; the endpoints roles do not wait for those of controllers. */
function isWaitedFor(kind: ObjectKind, role: KubernetesRole): boolean {
  return role === 'pod' || (kind !== 'ReplicaSet' && kind !== 'Job');
}
