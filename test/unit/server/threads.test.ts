import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import type { FromWorker } from '../../../src/cluster/worker-protocol.ts';
import { MAX_FILE_BYTES } from '../../../src/server/targets/read-saved.ts';
import { ThreadFileReader } from '../../../src/server/targets/reader-thread.ts';
import { workerEnvironment } from '../../../src/server/targets/worker-environment.ts';
import { threadStarter, type WorkerEnd } from '../../../src/server/targets/worker-port.ts';
import { ManualClock } from './manual-clock.ts';

const folder = await mkdtemp(path.join(tmpdir(), 'prometheus-threads-'));
after(() => rm(folder, { recursive: true, force: true }));

const SERVER = path.resolve(import.meta.dirname, '../../../src/server/main.ts');

async function file(name: string, content: string | Uint8Array): Promise<string> {
  const at = path.join(folder, name);
  await writeFile(at, content);
  return at;
}

test('the reader reads files in its thread and lets it go when nobody asks', async () => {
  const clock = new ManualClock();
  const reader = new ThreadFileReader(SERVER, clock);
  const text = 'scrape_configs:\n- job_name: a\n  static_configs: [{targets: [x]}]\n  params: {m: [n]}\n';
  const jobsOf = async (at: string) => {
    const reading = await reader.read(at, 'unknown');
    return reading?.parts.map(({ jobs }) => (jobs === 'refused' ? jobs : jobs.map(({ pool }) => pool.jobName)));
  };
  const plain = await file('p.yml', text);
  assert.deepEqual(await jobsOf(plain), [['a']]);
  const jobs = (await reader.read(plain, 'unknown'))?.parts[0]?.jobs;
  assert.deepEqual(jobs !== 'refused' && jobs?.[0]?.pool.params, new Map([['m', ['n']]]));
  assert.equal(await reader.look(plain), 'maybe');
  const wide = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]);
  assert.deepEqual(await jobsOf(await file('utf16.yml', wide)), [['a']]);
  assert.deepEqual(await jobsOf(await file('bom.yml', `\ufeff${text}`)), [['a']]);
  assert.deepEqual(await jobsOf(await file('twice.yml', text + text.slice(16))), ['refused']);
  assert.deepEqual(await jobsOf(await file('other.yml', 'a: b')), []);
  assert.equal(await reader.look(path.join(folder, 'other.yml')), 'none');
  const large = await file('large.yml', `${text}#${' '.repeat(MAX_FILE_BYTES)}`);
  assert.deepEqual([await reader.look(large), await jobsOf(large)], ['none', undefined]);
  assert.equal(await jobsOf(path.join(folder, 'gone.yml')), undefined);
  assert.equal(await jobsOf(folder), undefined);
  assert.equal(clock.waiting, 1);
  clock.advance(60_000);
  assert.equal(clock.waiting, 0);
  assert.deepEqual(await jobsOf(plain), [['a']]);
  reader.dispose();
  assert.equal(clock.waiting, 0);
});

test('a reader that is disposed of leaves nobody waiting', async () => {
  const reader = new ThreadFileReader(SERVER, new ManualClock());
  const read = reader.read(path.join(folder, 'p.yml'), 'unknown');
  reader.dispose();
  assert.equal(await read, undefined);
});

/** Runs a worker of that code until it is gone: what it said and how it ended. */
async function run(name: string, code: string) {
  const { promise, resolve } = Promise.withResolvers<{ readonly end: WorkerEnd; readonly detail: string }>();
  const messages: FromWorker[] = [];
  const start = threadStarter(await file(name, code));
  const port = start({ message: message => messages.push(message), exit: (end, detail) => resolve({ end, detail }) });
  port.post({ type: 'end' });
  return { messages, ...(await promise) };
}

const ECHO = `const { parentPort } = require('node:worker_threads');
  parentPort.on('message', ({ type }) => { parentPort.postMessage({ type: 'log', level: 'info', text: type }); parentPort.close(); });`;

test('a worker hears, speaks and ends', async () => {
  assert.deepEqual(await run('echo.cjs', ECHO), {
    messages: [{ type: 'log', level: 'info', text: 'end' }],
    end: 'ended',
    detail: 'status 0',
  });
});

test('how a worker failed is told without what its error says', async () => {
  const thrown = await run('throw.cjs', `throw new TypeError('token s3cret');`);
  assert.equal(thrown.end, 'crashed');
  assert.match(thrown.detail, /^TypeError at \d+:\d+$/);
  const rejected = await run('reject.cjs', `Promise.reject(Object.assign(new Error('s3cret'), { code: 'EMINE' }));`);
  assert.equal(rejected.end, 'crashed');
  assert.match(rejected.detail, /^EMINE/);
  assert.equal((await run('exit.cjs', 'process.exit(3)')).detail, 'status 3');
  const start = threadStarter(path.join(folder, 'missing.cjs'));
  const end = await new Promise<WorkerEnd>(resolve => start({ message: () => undefined, exit: resolve }));
  assert.equal(end, 'crashed');
});

test('what a worker prints goes nowhere', async () => {
  const worker = await file('print.cjs', `console.log('s3cret'); console.error('s3cret'); ${ECHO}`);
  const module = path.resolve(import.meta.dirname, '../../../src/server/targets/worker-port.ts');
  const host = await file(
    'host.mjs',
    `import { threadStarter } from ${JSON.stringify(pathToFileURL(module).href)};
    const events = { message: ({ text }) => console.log(text), exit: end => console.log(end) };
    threadStarter(${JSON.stringify(worker)})(events).post({ type: 'end' });`,
  );
  const { stdout, stderr } = await promisify(execFile)(process.execPath, [host]);
  assert.deepEqual([stdout, stderr], ['end\nended\n', '']);
});

test('the environment of the worker is the user’s', () => {
  const editor = {
    ELECTRON_RUN_AS_NODE: '1',
    VSCODE_IPC_HOOK: 'x',
    NODE_CHANNEL_FD: '3',
    NODE_OPTIONS: '--x',
    SNAP: 'y',
  };
  const user = { PATH: '/bin', HOME: '/home', KUBECONFIG: '/k', https_proxy: 'http://p', SNAPSHOT: '1' };
  assert.deepEqual(workerEnvironment({ ...editor, ...user, unset: undefined }, 'linux'), user);
  assert.deepEqual(workerEnvironment({ Path: 'C:\\' }, 'win32'), { PATH: 'C:\\' });
});
