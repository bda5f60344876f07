import { randomBytes } from 'node:crypto';
import { type ControlPlane, PLAIN_CONTROL_PLANE, startControlPlane } from '../../cluster/control-plane.ts';
import { canRunInCluster } from '../../cluster/in-cluster.ts';
import { withVisibleMetaLabels } from '../../cluster/prometheus-text.ts';
import {
  type PrometheusRequest,
  type PrometheusTargets,
  type RealPrometheus,
  startRealPrometheus,
} from '../../cluster/real-prometheus.ts';
import { type Created, createWorld } from './create-world.ts';
import { createCanary, type Objects, readWorld, settleWorld, touchAddresses, versionOf } from './read-world.ts';
import { OWN_NAMESPACE, type World } from './world.ts';

/** A configuration in one of the two ways in which it is compared. */
export interface Variant {
  readonly way: string;
  readonly text: string;
}

/** The configuration as it is, in which targets may merge, and so that every discovered target shows. */
export function variants(text: string): readonly Variant[] {
  return [
    { way: 'as it is', text },
    { way: 'with visible meta labels', text: withVisibleMetaLabels(text) },
  ];
}

/** A cluster with a world in it, and the Prometheuses that look at it. */
export class WorldCluster {
  readonly plane: ControlPlane;
  readonly created: Created;
  /** Whether Prometheus runs as in a pod, and so has a namespace of its own. */
  readonly place: 'pod' | 'outside';
  readonly #access: PrometheusRequest['access'];
  readonly #running: RealPrometheus[] = [];
  #round = 0;

  private constructor(plane: ControlPlane, created: Created, access: PrometheusRequest['access']) {
    this.plane = plane;
    this.created = created;
    this.#access = access;
    this.place = access.from;
  }

  /** `garbage` is collected where owners may be missed; a world from outside has owners that are not in it. */
  static async start(world: World, garbage: 'collected' | 'kept'): Promise<WorldCluster> {
    const token = randomBytes(16).toString('hex');
    const users = [{ name: 'prometheus', token, groups: ['system:masters'] }];
    const controllers = garbage === 'collected' ? 'real' : 'without garbage collector';
    const plane = await startControlPlane({ ...PLAIN_CONTROL_PLANE, users, controllers });
    try {
      const created = await createWorld(plane.api, world);
      await createCanary(plane.api);
      const { certificateAuthority, port } = plane;
      const account = { token, certificateAuthority, port, namespace: OWN_NAMESPACE };
      const outside = { from: 'outside', kubeconfig: plane.kubeconfigOf(token) } as const;
      const cluster = new WorldCluster(plane, created, (await canRunInCluster()) ? { from: 'pod', account } : outside);
      await cluster.settle();
      return cluster;
    } catch (error) {
      await plane.dispose();
      throw error;
    }
  }

  /** The objects once the controllers have done their work. */
  settle(): Promise<Objects> {
    return settleWorld(this.plane.api, ++this.#round);
  }

  async startPrometheus(text: string): Promise<RealPrometheus> {
    const prometheus = await startRealPrometheus({ text, access: this.#access });
    this.#running.push(prometheus);
    return prometheus;
  }

  /** As `settled`, for Prometheuses that have just started: each sees all addresses again when it knows the rest. */
  async settledAfresh(prometheuses: readonly RealPrometheus[]): ReturnType<WorldCluster['settled']> {
    await Promise.all(prometheuses.map(one => one.settled()));
    await touchAddresses(this.plane.api, ++this.#round);
    return await this.settled(prometheuses);
  }

  /** What each says of the same objects, once all have heard of them. */
  async settled(
    prometheuses: readonly RealPrometheus[],
  ): Promise<{ readonly objects: Objects; readonly answers: readonly PrometheusTargets[] }> {
    for (;;) {
      const before = await readWorld(this.plane.api);
      const answers = await Promise.all(prometheuses.map(one => one.settled()));
      const objects = await readWorld(this.plane.api);
      if (versionOf(before) === versionOf(objects)) return { objects, answers };
    }
  }

  async dispose(): Promise<void> {
    await Promise.all(this.#running.map(one => one.dispose()));
    await this.plane.dispose();
  }
}
