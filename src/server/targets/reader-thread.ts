import { type MessagePort, Worker } from 'node:worker_threads';
import type { Clock } from '../clock.ts';
import type { FileReader, ReaderAnswer, ReaderQuestion } from './file-reader.ts';
import { lookAtSaved, readSaved } from './read-saved.ts';

/** Files come in bursts: a thread that nobody asks is ended after this time. */
const IDLE_MS = 10_000;

const LIMITS = { maxYoungGenerationSizeMb: 16, maxOldGenerationSizeMb: 512 };

type Ask = { readonly ask: 'look'; readonly path: string } | Omit<Extract<ReaderQuestion, { ask: 'read' }>, 'id'>;

/** Answers questions in the thread that `ThreadFileReader` starts. */
export function answerReads(port: MessagePort): void {
  port.on('message', async (question: ReaderQuestion) => {
    const { id, path } = question;
    const answer = question.ask === 'look' ? await lookAtSaved(path) : await readSaved(path, question.version);
    port.postMessage({ id, answer } satisfies ReaderAnswer);
  });
}

/**
 * Reads files in a thread of its own: parsing a large one takes longer than anybody wants to wait for a completion. What
 * the thread cannot do, because it ran out of memory, counts as a file that cannot be read.
 */
export class ThreadFileReader implements FileReader {
  readonly #entry: string;
  readonly #clock: Clock;
  readonly #pending = new Map<number, (answer: ReaderAnswer['answer']) => void>();
  #thread: Worker | undefined;
  #idle: { cancel(): void } | undefined;
  #lastId = 0;

  /** `entry`: the file whose code calls `answerReads`. */
  constructor(entry: string, clock: Clock) {
    this.#entry = entry;
    this.#clock = clock;
  }

  async look(path: string): Promise<'maybe' | 'none'> {
    return (await this.#ask({ ask: 'look', path })) === 'maybe' ? 'maybe' : 'none';
  }

  async read(
    path: string,
    version: Parameters<FileReader['read']>[1],
  ): Promise<Awaited<ReturnType<FileReader['read']>>> {
    const answer = await this.#ask({ ask: 'read', path, version });
    return typeof answer === 'object' ? answer : undefined;
  }

  dispose(): void {
    this.#idle?.cancel();
    const thread = this.#thread;
    if (thread) {
      this.#lose(thread);
      void thread.terminate();
    }
  }

  #ask(question: Ask): Promise<ReaderAnswer['answer']> {
    this.#idle?.cancel();
    this.#thread ??= this.#start();
    const id = ++this.#lastId;
    const answer = new Promise<ReaderAnswer['answer']>(resolve => this.#pending.set(id, resolve));
    this.#thread.postMessage({ ...question, id } satisfies ReaderQuestion);
    return answer;
  }

  #start(): Worker {
    const thread = new Worker(this.#entry, { resourceLimits: LIMITS, execArgv: [], stdout: true, stderr: true });
    thread.stdout.resume();
    thread.stderr.resume();
    thread.on('message', ({ id, answer }: ReaderAnswer) => this.#settle(id, answer));
    // An error is always followed by the exit.
    thread.on('error', () => undefined);
    thread.on('exit', () => this.#lose(thread));
    return thread;
  }

  #settle(id: number, answer: ReaderAnswer['answer']): void {
    this.#pending.get(id)?.(answer);
    this.#pending.delete(id);
    if (this.#pending.size > 0) return;
    this.#idle?.cancel();
    this.#idle = this.#clock.after(IDLE_MS, () => this.dispose());
  }

  #lose(thread: Worker): void {
    if (this.#thread !== thread) return;
    this.#thread = undefined;
    const waiting = [...this.#pending.values()];
    this.#pending.clear();
    for (const resolve of waiting) resolve(undefined);
  }
}
