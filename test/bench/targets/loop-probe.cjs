// Loaded before the language server (`--require`), in its main thread and its cluster worker: how late each of their event
// loops comes round. For each line on file descriptor 4 it answers a line of JSON there: the greatest delays in ms since the
// line before.
const { Socket } = require('node:net');
const { monitorEventLoopDelay } = require('node:perf_hooks');
const workerThreads = require('node:worker_threads');

const RESOLUTION = 5;
const TELL_EVERY = 50;
const SLOT = 'bench-loop-probe';

const monitor = monitorEventLoopDelay({ resolution: RESOLUTION });
monitor.enable();

/** The greatest delay since the last call. */
function takeLongest() {
  const longest = Number.isFinite(monitor.max) ? monitor.max / 1e6 : 0;
  monitor.reset();
  return longest;
}

if (workerThreads.isMainThread) {
  const worker = new Float64Array(new SharedArrayBuffer(8));
  workerThreads.setEnvironmentData(SLOT, worker.buffer);
  const { Worker } = workerThreads;
  workerThreads.Worker = class extends Worker {
    constructor(file, options) {
      const isMeasured = String(file).endsWith('cluster-worker.cjs');
      super(file, isMeasured ? { ...options, execArgv: [...options.execArgv, '--require', __filename] } : options);
    }
  };
  const socket = new Socket({ fd: 4 });
  socket.on('data', () => {
    socket.write(`${JSON.stringify({ main: takeLongest(), worker: worker[0] })}\n`);
    worker[0] = 0;
  });
  socket.on('error', () => undefined);
  socket.unref();
} else {
  const slot = new Float64Array(workerThreads.getEnvironmentData(SLOT));
  setInterval(() => {
    slot[0] = Math.max(slot[0], takeLongest());
  }, TELL_EVERY).unref();
}
