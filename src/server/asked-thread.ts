import { type ResourceLimits, Worker } from 'node:worker_threads';

/** What the thread posts for a question: its id, and the answer. */
export interface ThreadAnswer<Answer> {
  readonly id: number;
  readonly answer: Answer;
}

export interface AskedThreadRequest {
  /** The file that the thread runs. */
  readonly entry: string;
  readonly workerData: unknown;
  readonly limits: ResourceLimits;
  /** A message that answers nothing. */
  readonly heard: (message: unknown) => void;
  /** An answer has come; nothing is waited for any more. */
  readonly idle: () => void;
}

/**
 * Asks questions of a thread, which is started with the first one and again after it has ended. What a thread that ends by
 * itself, for want of memory, has not answered is answered by undefined. What it prints is thrown away.
 */
export class AskedThread<Answer> {
  readonly #request: AskedThreadRequest;
  readonly #pending = new Map<number, (answer: Answer | undefined) => void>();
  #thread: Worker | undefined;
  #lastId = 0;

  constructor(request: AskedThreadRequest) {
    this.#request = request;
  }

  /** Posts the question with an id. */
  ask(question: object): Promise<Answer | undefined> {
    this.#thread ??= this.#start();
    const id = ++this.#lastId;
    const answer = new Promise<Answer | undefined>(resolve => this.#pending.set(id, resolve));
    this.#thread.postMessage({ ...question, id });
    return answer;
  }

  dispose(): void {
    const thread = this.#thread;
    if (!thread) return;
    this.#lose(thread);
    void thread.terminate();
  }

  #start(): Worker {
    const { entry, workerData, limits, heard } = this.#request;
    const thread = new Worker(entry, { workerData, resourceLimits: limits, execArgv: [], stdout: true, stderr: true });
    thread.stdout.resume();
    thread.stderr.resume();
    thread.on('message', (message: ThreadAnswer<Answer> | object) => {
      if ('id' in message) this.#settle(message);
      else heard(message);
    });
    // An error is always followed by the exit.
    thread.on('error', () => undefined);
    thread.on('exit', () => this.#lose(thread));
    return thread;
  }

  #settle({ id, answer }: ThreadAnswer<Answer>): void {
    this.#pending.get(id)?.(answer);
    this.#pending.delete(id);
    if (this.#pending.size === 0) this.#request.idle();
  }

  #lose(thread: Worker): void {
    if (this.#thread !== thread) return;
    this.#thread = undefined;
    const waiting = [...this.#pending.values()];
    this.#pending.clear();
    for (const resolve of waiting) resolve(undefined);
  }
}
