import type { DiscoveryConfig } from '../../prometheus/discovery/discovery-config.ts';
import type { ContextSummary } from '../../protocol/targets.ts';
import type { Timer } from '../clock.ts';
import type { ClusterAccess } from '../kubeconfig/cluster-access.ts';
import type { WorkerSettings } from '../worker-protocol.ts';
import { chooseAccess } from './choose-access.ts';
import { ClusterLink } from './cluster-link.ts';
import { KubeconfigFollower, type ReadingCause } from './kubeconfig-follower.ts';
import type { Disposable, KubeconfigReading, SessionPorts, WatchEvents } from './ports.ts';
import type { World } from './world.ts';

export interface LiveClusterEvents extends WatchEvents {
  contextChanged(context: ContextSummary): void;
  /** Other objects altogether; undefined for none. */
  worldChanged(world: World | undefined): void;
}

/** A kubeconfig that is being written looks broken for a moment: only if it still does, what is connected ends. */
const BROKEN_FILE_MS = 1000;

/** The cluster of the context that counts: it follows the kubeconfig, which it never writes, until it is disposed. */
export class LiveCluster implements Disposable {
  readonly #ports: SessionPorts;
  readonly #events: LiveClusterEvents;
  readonly #follower: KubeconfigFollower;
  #settings: WorkerSettings;
  #configs: readonly DiscoveryConfig[];
  #reading: KubeconfigReading | undefined;
  #link: ClusterLink | undefined;
  #broken: Timer | 'over' | undefined;

  constructor(
    ports: SessionPorts,
    settings: WorkerSettings,
    configs: readonly DiscoveryConfig[],
    events: LiveClusterEvents,
  ) {
    this.#ports = ports;
    this.#settings = settings;
    this.#configs = configs;
    this.#events = events;
    this.#follower = new KubeconfigFollower(ports, settings.kubeconfig, (reading, cause) => {
      this.#reading = reading;
      this.#choose(cause);
    });
    this.#follower.read('first');
  }

  /** The connection with its watches, while there is one. */
  get link(): ClusterLink | undefined {
    return this.#link;
  }

  /** Settings with the same kubeconfig. */
  setSettings(settings: WorkerSettings): void {
    const before = this.#settings;
    this.#settings = settings;
    if (settings.pinnedContext === before.pinnedContext) this.#watch();
    else this.#choose('first');
  }

  setDiscovery(configs: readonly DiscoveryConfig[]): void {
    this.#configs = configs;
    this.#watch();
  }

  /** Kubeconfig and credentials anew; what has failed is tried at once. */
  refresh(): void {
    this.#follower.read('refresh');
  }

  dispose(): void {
    this.#follower.dispose();
    this.#mend();
    this.#unlink();
  }

  #choose(cause: ReadingCause): void {
    if (!this.#reading) return;
    const choice = chooseAccess(this.#reading, this.#settings.pinnedContext);
    if (!choice.ok && cause === 'files' && this.#link && this.#broken !== 'over') {
      this.#broken ??= this.#ports.clock.after(BROKEN_FILE_MS, () => this.#readBroken());
      return;
    }
    this.#mend();
    if (!choice.ok) {
      if (this.#unlink() === 'ended') this.#events.worldChanged(undefined);
      this.#events.contextChanged({ name: choice.context, chosen: this.#chosen, server: '', cluster: choice.status });
    } else {
      if (this.#link?.adopt(choice.access, cause) !== 'adopted') this.#connect(choice.access);
      this.#watch();
      this.#tell();
    }
  }

  #connect(access: ClusterAccess): void {
    this.#unlink();
    const isCurrent = () => this.#link === link;
    const link: ClusterLink = new ClusterLink(this.#ports, access, {
      objectsChanged: changes => {
        if (isCurrent()) this.#events.objectsChanged(changes);
      },
      stateChanged: () => {
        if (!isCurrent()) return;
        this.#tell();
        this.#events.stateChanged();
      },
    });
    this.#link = link;
    this.#events.worldChanged(link);
  }

  /** Ends what is connected, and with it every object. */
  #unlink(): 'ended' | 'none' {
    const link = this.#link;
    this.#link = undefined;
    link?.dispose();
    return link ? 'ended' : 'none';
  }

  #readBroken(): void {
    this.#broken = 'over';
    this.#follower.read('files');
  }

  #mend(): void {
    if (this.#broken !== 'over') this.#broken?.cancel();
    this.#broken = undefined;
  }

  #watch(): void {
    const { namespaces, maxWatches } = this.#settings;
    this.#link?.watch({ configs: this.#configs, namespaces, maxWatches });
  }

  #tell(): void {
    if (!this.#link) return;
    const { access, status } = this.#link;
    this.#events.contextChanged({
      name: access.context,
      chosen: this.#chosen,
      server: access.server,
      cluster: status,
    });
  }

  get #chosen(): ContextSummary['chosen'] {
    return this.#settings.pinnedContext === null ? 'kubeconfig' : 'pinned';
  }
}
