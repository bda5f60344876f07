import { fork } from 'node:child_process';
import { on } from 'node:events';
import path from 'node:path';
import type { ClientNodeAnswer, ClientNodeQuestion } from './client-node-protocol.ts';

/** Puts cases to @kubernetes/client-node, in a process of its own, and yields its answers in the same order. */
export async function* askClientNode(questions: readonly ClientNodeQuestion[]): AsyncGenerator<ClientNodeAnswer> {
  const child = fork(path.join(import.meta.dirname, 'client-node-run.ts'), {
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  const ended = new AbortController();
  child.once('exit', () => ended.abort(new Error('client-node ended early')));
  let left = questions.length;
  try {
    const messages = on(child, 'message', { signal: ended.signal });
    child.send(questions);
    for await (const [message] of messages) {
      yield message as ClientNodeAnswer;
      if (--left === 0) return;
    }
  } finally {
    child.kill();
  }
}
