import { Worker } from 'node:worker_threads';
import type { FromWorker, QueryName, ToWorker, WorkerQueries } from '../../../../src/cluster/worker-protocol.ts';

type Of<Type extends FromWorker['type']> = Extract<FromWorker, { readonly type: Type }>;

/** The real worker in a real thread, and everything that it has said. */
export class WorkerThread {
  readonly said: FromWorker[] = [];
  readonly exited: Promise<number>;
  readonly #thread: Worker;
  readonly #waiting = new Set<() => void>();
  #lastId = 0;

  /** `env` is the whole environment of the thread. */
  constructor(env: NodeJS.ProcessEnv) {
    this.#thread = new Worker(new URL('../../../../src/cluster/worker.ts', import.meta.url), { env });
    this.#thread.on('message', (message: FromWorker) => {
      this.said.push(message);
      for (const look of [...this.#waiting]) look();
    });
    this.exited = new Promise((resolve, reject) => {
      this.#thread.on('error', reject);
      this.#thread.on('exit', resolve);
    });
  }

  post(message: ToWorker): void {
    this.#thread.postMessage(message);
  }

  /** Resolves with the first message of the type, from `start` on, that the test says is the one. */
  async until<Type extends FromWorker['type']>(
    type: Type,
    test: (message: Of<Type>) => boolean,
    start: number,
  ): Promise<Of<Type>> {
    const isType = (message: FromWorker): message is Of<Type> => message.type === type;
    const find = () => this.said.slice(start).filter(isType).find(test);
    // Who asks first and is not told gets this error; to everybody else it is no news.
    const gone = this.exited.then(status => {
      throw new Error(`the worker ended with status ${status} and never said that`);
    });
    gone.catch(() => {});
    for (let found = find(); ; found = find()) {
      if (found) return found;
      const { promise, resolve } = Promise.withResolvers<void>();
      this.#waiting.add(resolve);
      await Promise.race([promise, gone]);
      this.#waiting.delete(resolve);
    }
  }

  /** Asks, and resolves with the answer or the failure. */
  async ask<Name extends QueryName>(
    query: Name,
    ask: WorkerQueries[Name]['ask'],
  ): Promise<{ readonly answer: WorkerQueries[Name]['answer'] } | { readonly failed: string }> {
    this.#lastId += 1;
    const id = this.#lastId;
    const start = this.said.length;
    this.#thread.postMessage({ id, query, ask });
    const isMine = (message: { readonly id: number }) => message.id === id;
    return await Promise.race([
      this.until('answer', isMine, start).then(({ answer }) => ({ answer: answer as WorkerQueries[Name]['answer'] })),
      this.until('failed', isMine, start).then(({ message }) => ({ failed: message })),
    ]);
  }

  async terminate(): Promise<void> {
    await this.#thread.terminate();
  }
}
