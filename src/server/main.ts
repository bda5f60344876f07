import path from 'node:path';
import { isMainThread, parentPort, workerData } from 'node:worker_threads';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { ACCESS_THREAD, answerAccess, ThreadDesk } from './access/desk-thread.ts';
import { WORKSPACE_LINTS } from './access/workspace-lints.ts';
import { SYSTEM_CLOCK } from './clock.ts';
import { serve } from './serve.ts';
import { answerReads, ThreadFileReader } from './targets/reader-thread.ts';
import { threadStarter } from './targets/worker-port.ts';

// The same file is the server and, as threads of it, the reader of files and who works out access.
if (isMainThread) {
  const connection = createConnection(ProposedFeatures.all);
  serve(connection, {
    clock: SYSTEM_CLOCK,
    reader: new ThreadFileReader(import.meta.filename, SYSTEM_CLOCK),
    desk: new ThreadDesk(import.meta.filename, text => connection.console.error(text)),
    startWorker: threadStarter(path.join(import.meta.dirname, 'cluster-worker.cjs')),
  });
} else if (parentPort && workerData === ACCESS_THREAD) answerAccess(parentPort, WORKSPACE_LINTS);
else if (parentPort) answerReads(parentPort);
