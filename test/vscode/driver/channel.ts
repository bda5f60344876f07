import { once } from 'node:events';
import { connect as connectSocket, type Socket } from 'node:net';
import { createInterface } from 'node:readline';
import type { Answer, Call, Greeting } from './channel-protocol.ts';
import { within } from './until.ts';

export interface ChannelAddress {
  readonly port: number;
  readonly secret: string;
}

type VSCodeModule = typeof import('vscode');

/** A call in the extension host may take this long (ms). */
const CALL_LIMIT = 30_000;

/** Reaches the extension host of a VS Code under test. */
export class Channel {
  readonly #socket: Socket;
  readonly #waiting = new Map<number, PromiseWithResolvers<unknown>>();
  #calls = 0;

  constructor(socket: Socket) {
    this.#socket = socket;
    createInterface({ input: socket }).on('line', line => this.#settle(JSON.parse(line) as Answer));
    socket.on('error', () => {}); // `close` follows
    socket.once('close', () => this.#fail());
  }

  /**
   * Calls `body` in the extension host and resolves to what it returns. Only its source travels: it sees the module
   * `vscode` and its arguments, nothing around it. Arguments and result are JSON. Rejects with what it throws, and when
   * the extension host has ended.
   */
  call<A extends readonly unknown[], R>(
    body: (vscode: VSCodeModule, ...args: A) => R | Thenable<R>,
    ...args: A
  ): Promise<Awaited<R>> {
    const id = ++this.#calls;
    const result = Promise.withResolvers<unknown>();
    this.#waiting.set(id, result);
    if (this.#socket.destroyed) this.#fail();
    const call: Call = { id, source: body.toString(), args };
    this.#socket.write(`${JSON.stringify(call)}\n`);
    return within(CALL_LIMIT, `the answer of the extension host to ${call.source}`, result.promise) as Promise<
      Awaited<R>
    >;
  }

  close(): void {
    this.#socket.destroy();
  }

  #settle(answer: Answer): void {
    const result = this.#waiting.get(answer.id);
    this.#waiting.delete(answer.id);
    if (answer.kind === 'returned') result?.resolve(answer.value);
    else result?.reject(new Error(answer.message));
  }

  #fail(): void {
    for (const result of this.#waiting.values()) result.reject(new Error('The extension host has ended.'));
    this.#waiting.clear();
  }
}

/** Connects to an extension host. While the connection of the role `keeps` is open, VS Code runs. */
export async function openChannel(address: ChannelAddress, role: Greeting['role']): Promise<Channel> {
  const socket = connectSocket({ port: address.port, host: '127.0.0.1' });
  await once(socket, 'connect');
  const greeting: Greeting = { secret: address.secret, role };
  socket.write(`${JSON.stringify(greeting)}\n`);
  return new Channel(socket);
}
