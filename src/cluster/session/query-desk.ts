import type { FromWorker, QueryName, WorkerQueries, WorkerQuery } from '../worker-protocol.ts';
import { errorCode } from './error-code.ts';

/** How each query is answered. */
export type Answerers = {
  readonly [Name in QueryName]: (
    ask: WorkerQueries[Name]['ask'],
    signal: AbortSignal,
  ) => WorkerQueries[Name]['answer'] | Promise<WorkerQueries[Name]['answer']>;
};

/** Answers queries side by side; each is answered exactly once, or fails, also when it is cancelled. */
export class QueryDesk {
  readonly #answerers: Answerers;
  readonly #post: (message: FromWorker) => void;
  readonly #open = new Map<number, AbortController>();

  constructor(answerers: Answerers, post: (message: FromWorker) => void) {
    this.#answerers = answerers;
    this.#post = post;
  }

  async answer(query: WorkerQuery): Promise<void> {
    const { id } = query;
    const controller = new AbortController();
    this.#open.get(id)?.abort();
    this.#open.set(id, controller);
    try {
      const answer = await this.#ask(query, controller.signal);
      controller.signal.throwIfAborted();
      this.#post({ type: 'answer', id, answer });
    } catch (error) {
      this.#post({ type: 'failed', id, message: this.#reason(query, error, controller.signal) });
    } finally {
      if (this.#open.get(id) === controller) this.#open.delete(id);
    }
  }

  cancel(id: number): void {
    this.#open.get(id)?.abort();
  }

  cancelAll(): void {
    for (const controller of this.#open.values()) controller.abort();
  }

  #ask(query: WorkerQuery, signal: AbortSignal): unknown {
    // The union of queries keeps name and ask together, which a lookup by name forgets.
    const answerer = this.#answerers[query.query] as (ask: unknown, signal: AbortSignal) => unknown;
    return answerer(query.ask, signal);
  }

  #reason({ query, id }: WorkerQuery, error: unknown, signal: AbortSignal): string {
    if (signal.aborted) return 'The question was cancelled.';
    const code = errorCode(error);
    this.#post({ type: 'log', level: 'error', text: `query ${query} (${id}) failed: ${code}` });
    return `The question could not be answered (${code}). Try again, or restart the language server.`;
  }
}
