import { once } from 'node:events';
import { rename, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { freePort } from '../../src/cli/host/free-port.ts';
import { endOnSignals, Owned } from '../../src/cli/host/owned.ts';
import { toolPath } from '../conformance/tools.ts';
import { type Daemon, startDaemon, untilDaemon } from './daemon.ts';
import { inCluster, type ServiceAccount } from './in-cluster.ts';
import { Metrics } from './metrics.ts';
import { preparedText } from './prometheus-text.ts';

type LabelTexts = Readonly<Record<string, string>>;

export interface ActiveAnswer {
  readonly scrapePool: string;
  readonly discoveredLabels: LabelTexts;
  readonly labels: LabelTexts;
  readonly scrapeUrl: string;
}

export interface DroppedAnswer {
  readonly scrapePool: string;
  readonly discoveredLabels: LabelTexts;
}

/** What a Prometheus says of its targets. */
export interface PrometheusTargets {
  /** Those that are equal but for `__meta_` labels are one, with the discovered labels of any of them. */
  readonly active: readonly ActiveAnswer[];
  readonly dropped: readonly DroppedAnswer[];
  readonly droppedCounts: Readonly<Record<string, number>>;
  /** How many targets of each job failed; it does not say which. */
  readonly failedCounts: ReadonlyMap<string, number>;
}

export interface PrometheusRequest {
  /** A complete prometheus.yml. */
  readonly text: string;
  /** In the cluster, or beside it with the text of a kubeconfig. */
  readonly access:
    | { readonly from: 'pod'; readonly account: ServiceAccount }
    | { readonly from: 'outside'; readonly kubeconfig: string };
}

const MARKER = 'marker of the test';
/** How long nothing must have happened. */
const QUIET_MS = 1500;
const LIMIT_MS = 120_000;

/**
 * Starts the real Prometheus on a configuration, changed only in what does not show in targets: see `preparedText`. It
 * ends with `dispose`, with this process, and on signals. Rejects with what it says when it does not load the text.
 */
export async function startRealPrometheus({ text, access }: PrometheusRequest): Promise<RealPrometheus> {
  const owned = new Owned();
  endOnSignals(owned);
  try {
    const folder = await owned.temporaryFolder('real-prometheus-');
    const marker = { job: MARKER, file: path.join(folder, 'marker.json') };
    const kubeconfigFile = access.from === 'pod' ? null : path.join(folder, 'kubeconfig');
    if (access.from === 'outside') await writeFile(path.join(folder, 'kubeconfig'), access.kubeconfig, { mode: 0o600 });
    const prepared = preparedText(text, { kubeconfigFile, proxy: await closedProxy(owned), marker });
    await writeFile(path.join(folder, 'prometheus.yml'), prepared);
    const port = await freePort();
    const plain = { command: toolPath('prometheus'), args: flags(folder, port), env: process.env };
    const command = access.from === 'pod' ? await inCluster(plain, access.account, folder) : plain;
    const daemon = startDaemon({ name: 'prometheus', ...command }, owned);
    const prometheus = new RealPrometheus(daemon, `http://127.0.0.1:${port}`, marker.file, owned);
    await prometheus.ready();
    return prometheus;
  } catch (error) {
    await owned.end();
    throw error;
  }
}

function flags(folder: string, port: number): readonly string[] {
  return [
    `--config.file=${path.join(folder, 'prometheus.yml')}`,
    `--storage.tsdb.path=${path.join(folder, 'data')}`,
    `--web.listen-address=127.0.0.1:${port}`,
    '--scrape.discovery-reload-interval=100ms', // hidden; 5 s otherwise
    '--log.level=error',
  ];
}

/** A proxy that hangs up on everybody. */
async function closedProxy(owned: Owned): Promise<string> {
  const server = createServer(socket => socket.on('error', () => undefined).destroy()).listen(0, '127.0.0.1');
  await once(server, 'listening');
  owned.add(() => server.close());
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('No TCP port could be had.');
  return `http://127.0.0.1:${address.port}`;
}

/** A running Prometheus. */
export class RealPrometheus {
  readonly #daemon: Daemon;
  readonly #url: string;
  readonly #markerFile: string;
  readonly #owned: Owned;
  #markers = 0;

  /** Use {@link startRealPrometheus}. */
  constructor(daemon: Daemon, url: string, markerFile: string, owned: Owned) {
    this.#daemon = daemon;
    this.#url = url;
    this.#markerFile = markerFile;
    this.#owned = owned;
  }

  async ready(): Promise<void> {
    await untilDaemon(this.#daemon, async () => ((await fetch(`${this.#url}/-/ready`)).ok ? true : undefined));
  }

  /** What it has said, errors only. */
  log(): string {
    return this.#daemon.log();
  }

  /** Its targets once it has heard everything that the cluster has to say. */
  async settled(): Promise<PrometheusTargets> {
    const limit = performance.now() + LIMIT_MS;
    while (performance.now() < limit) {
      const before = await this.#quiet(QUIET_MS);
      await this.#passMarker();
      const after = await this.#quiet(QUIET_MS / 3); // other jobs' targets may still be being made
      const failedCounts = after.failedSince(before);
      if (after.events === before.events && failedCounts) return { ...(await this.#targets()), failedCounts };
    }
    throw new Error(`Prometheus does not come to rest:\n${this.log().slice(-2000)}`);
  }

  dispose(): Promise<void> {
    return this.#owned.end();
  }

  async #quiet(howLong: number): Promise<Metrics> {
    let metrics = await this.#metrics();
    for (let since = performance.now(); performance.now() - since < howLong; ) {
      await delay(100);
      const now = await this.#metrics();
      if (now.work !== metrics.work) since = performance.now();
      metrics = now;
    }
    return metrics;
  }

  /** Changes a target of its own and waits until it shows: what was discovered before shows then too. */
  async #passMarker(): Promise<void> {
    const marker = `marker-${++this.#markers}`;
    const temporary = `${this.#markerFile}.new`;
    await writeFile(temporary, JSON.stringify([{ targets: [marker] }]));
    await rename(temporary, this.#markerFile);
    const at = `${this.#url}/api/v1/targets?scrapePool=${encodeURIComponent(MARKER)}`;
    await untilDaemon(this.#daemon, async () =>
      (await (await fetch(at)).text()).includes(`"${marker}"`) ? true : undefined,
    );
  }

  async #metrics(): Promise<Metrics> {
    return new Metrics(await (await fetch(`${this.#url}/metrics`)).text());
  }

  async #targets(): Promise<Omit<PrometheusTargets, 'failedCounts'>> {
    const response = await fetch(`${this.#url}/api/v1/targets`);
    const { data } = (await response.json()) as {
      readonly data: {
        readonly activeTargets: readonly ActiveAnswer[];
        readonly droppedTargets: readonly DroppedAnswer[];
        readonly droppedTargetCounts: Readonly<Record<string, number>>;
      };
    };
    return {
      active: data.activeTargets.filter(({ scrapePool }) => scrapePool !== MARKER),
      dropped: data.droppedTargets,
      droppedCounts: data.droppedTargetCounts,
    };
  }
}
