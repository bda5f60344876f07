import path from 'node:path';
import { parentPort } from 'node:worker_threads';
import type { ConnectionOptions } from './api/connection-options.ts';
import { openConnection } from './api/https-connection.ts';
import { SYSTEM_CLOCK } from './clock.ts';
import { diskFiles } from './kubeconfig/disk-files.ts';
import { readKubeconfig } from './kubeconfig/read-kubeconfig.ts';
import { ClusterWorker } from './session/cluster-worker.ts';
import { followFiles } from './session/follow-files.ts';
import { TargetsTree } from './tree/targets-tree.ts';
import { openWatches } from './watch/cluster-watches.ts';
import type { FromWorker, ToWorker } from './worker-protocol.ts';

/** What API servers see in their logs. */
const USER_AGENT = 'prometheus-kubernetes-tools';

/** After the end nothing keeps the thread; if something does, it does not for longer. */
const EXIT_MS = 1000;

/** The entry of the cluster worker, a thread of the language server: see `worker-protocol.ts`. */
function serve(port: NonNullable<typeof parentPort>): void {
  const clock = SYSTEM_CLOCK;
  const post = (message: FromWorker) => port.postMessage(message);
  const log: ConnectionOptions['log'] = (level, text) => post({ type: 'log', level, text });
  const machine = {
    env: process.env,
    platform: process.platform,
    cwd: process.cwd(),
    path,
    files: diskFiles,
    now: () => clock.now(),
  };
  const worker = new ClusterWorker({
    clock,
    readKubeconfig: async setting => readKubeconfig(setting, machine),
    followFiles: (files, changed) => followFiles(files, changed, clock),
    openConnection: access => openConnection(access, { clock, environment: process.env, userAgent: USER_AGENT, log }),
    openWatches: (connection, events) => openWatches(connection, events, { clock, log }),
    makeTree: store => new TargetsTree(store),
    nextTurn: run => setImmediate(run),
    post,
    ended: () => {
      port.close();
      setTimeout(() => process.exit(0), EXIT_MS).unref();
    },
  });
  process.on('unhandledRejection', error => worker.failed(error));
  process.on('uncaughtException', error => worker.failed(error));
  port.on('message', (message: ToWorker) => worker.receive(message));
}

if (parentPort) serve(parentPort);
