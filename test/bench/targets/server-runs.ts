import { setTimeout as pause } from 'node:timers/promises';
import { Owned } from '../../../src/cli/host/owned.ts';
import type { TargetsRow } from '../../../src/protocol/targets.ts';
import type { ControlPlane } from '../../cluster/control-plane.ts';
import { largeConfig } from '../large-config.ts';
import { type Editor, type JobRow, openEditor } from './editor.ts';
import { podsJob, withPodsJob } from './pods-job.ts';
import { ALL, podKey, TARGETS_OF_POD } from './pods-world.ts';
import { peakMemory, processorTime } from './process-cost.ts';
import { type Delays, RpcProcess } from './rpc-process.ts';

/** Lines of the configuration that is edited. */
export const LINES = 1000;
const BETWEEN_KEYS = 60;
/** News of rows come four times a second at most: the one before must not hold up the next. */
const BETWEEN_NEWS = 400;

/** Where the language server's bundle and the cluster are. */
export interface Place {
  readonly module: string;
  readonly plane: ControlPlane;
}

export interface ServerCost {
  /** From the start of the process until the view has the counts of all targets. */
  readonly ms: number;
  /** The work of processors by then, in ms. */
  readonly work: number;
  /** The most memory by then, in bytes. */
  readonly counted: number;
  /** The same once the rows of a namespace have been shown. */
  readonly shown: number;
  /** The longest times for which something of ours, and a process that does nothing, could not answer, in ms. */
  readonly blocked: Delays;
  readonly idle: number;
}

/** From the start of the language server until the tree has all targets. */
export function loadingRun(place: Place, targets: 'dropped' | 'kept'): Promise<ServerCost> {
  return withEditor(place, podsJob(targets), async (editor, start, idle) => {
    await editor.initialize();
    await Promise.all([editor.server.takeDelays(), idle.takeDelays()]);
    editor.showTargets();
    const row = await editor.jobRow(isComplete(targets));
    const ms = performance.now() - start;
    const [counted, work] = await Promise.all([peakMemory(editor.server.pid), processorTime(editor.server.pid)]);
    const [blocked, { main }] = await Promise.all([editor.server.takeDelays(), idle.takeDelays()]);
    await showNamespace(editor, row.id);
    return { ms, work, counted, shown: await peakMemory(editor.server.pid), blocked, idle: main };
  });
}

/** What somebody sees who types in a configuration meanwhile. */
export interface TypingCost {
  /** From the request of a completion, sent right after a key, to its answer, in ms. */
  readonly completions: readonly number[];
  readonly blocked: Delays;
  readonly idle: number;
}

/** Types in a job of a long configuration, whose last job is that of the pods, from the start until that has all targets. */
export function typingRun(place: Place): Promise<TypingCost> {
  const text = withPodsJob(largeConfig(LINES));
  const role = '      - role: pod';
  const before = text.slice(0, text.indexOf(`${role}\n`, text.length / 2)).split('\n');
  const at = { line: before.length - 1, character: role.length };
  return withEditor(place, text, async (editor, _start, idle) => {
    await editor.initialize();
    await editor.open(text);
    await editor.complete(at);
    await Promise.all([editor.server.takeDelays(), idle.takeDelays()]);
    editor.showTargets();
    let isLoading = true;
    const loaded = editor.jobRow(isComplete('kept')).finally(() => {
      isLoading = false;
    });
    const completions: number[] = [];
    while (isLoading) {
      editor.edit({ ...at, character: at.character - 1 }, 1, '');
      completions.push(await timeOf(() => editor.complete({ ...at, character: at.character - 1 })));
      await pause(BETWEEN_KEYS);
      editor.edit({ ...at, character: at.character - 1 }, 0, 'd');
      completions.push(await timeOf(() => editor.complete(at)));
      await pause(BETWEEN_KEYS);
    }
    await loaded;
    const [blocked, { main }] = await Promise.all([editor.server.takeDelays(), idle.takeDelays()]);
    return { completions, blocked, idle: main };
  });
}

/** From a change of a pod, as it is sent to the API server, to the row that shows it, in ms; and to the server's answer. */
export interface ChangeCost {
  readonly row: readonly number[];
  readonly accepted: readonly number[];
}

/** Has one pod after the other dropped by an annotation, and taken back. */
export function changingRun(place: Place, changes: number): Promise<ChangeCost> {
  return withEditor(place, podsJob('kept'), async editor => {
    await editor.initialize();
    editor.showTargets();
    await editor.jobRow(isComplete('kept'));
    const row: number[] = [];
    const accepted: number[] = [];
    for (let index = 0; index < changes; index += 1) {
      const [scrape, active] = index % 2 === 0 ? ['false', ALL - TARGETS_OF_POD] : ['true', ALL];
      const metadata = { annotations: { 'prometheus.io/scrape': scrape } };
      await pause(BETWEEN_NEWS);
      const start = performance.now();
      const shown = editor.jobRow(({ counts }) => counts.active === active);
      await place.plane.api.patch(podKey(Math.floor(index / 2) * 101), { metadata });
      accepted.push(performance.now() - start);
      await shown;
      row.push(performance.now() - start);
    }
    return { row, accepted };
  });
}

async function withEditor<T>(
  { module, plane }: Place,
  text: string,
  run: (editor: Editor, start: number, idle: RpcProcess) => Promise<T>,
): Promise<T> {
  const owned = new Owned();
  try {
    const idle = idleProcess(owned);
    await idle.takeDelays(); // it has started
    const start = performance.now();
    const editor = await openEditor({ module, kubeconfig: plane.kubeconfig, text, owned });
    return await run(editor, start, idle);
  } finally {
    await owned.end();
  }
}

function idleProcess(owned: Owned): RpcProcess {
  const module = new URL('idle-process.cjs', import.meta.url).pathname;
  const idle = new RpcProcess({ module, args: [], env: process.env, answer: () => null, notified: () => undefined });
  owned.add(() => idle.kill());
  return idle;
}

function isComplete(targets: 'dropped' | 'kept'): (row: JobRow) => boolean {
  return ({ counts, knowledge }) =>
    knowledge.state === 'complete' && (targets === 'dropped' ? counts.dropped : counts.active) === ALL;
}

/** Opens the first row below the job again and again until targets show. */
async function showNamespace(editor: Editor, job: string): Promise<void> {
  let parent: TargetsRow | undefined;
  for (let rows = await editor.rows(job); ; rows = await editor.rows(parent.id)) {
    parent = rows.find(({ kind }) => kind === 'group' || kind === 'reason' || kind === 'namespace');
    if (rows.some(({ kind }) => kind === 'target' || kind === 'discovered')) return;
    if (!parent) throw new Error('There are no targets below the job.');
  }
}

async function timeOf(run: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await run();
  return performance.now() - start;
}
