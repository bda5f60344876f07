// Runs in the extension host as its tests module (`--extensionTestsPath`), bundled. The tests themselves run in a Node of
// their own, so that no test shares an event loop with the extension: from there this module takes functions to call.
import { renameSync, writeFileSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { createInterface } from 'node:readline';
import * as vscode from 'vscode';
import { ADDRESS_FILE_VARIABLE, type Answer, type Call, type Greeting, SECRET_VARIABLE } from './channel-protocol.ts';

/** Ends, and VS Code with it, when the one that keeps this VS Code has closed its connection. */
export async function run(): Promise<void> {
  const { promise: kept, resolve: end } = Promise.withResolvers<void>();
  const server = createServer(socket => void serve(socket, end));
  server.listen(0, '127.0.0.1', () => publish(server.address()));
  await kept;
  server.close();
}

/** The file appears with its content: whoever waits for it never reads half of it. */
function publish(address: unknown): void {
  const file = process.env[ADDRESS_FILE_VARIABLE] ?? '';
  writeFileSync(`${file}.new`, JSON.stringify(address));
  renameSync(`${file}.new`, file);
}

async function serve(socket: Socket, end: () => void): Promise<void> {
  socket.on('error', () => {}); // the other side is gone: `close` follows
  const lines = createInterface({ input: socket });
  let greeted = false;
  lines.on('line', line => {
    if (greeted) return void answer(JSON.parse(line) as Call, socket);
    const greeting = JSON.parse(line) as Greeting;
    if (greeting.secret !== process.env[SECRET_VARIABLE]) return void socket.destroy();
    greeted = true;
    if (greeting.role === 'keeps') socket.once('close', end);
  });
}

async function answer({ id, source, args }: Call, socket: Socket): Promise<void> {
  const send = (message: Answer) => socket.write(`${JSON.stringify(message)}\n`);
  try {
    const body = new Function(`return (${source});`)() as (...args: readonly unknown[]) => unknown;
    send({ id, kind: 'returned', value: await body(vscode, ...args) });
  } catch (error) {
    send({ id, kind: 'threw', message: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }
}
