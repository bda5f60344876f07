import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { toolPath } from '../tools.ts';

type Waiting = PromiseWithResolvers<unknown>;

/** An oracle program (test/tools/oracle) that answers one question after the other. */
export class OracleProcess {
  readonly #child: ChildProcessByStdio<Writable, Readable, null>;
  readonly #waiting: Waiting[] = [];
  readonly #closed: Promise<unknown>;

  constructor() {
    this.#child = spawn(toolPath('oracle'), [], { stdio: ['pipe', 'pipe', 'inherit'] });
    this.#child.stdin.on('error', () => undefined); // what waits is told by `close`
    this.#child.on('error', () => undefined);
    this.#closed = once(this.#child, 'close').catch(() => undefined);
    void this.#closed.then(() => {
      for (const { reject } of this.#waiting.splice(0)) reject(new Error('the oracle has ended'));
    });
    createInterface({ input: this.#child.stdout }).on('line', line => this.#waiting.shift()?.resolve(JSON.parse(line)));
  }

  async ask<T>(request: object): Promise<T> {
    const waiting = Promise.withResolvers<unknown>();
    this.#waiting.push(waiting);
    this.#child.stdin.write(`${JSON.stringify(request)}\n`);
    return (await waiting.promise) as T;
  }

  async end(): Promise<void> {
    this.#child.kill();
    await this.#closed;
  }
}
