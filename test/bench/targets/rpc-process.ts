import { type ChildProcess, fork } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Duplex } from 'node:stream';

/** How late event loops came round at most, in ms. `worker` is 0 without one. */
export interface Delays {
  readonly main: number;
  readonly worker: number;
}

interface Message {
  readonly id?: number | string;
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: unknown;
  readonly error?: { readonly message: string };
}

export interface RpcProcessRequest {
  readonly module: string;
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  /** Answers the requests of the process. */
  readonly answer: (method: string, params: unknown) => unknown;
  readonly notified: (method: string, params: unknown) => void;
}

interface Waiting {
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** A process of Node behind JSON-RPC over IPC, as a language client starts its server. */
export class RpcProcess {
  readonly #child: ChildProcess;
  readonly #probe: Duplex;
  readonly #request: RpcProcessRequest;
  readonly #waiting = new Map<number, Waiting>();
  #lastId = 0;

  constructor(request: RpcProcessRequest) {
    this.#request = request;
    const probe = new URL('loop-probe.cjs', import.meta.url).pathname;
    this.#child = fork(request.module, [...request.args], {
      execArgv: ['--require', probe],
      env: request.env,
      stdio: ['ignore', 'inherit', 'inherit', 'ipc', 'pipe'],
    });
    this.#probe = this.#child.stdio[4] as Duplex;
    this.#probe.on('error', () => undefined);
    this.#child.on('message', message => this.#receive(message as Message));
    this.#child.once('exit', code => {
      for (const { reject } of this.#waiting.values()) reject(new Error(`the process has ended with ${code}`));
    });
  }

  get pid(): number {
    return this.#child.pid ?? 0;
  }

  /** Rejects with what the process refuses with, and when it ends. */
  ask(method: string, params: unknown): Promise<unknown> {
    const id = ++this.#lastId;
    const { promise, resolve, reject } = Promise.withResolvers<unknown>();
    this.#waiting.set(id, { resolve, reject });
    this.#send({ id, method, params });
    return promise;
  }

  tell(method: string, params: unknown): void {
    this.#send({ method, params });
  }

  /** The greatest delays since the last call. */
  async takeDelays(): Promise<Delays> {
    const lines = createInterface(this.#probe);
    this.#probe.write('\n');
    for await (const line of lines) return JSON.parse(line) as Delays;
    throw new Error('the process has ended');
  }

  /** Ends it at once. */
  kill(): void {
    this.#child.kill('SIGKILL');
  }

  #send(message: Message): void {
    if (this.#child.connected) this.#child.send({ jsonrpc: '2.0', ...message });
  }

  #receive({ id, method, params, result, error }: Message): void {
    if (method === undefined) {
      const waiting = this.#waiting.get(Number(id));
      this.#waiting.delete(Number(id));
      if (error) waiting?.reject(new Error(error.message));
      else waiting?.resolve(result);
    } else if (id === undefined) this.#request.notified(method, params);
    else this.#send({ id, result: this.#request.answer(method, params) ?? null });
  }
}
