import type { ObjectReference } from '../../kubernetes/objects/object-reference.ts';
import type { ContainerPort, Pod } from '../../kubernetes/objects/pod.ts';
import type { Labels } from '../relabel/rule.ts';
import type { DiscoveryContext } from './discovery-context.ts';
import { joinHostPort, unsignedPort } from './join-host-port.ts';
import { addAll, type GrowingLabels } from './object-labels.ts';
import { containerLabels, containerPortLabels, containersOf, type PlacedContainer, podLabels } from './pod.ts';

/** A port of an Endpoints or EndpointSlice object, as it is compared with the ports of containers. */
export interface ServedPort {
  /** Undefined matches no port. */
  readonly port: number | undefined;
  /** What stands in the label for the protocol: that of the endpoint, or that of the container port. */
  readonly protocol: (containerPort: ContainerPort) => string;
}

interface SeenPod {
  readonly labels: Labels;
  readonly served: Set<number>;
}

/**
 * The pods behind the addresses of one Endpoints or EndpointSlice object. Their labels are added to the targets, and
 * their container ports that no address serves become targets of their own.
 */
export class BackingPods {
  readonly #context: DiscoveryContext;
  readonly #seen = new Map<Pod, SeenPod>();

  constructor(context: DiscoveryContext) {
    this.#context = context;
  }

  /** Adds what is known of the pod that the address refers to, nothing when there is no such pod. */
  addLabels(target: GrowingLabels, reference: ObjectReference | undefined, served: ServedPort): void {
    if (reference?.kind !== 'Pod') return;
    const pod = this.#context.listed.inNamespace('Pod', reference.namespace, reference.name);
    if (!pod) return;
    const seen = this.#see(pod);
    if (served.port !== undefined) seen.served.add(served.port);
    addAll(target, seen.labels);
    // A later container with the same port takes the place of an earlier one.
    for (const placed of this.#containersOf(pod)) {
      const port = placed.container.ports.find(one => one.containerPort === served.port);
      if (!port) continue;
      addAll(target, containerLabels(placed));
      addAll(target, containerPortLabels({ ...port, protocol: served.protocol(port) }));
    }
  }

  /** Targets for the ports of the pods seen that no address has served. Prometheus sends them in any order. */
  unservedPorts(): readonly Labels[] {
    return [...this.#seen].flatMap(([pod, seen]) => {
      const { podIP } = pod.status;
      if (podIP === '' && this.#context.behaviour.podsWithoutAddress === 'left-out') return [];
      return this.#containersOf(pod).flatMap(placed =>
        placed.container.ports
          .filter(port => !seen.served.has(port.containerPort))
          .map(port => unservedPort(podIP, placed, port, seen.labels)),
      );
    });
  }

  #see(pod: Pod): SeenPod {
    const before = this.#seen.get(pod);
    if (before) return before;
    const seen = { labels: podLabels(pod, this.#context), served: new Set<number>() };
    this.#seen.set(pod, seen);
    return seen;
  }

  #containersOf(pod: Pod): readonly PlacedContainer[] {
    const all = containersOf(pod);
    return this.#context.behaviour.initContainersOfEndpoints === 'read' ? all : all.filter(one => one.place === 'main');
  }
}

function unservedPort(podIP: string, placed: PlacedContainer, port: ContainerPort, pod: Labels): Labels {
  return new Map([
    ['__address__', joinHostPort(podIP, unsignedPort(port.containerPort))],
    ...containerLabels(placed),
    ...containerPortLabels(port),
    ...pod,
  ]);
}
