import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ApiConnection, ApiRequest, ApiResponse, ApiReview } from '../../../../src/cluster/api/api-connection.ts';
import { ApiError, type ApiFailure } from '../../../../src/cluster/api/api-failure.ts';
import type { ClusterAccess } from '../../../../src/cluster/kubeconfig/cluster-access.ts';
import type { SessionEvents } from '../../../../src/cluster/session/cluster-session.ts';
import type {
  ClusterWatches,
  Disposable,
  KubeconfigReading,
  SessionPorts,
  WatchEvents,
  WatchHealth,
  WatchWish,
} from '../../../../src/cluster/session/ports.ts';
import type { KubernetesObject } from '../../../../src/kubernetes/objects/kubernetes-object.ts';
import { objectStore } from '../../../../src/prometheus/discovery/object-store.ts';
import type { ContextSummary, Knowledge } from '../../../../src/protocol/targets.ts';
import { ManualClock } from './manual-clock.ts';

/** A context of the fake kubeconfig; what a test does not say is the same for all. */
export interface FakeContext {
  readonly cluster?: string;
  readonly token?: string;
  readonly namespace?: string;
  /** Why it cannot be used. */
  readonly broken?: string;
}

export type FakeKubeconfig =
  | { readonly current: string; readonly contexts: Readonly<Record<string, FakeContext>> }
  | 'none'
  | 'unreadable';

export class FakeConnection implements ApiConnection {
  readonly access: ClusterAccess;
  disposed = false;
  readonly #answer: (path: string, body: string) => unknown;

  constructor(access: ClusterAccess, answer: (path: string, body: string) => unknown) {
    this.access = access;
    this.#answer = answer;
  }

  get({ path }: ApiRequest): Promise<ApiResponse> {
    return this.#send(path, '');
  }

  review({ path, body }: ApiReview): Promise<ApiResponse> {
    return this.#send(path, body);
  }

  async #send(path: string, body: string): Promise<ApiResponse> {
    const answer = this.#answer(path, body);
    if (answer instanceof ApiError) throw answer;
    const bytes = new TextEncoder().encode(JSON.stringify(answer));
    return {
      chunks: (async function* () {
        yield bytes;
      })(),
      close: () => {},
    };
  }

  renewCredentials(): 'same' {
    return 'same';
  }

  dispose(): void {
    this.disposed = true;
  }
}

export class FakeWatches implements ClusterWatches {
  health: WatchHealth = { state: 'connecting' };
  knowledge: (config: Parameters<ClusterWatches['knowledgeOf']>[0]) => Knowledge = () => ({ state: 'loading' });
  wishes: WatchWish[] = [];
  retries = 0;
  disposed = false;
  readonly events: WatchEvents;
  #store = objectStore([]);

  constructor(events: WatchEvents) {
    this.events = events;
  }

  readonly store = {
    list: ((kind: 'Pod') => this.#store.list(kind)) as ClusterWatches['store']['list'],
    find: ((kind: 'Pod', namespace: string, name: string) =>
      this.#store.find(kind, namespace, name)) as ClusterWatches['store']['find'],
  };

  set(wish: WatchWish): void {
    this.wishes.push(wish);
  }

  knowledgeOf(config: Parameters<ClusterWatches['knowledgeOf']>[0]): Knowledge {
    return this.knowledge(config);
  }

  retry(): void {
    this.retries += 1;
  }

  dispose(): void {
    this.disposed = true;
  }

  /** All lists have come. */
  load(...objects: readonly KubernetesObject[]): void {
    this.#store = objectStore(objects);
    this.health = { state: 'connected' };
    this.knowledge = () => ({ state: 'complete' });
    this.events.objectsChanged(objects.map(({ kind, metadata: { namespace, name } }) => ({ kind, namespace, name })));
    this.events.stateChanged();
  }

  fail(failure: ApiFailure, since: number): void {
    this.health = { state: 'failing', failure, since };
    this.knowledge = () => ({ state: 'unknown', why: failure.message });
    this.events.stateChanged();
  }
}

interface Following extends Disposable {
  readonly files: readonly string[];
  readonly changed: (why: 'begun' | 'written') => void;
}

/** A machine with a kubeconfig and clusters, that does what a test says and remembers what was done. */
export class FakeCluster implements SessionPorts {
  readonly clock = new ManualClock();
  readonly connections: FakeConnection[] = [];
  readonly watches: FakeWatches[] = [];
  readonly logged: string[] = [];
  reads = 0;
  answer: (path: string, body: string) => unknown = () => ({ items: [] });
  #kubeconfig: FakeKubeconfig;
  readonly #following = new Set<Following>();

  constructor(kubeconfig: FakeKubeconfig) {
    this.#kubeconfig = kubeconfig;
  }

  async readKubeconfig(): Promise<KubeconfigReading> {
    this.reads += 1;
    const files = ['/home/me/.kube/config'];
    const kubeconfig = this.#kubeconfig;
    if (kubeconfig === 'none') return { state: 'none', files };
    if (kubeconfig === 'unreadable') return { state: 'unreadable', files, message: 'The kubeconfig is no YAML.' };
    const { current, contexts: entries } = kubeconfig;
    const contexts = Object.entries(entries).map(([name, { cluster = name, namespace = 'default' }]) => ({
      name,
      cluster,
      namespace,
      current: name === current ? ('current' as const) : ('other' as const),
    }));
    const resolve = (named: string) => {
      const name = named === '' ? current : named;
      const context = entries[name];
      const fault = context ? context.broken : `There is no context “${name}”.`;
      if (fault !== undefined) return { ok: false as const, message: fault };
      return { ok: true as const, access: access(name, context ?? {}) };
    };
    return { state: 'read', files, currentContext: current, contexts, resolve };
  }

  followFiles(files: readonly string[], changed: (why: 'begun' | 'written') => void): Disposable {
    const following: Following = { files, changed, dispose: () => this.#following.delete(following) };
    this.#following.add(following);
    return following;
  }

  openConnection(to: ClusterAccess): FakeConnection {
    const connection = new FakeConnection(to, (path, body) => this.answer(path, body));
    this.connections.push(connection);
    return connection;
  }

  openWatches(_connection: ApiConnection, events: WatchEvents): FakeWatches {
    const watches = new FakeWatches(events);
    this.watches.push(watches);
    return watches;
  }

  log(level: string, text: string): void {
    this.logged.push(`${level} ${text}`);
  }

  /** Somebody writes the file. */
  async write(kubeconfig: FakeKubeconfig): Promise<void> {
    this.#kubeconfig = kubeconfig;
    for (const { changed } of this.#following) changed('written');
    await settled();
  }

  get lastWatches(): FakeWatches {
    const last = this.watches.at(-1);
    if (!last) throw new Error('nothing is watched');
    return last;
  }

  /** What is still open. */
  get left(): object {
    return {
      timers: this.clock.waiting,
      files: this.#following.size,
      connections: this.connections.filter(({ disposed }) => !disposed).length,
      watches: this.watches.filter(({ disposed }) => !disposed).length,
    };
  }
}

export const NOTHING_LEFT = { timers: 0, files: 0, connections: 0, watches: 0 } as const;

/** Until everything that was set off has run, as far as it waits for no timer. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1) await nextTurn();
}

function access(
  context: string,
  { cluster = context, token = 'secret', namespace = 'default' }: FakeContext,
): ClusterAccess {
  return {
    context,
    namespace,
    server: `https://${cluster}.example.com`,
    ca: undefined,
    insecureSkipTlsVerify: false,
    tlsServerName: '',
    proxyUrl: '',
    disableCompression: false,
    user: {
      certificate: undefined,
      token: { text: token, file: undefined },
      basic: undefined,
      exec: undefined,
      impersonate: undefined,
    },
  };
}

/** Remembers what a session tells. */
export class Told implements SessionEvents {
  readonly contexts: ContextSummary[] = [];
  readonly worlds: unknown[] = [];
  readonly changes: string[] = [];
  knowledge = 0;

  contextChanged(context: ContextSummary): void {
    this.contexts.push(context);
  }

  worldChanged(world: unknown): void {
    this.worlds.push(world);
  }

  objectsChanged(changes: readonly { readonly kind: string; readonly name: string }[]): void {
    this.changes.push(...changes.map(({ kind, name }) => `${kind} ${name}`));
  }

  knowledgeChanged(): void {
    this.knowledge += 1;
  }

  get states(): readonly string[] {
    return this.contexts.map(({ cluster }) => cluster.state);
  }
}
