import type { MessagePort } from 'node:worker_threads';
import { AskedThread } from '../asked-thread.ts';
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
  readonly #clock: Clock;
  readonly #thread: AskedThread<ReaderAnswer['answer']>;
  #idle: { cancel(): void } | undefined;

  /** `entry`: the file whose code calls `answerReads`. */
  constructor(entry: string, clock: Clock) {
    this.#clock = clock;
    this.#thread = new AskedThread({
      entry,
      workerData: undefined,
      limits: LIMITS,
      heard: () => undefined,
      idle: () => this.#rest(),
    });
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
    this.#thread.dispose();
  }

  #ask(question: Ask): Promise<ReaderAnswer['answer']> {
    this.#idle?.cancel();
    return this.#thread.ask(question);
  }

  #rest(): void {
    this.#idle?.cancel();
    this.#idle = this.#clock.after(IDLE_MS, () => this.dispose());
  }
}
