import type { ObjectStore } from '../../prometheus/discovery/object-store.ts';
import type { FromWorker, ToWorker, WorkerConfiguration } from '../worker-protocol.ts';
import { accessReviews } from './access-reviews.ts';
import { ClusterSession } from './cluster-session.ts';
import { errorCode } from './error-code.ts';
import type { LiveTree } from './live-tree.ts';
import { namespaceNames } from './namespace-names.ts';
import type { Disposable, SessionPorts } from './ports.ts';
import { type Answerers, QueryDesk } from './query-desk.ts';
import { recordSnapshot } from './record-snapshot.ts';
import { TreeRunner } from './tree-runner.ts';

export interface ClusterWorkerPorts extends Omit<SessionPorts, 'log'> {
  makeTree(store: ObjectStore): LiveTree;
  nextTurn(run: () => void): void;
  post(message: FromWorker): void;
  /** After `end`: everything is closed. */
  ended(): void;
}

/** The worker behind its messages: a session, the tree over its objects, and answers to queries. */
export class ClusterWorker implements Disposable {
  readonly #ports: ClusterWorkerPorts;
  readonly #session: ClusterSession;
  readonly #runner: TreeRunner;
  readonly #desk: QueryDesk;
  #configurations: readonly WorkerConfiguration[] = [];

  constructor(ports: ClusterWorkerPorts) {
    this.#ports = ports;
    const log: SessionPorts['log'] = (level, text) => ports.post({ type: 'log', level, text });
    const sessionPorts: SessionPorts = { ...portsOfSession(ports), log };
    this.#session = new ClusterSession(sessionPorts, {
      contextChanged: context => {
        ports.post({ type: 'context', context });
        this.#runner.setContext(context);
      },
      worldChanged: world => this.#runner.setWorld(world),
      objectsChanged: changes => this.#runner.objectsChanged(changes),
      knowledgeChanged: () => this.#runner.knowledgeChanged(),
    });
    this.#runner = new TreeRunner(
      {
        clock: ports.clock,
        nextTurn: run => ports.nextTurn(run),
        makeTree: store => ports.makeTree(store),
        announce: changes => ports.post({ type: 'changed', ...changes }),
        failed: error => log('error', `the target tree failed: ${errorCode(error)}`),
      },
      this.#session.world,
      this.#session.context,
    );
    this.#desk = new QueryDesk(this.#answerers(sessionPorts), message => ports.post(message));
  }

  /** Takes a message. What fails inside is logged by its code; nothing is thrown. */
  receive(message: ToWorker): void {
    try {
      this.#receive(message);
    } catch (error) {
      this.failed(error);
    }
  }

  /** An error that nobody caught. */
  failed(error: unknown): void {
    this.#ports.post({ type: 'log', level: 'error', text: `the cluster worker failed: ${errorCode(error)}` });
  }

  dispose(): void {
    this.#desk.cancelAll();
    this.#session.dispose();
    this.#runner.dispose();
  }

  #receive(message: ToWorker): void {
    if ('query' in message) {
      void this.#desk.answer(message);
      return;
    }
    switch (message.type) {
      case 'settings':
        this.#session.setSettings(message.settings);
        return;
      case 'configurations':
        this.#setConfigurations(message.configurations);
        return;
      case 'configuration':
        this.#setConfigurations(this.#configurations.map(one => takeEqualId(message.configuration, one)));
        return;
      case 'need':
        this.#session.setNeed(message.need);
        return;
      case 'refresh':
        this.#session.refresh();
        return;
      case 'cancel':
        this.#desk.cancel(message.id);
        return;
      case 'end':
        this.dispose();
        this.#ports.ended();
    }
  }

  #setConfigurations(configurations: readonly WorkerConfiguration[]): void {
    this.#configurations = configurations;
    this.#session.setDiscovery(this.#runner.setConfigurations(configurations));
  }

  #answerers(ports: SessionPorts): Answerers {
    const tree = () => this.#runner.tree;
    return {
      rows: (ask, signal) => tree().rows(ask, signal),
      contexts: async () => {
        const reading = await ports.readKubeconfig(this.#session.settings.kubeconfig);
        return reading.state === 'read' ? reading.contexts : [];
      },
      namespaces: (_ask, signal) => namespaceNames(this.#session, ports, signal),
      trace: ({ row }) => tree().trace(row),
      traceLabels: ({ place, text }) => tree().traceLabels(place, text),
      editEffect: ({ configuration, job }) => tree().editEffect(configuration, job),
      object: name => tree().object(name),
      accessReviews: (ask, signal) => accessReviews(this.#session, ports, ask, signal),
      recordSnapshot: (_ask, signal) => recordSnapshot(this.#session, ports, signal),
    };
  }
}

function takeEqualId(now: WorkerConfiguration, before: WorkerConfiguration): WorkerConfiguration {
  return now.id === before.id ? now : before;
}

function portsOfSession(ports: ClusterWorkerPorts): Omit<SessionPorts, 'log'> {
  return {
    clock: ports.clock,
    readKubeconfig: setting => ports.readKubeconfig(setting),
    followFiles: (files, changed) => ports.followFiles(files, changed),
    openConnection: access => ports.openConnection(access),
    openWatches: (connection, events) => ports.openWatches(connection, events),
  };
}
