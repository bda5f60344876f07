import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { type Tool, toolPath } from './tools.ts';

/** Puts requests to the oracle program (test/tools/oracle), see {@link askProgram}. */
export function askOracle<T>(requests: Iterable<object>): AsyncGenerator<T> {
  return askProgram('oracle', requests);
}

/**
 * Puts requests to a program that answers lines of JSON and yields its answers in the same order. One process serves
 * them all; requests are fed as it reads, so a long list does not pile up. The process ends with the iteration.
 */
export async function* askProgram<T>(program: Tool, requests: Iterable<object>): AsyncGenerator<T> {
  const child = spawn(toolPath(program), [], { stdio: ['pipe', 'pipe', 'inherit'] });
  const exited = new Promise<void>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', () => resolve());
  });
  const feeding = feed(requests, child.stdin);
  try {
    for await (const line of createInterface({ input: child.stdout })) yield JSON.parse(line) as T;
    await feeding;
  } finally {
    child.kill();
    await exited;
  }
}

async function feed(requests: Iterable<object>, stdin: NodeJS.WritableStream): Promise<void> {
  stdin.on('error', () => undefined); // the reader has stopped early
  for (const request of requests) {
    const more = stdin.write(`${JSON.stringify(request)}\n`);
    if (!more) await new Promise(resolve => stdin.once('drain', resolve));
  }
  stdin.end();
}
