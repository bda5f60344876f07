import type { MessagePort } from 'node:worker_threads';
import { AskedThread, type ThreadAnswer } from '../asked-thread.ts';
import { describe } from '../describe.ts';
import { textOf } from '../targets/read-saved.ts';
import type { AccessDesk, DeskQuestions } from './access-desk.ts';
import { credentialBytes } from './credential-file.ts';
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

interface ThreadLog {
  readonly log: string;
}

type FromThread = ThreadAnswer<unknown> | ThreadLog;

/** Answers, in the thread that `ThreadDesk` starts, one question after the other. */
export function answerAccess(port: MessagePort, lints: WorkspaceLints): void {
  const post = (message: FromThread) => port.postMessage(message);
  const desk = new FileDesk({ text: textOf, below: credentialBytes }, lints, error =>
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
  readonly #thread: AskedThread<unknown>;

  /** `entry`: the file whose code calls `answerAccess` when its `workerData` is `ACCESS_THREAD`. */
  constructor(entry: string, log: (text: string) => void) {
    this.#thread = new AskedThread({
      entry,
      workerData: ACCESS_THREAD,
      limits: LIMITS,
      heard: message => log((message as ThreadLog).log),
      idle: () => undefined,
    });
  }

  async ask<Asked extends Name>(
    question: Asked,
    ask: DeskQuestions[Asked]['ask'],
  ): Promise<DeskQuestions[Asked]['answer'] | undefined> {
    return (await this.#thread.ask({ question, ask })) as DeskQuestions[Asked]['answer'] | undefined;
  }

  dispose(): void {
    this.#thread.dispose();
  }
}
