import type { Container, ContainerPort, ContainerStatus, Pod } from '../../kubernetes/objects/pod.ts';
import { goLowerCase } from '../relabel/go-unicode.ts';
import type { Labels } from '../relabel/rule.ts';
import { attachControllers, attachNamespace, attachNode } from './attach-metadata.ts';
import type { DiscoveryContext } from './discovery-context.ts';
import { joinHostPort, unsignedPort } from './join-host-port.ts';
import { META_LABEL_PREFIX } from './meta-labels.ts';
import { addObjectLabels, type GrowingLabels, NAMESPACE_LABEL } from './object-labels.ts';
import type { TargetGroup } from './target-group.ts';

const PREFIX = `${META_LABEL_PREFIX}pod_`;

/** A container with what it is in its pod. */
export interface PlacedContainer {
  readonly container: Container;
  readonly place: 'main' | 'init';
}

/**
 * The group of a pod: a target for each port of each container, and one without port for a container that declares none.
 * A pod without address, or on a node that is not listed while nodes are attached, has an empty group. Its phase does not
 * matter.
 * See https://prometheus.io/docs/prometheus/latest/configuration/configuration/#pod
 */
export function podGroup(pod: Pod, context: DiscoveryContext): TargetGroup {
  const { name, namespace } = pod.metadata;
  const source = `pod/${namespace}/${name}`;
  if (pod.status.podIP === '' || isOnOtherNode(pod, context)) return { source, labels: new Map(), targets: [] };
  const labels = podLabels(pod, context);
  labels.set(NAMESPACE_LABEL, namespace);
  attachNode(labels, pod.spec.nodeName, context);
  attachNamespace(labels, namespace, context);
  return { source, labels, targets: containersOf(pod).flatMap(placed => containerTargets(pod, placed)) };
}

function isOnOtherNode(pod: Pod, { config, behaviour, listed }: DiscoveryContext): boolean {
  if (!config.attach.has('node') || behaviour.podsOfOtherNodes === 'kept') return false;
  return listed.ofCluster('Node', pod.spec.nodeName) === undefined;
}

/** The labels that speak of the pod as a whole, wherever it is found; its namespace is not among them. */
export function podLabels(pod: Pod, context: DiscoveryContext): GrowingLabels {
  const { spec, status, controller } = pod;
  const labels: GrowingLabels = new Map([
    [`${PREFIX}ip`, status.podIP],
    [`${PREFIX}ready`, goLowerCase(status.ready ?? 'Unknown')],
    [`${PREFIX}phase`, status.phase],
    [`${PREFIX}node_name`, spec.nodeName],
    [`${PREFIX}host_ip`, status.hostIP],
    [`${PREFIX}uid`, pod.uid],
  ]);
  addObjectLabels(labels, pod.metadata, 'pod');
  if (!controller) return labels;
  if (controller.kind !== '') labels.set(`${PREFIX}controller_kind`, controller.kind);
  if (controller.name !== '') labels.set(`${PREFIX}controller_name`, controller.name);
  attachControllers(labels, pod, context);
  return labels;
}

/** The containers of a pod in Prometheus' order: init containers last. */
export function containersOf({ spec }: Pod): readonly PlacedContainer[] {
  return [
    ...spec.containers.map(container => ({ container, place: 'main' as const })),
    ...spec.initContainers.map(container => ({ container, place: 'init' as const })),
  ];
}

/** The labels that speak of a container. */
export function containerLabels({ container, place }: PlacedContainer): Labels {
  return new Map([
    [`${PREFIX}container_name`, container.name],
    [`${PREFIX}container_image`, container.image],
    [`${PREFIX}container_init`, String(place === 'init')],
  ]);
}

/** The labels that speak of a port of a container. */
export function containerPortLabels(port: ContainerPort): Labels {
  return new Map([
    [`${PREFIX}container_port_name`, port.name],
    [`${PREFIX}container_port_number`, unsignedPort(port.containerPort)],
    [`${PREFIX}container_port_protocol`, port.protocol],
  ]);
}

function containerTargets(pod: Pod, placed: PlacedContainer): readonly Labels[] {
  const { container, place } = placed;
  const { podIP, containerStatuses, initContainerStatuses } = pod.status;
  const id = idOf(container.name, place === 'init' ? initContainerStatuses : containerStatuses);
  const shared = [...containerLabels(placed), [`${PREFIX}container_id`, id] as const];
  if (container.ports.length === 0) return [new Map([['__address__', podIP], ...shared])];
  return container.ports.map(port => {
    const address = joinHostPort(podIP, unsignedPort(port.containerPort));
    return new Map([['__address__', address], ...shared, ...containerPortLabels(port)]);
  });
}

function idOf(name: string, statuses: readonly ContainerStatus[]): string {
  return statuses.find(status => status.name === name)?.containerID ?? '';
}
