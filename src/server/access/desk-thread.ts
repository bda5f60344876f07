import { type MessagePort, Worker } from 'node:worker_threads';
import { describe } from '../describe.ts';
import { textOf } from '../targets/read-saved.ts';
import type { AccessDesk, DeskQuestions } from './access-desk.ts';
import { FileDesk, type WorkspaceLints } from './file-desk.ts';

/** Marks the thread among those that run the same file. */
export const ACCESS_THREAD = 'access';

const LIMITS = { maxYoungGenerationSizeMb: 32, maxOldGenerationSizeMb: 1024 };

type Name = keyof DeskQuestions;

interface Question {
  readonly id: number;
  readonly question: Name;
  readonly ask: unknown;
}

type FromThread = { readonly id: number; readonly answer: unknown } | { readonly log: string };

/** Answers, in the thread that `ThreadDesk` starts, one question after the other. */
export function answerAccess(port: MessagePort, lints: WorkspaceLints): void {
  const post = (message: FromThread) => port.postMessage(message);
  const desk = new FileDesk(textOf, lints, error =>
    post({ log: `Access could not be worked out: ${describe(error)}` }),
  );
  let before: Promise<void> = Promise.resolve();
  port.on('message', ({ id, question, ask }: Question) => {
    before = before.then(async () => {
      // The two sides are built together: a question has the type of its name.
      const answer: unknown = await desk.ask(question, ask as DeskQuestions[Name]['ask']);
      post({ id, answer });
    });
  });
}

/**
 * Works out access in a thread of its own: the files of a large workspace take seconds to read, and whoever types must not
 * notice. When the thread ends by itself, for want of memory, what was asked is not answered.
 */
export class ThreadDesk implements AccessDesk {
  readonly #entry: string;
  readonly #log: (text: string) => void;
  readonly #pending = new Map<number, (answer: unknown) => void>();
  #thread: Worker | undefined;
  #lastId = 0;

  /** `entry`: the file whose code calls `answerAccess` when its `workerData` is `ACCESS_THREAD`. */
  constructor(entry: string, log: (text: string) => void) {
    this.#entry = entry;
    this.#log = log;
  }

  async ask<Asked extends Name>(
    question: Asked,
    ask: DeskQuestions[Asked]['ask'],
  ): Promise<DeskQuestions[Asked]['answer'] | undefined> {
    this.#thread ??= this.#start();
    const id = ++this.#lastId;
    const answer = new Promise<unknown>(resolve => this.#pending.set(id, resolve));
    this.#thread.postMessage({ id, question, ask } satisfies Question);
    return (await answer) as DeskQuestions[Asked]['answer'] | undefined;
  }

  dispose(): void {
    const thread = this.#thread;
    if (!thread) return;
    this.#lose(thread);
    void thread.terminate();
  }

  #start(): Worker {
    const thread = new Worker(this.#entry, {
      workerData: ACCESS_THREAD,
      resourceLimits: LIMITS,
      execArgv: [],
      stdout: true,
      stderr: true,
    });
    thread.stdout.resume();
    thread.stderr.resume();
    thread.on('message', (message: FromThread) => {
      if ('log' in message) this.#log(message.log);
      else this.#settle(message.id, message.answer);
    });
    // An error is always followed by the exit.
    thread.on('error', () => undefined);
    thread.on('exit', () => this.#lose(thread));
    return thread;
  }

  #settle(id: number, answer: unknown): void {
    this.#pending.get(id)?.(answer);
    this.#pending.delete(id);
  }

  #lose(thread: Worker): void {
    if (this.#thread !== thread) return;
    this.#thread = undefined;
    const waiting = [...this.#pending.values()];
    this.#pending.clear();
    for (const resolve of waiting) resolve(undefined);
  }
}
