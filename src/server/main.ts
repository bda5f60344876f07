import path from 'node:path';
import { isMainThread, parentPort } from 'node:worker_threads';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { SYSTEM_CLOCK } from './clock.ts';
import { serve } from './serve.ts';
import { answerReads, ThreadFileReader } from './targets/reader-thread.ts';
import { threadStarter } from './targets/worker-port.ts';

// The same file is the server and, as a thread of it, the reader of files.
if (isMainThread) {
  serve(createConnection(ProposedFeatures.all), {
    clock: SYSTEM_CLOCK,
    reader: new ThreadFileReader(import.meta.filename, SYSTEM_CLOCK),
    startWorker: threadStarter(path.join(import.meta.dirname, 'cluster-worker.cjs')),
  });
} else if (parentPort) answerReads(parentPort);
