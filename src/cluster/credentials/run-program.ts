import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import { codeOf } from '../api/error-code.ts';
import type { Clock, Timer } from '../clock.ts';

/** A program to run without a shell and without anybody who could answer it. */
export interface Program {
  readonly file: string;
  readonly args: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  readonly limitMs: number;
  readonly maxStdoutBytes: number;
  /** What comes after that is read and thrown away. */
  readonly maxStderrBytes: number;
}

/** How it ended, with what it printed to stderr; stdout only of one that ended by itself. */
export type ProgramEnd =
  | { readonly end: 'exit'; readonly code: number; readonly stdout: string; readonly stderr: string }
  | { readonly end: 'signal'; readonly signal: string; readonly stdout: string; readonly stderr: string }
  | { readonly end: 'not-started'; readonly code: string }
  | { readonly end: 'too-slow'; readonly stdout: string; readonly stderr: string }
  | { readonly end: 'too-much'; readonly stdout: string; readonly stderr: string }
  | { readonly end: 'stopped' };

/** How long after its end what it has started, such as a browser, may hold its output open. */
const LINGER_MS = 2_000;

/** Runs a program to its end, its limit or the signal; then it and what it started are killed. Never rejects. */
export function runProgram(program: Program, clock: Clock, signal: AbortSignal): Promise<ProgramEnd> {
  if (signal.aborted) return Promise.resolve({ end: 'stopped' });
  return new Promise(resolve => {
    const run = startProgram(program);
    if (!(run instanceof Run)) return resolve(run);
    const settle = (end: ProgramEnd, then: 'let-be' | 'kill') => {
      for (const timer of timers) timer.cancel();
      signal.removeEventListener('abort', stop);
      run.end(then);
      resolve(end);
    };
    const printed = () => ({ stdout: run.stdout(), stderr: run.stderr() });
    const stop = () => settle({ end: 'stopped' }, 'kill');
    const timers: Timer[] = [clock.after(program.limitMs, () => settle({ end: 'too-slow', ...printed() }, 'kill'))];
    const ended = (code: number | null, by: string | null) =>
      settle(
        code === null ? { end: 'signal', signal: by ?? '', ...printed() } : { end: 'exit', code, ...printed() },
        'let-be',
      );
    signal.addEventListener('abort', stop, { once: true });
    run.child.once('error', error => settle({ end: 'not-started', code: codeOf(error) }, 'let-be'));
    run.child.once('exit', (code, by) => timers.push(clock.after(LINGER_MS, () => ended(code, by))));
    run.child.once('close', ended);
    run.whenTooMuch(() => settle({ end: 'too-much', ...printed() }, 'kill'));
  });
}

function startProgram(program: Program): Run | ProgramEnd {
  try {
    const child = spawn(program.file, program.args, {
      env: program.environment,
      stdio: ['ignore', 'pipe', 'pipe'],
      // A group of its own, so that what it starts can be ended with it, and no terminal that it could ask on.
      detached: process.platform !== 'win32',
      windowsHide: true,
      shell: false,
    });
    return new Run(child, program);
  } catch (error) {
    // Node's text may quote an argument or a variable.
    return { end: 'not-started', code: codeOf(error) };
  }
}

/** A program that runs, and what it has printed so far. */
class Run {
  readonly child: ChildProcess;
  readonly #program: Program;
  readonly #stdout: Buffer[] = [];
  readonly #stderr: Buffer[] = [];
  #stdoutBytes = 0;
  #stderrBytes = 0;

  constructor(child: ChildProcess, program: Program) {
    this.child = child;
    this.#program = program;
    child.stderr?.on('data', (chunk: Buffer) => {
      const room = program.maxStderrBytes - this.#stderrBytes;
      if (room > 0) this.#stderr.push(chunk.subarray(0, room));
      this.#stderrBytes += chunk.length;
    });
    child.stderr?.on('error', () => {});
    child.stdout?.on('error', () => {});
  }

  whenTooMuch(tell: () => void): void {
    this.child.stdout?.on('data', (chunk: Buffer) => {
      this.#stdoutBytes += chunk.length;
      if (this.#stdoutBytes > this.#program.maxStdoutBytes) return tell();
      this.#stdout.push(chunk);
    });
  }

  stdout(): string {
    return Buffer.concat(this.#stdout).toString('utf8');
  }

  stderr(): string {
    return Buffer.concat(this.#stderr).toString('utf8');
  }

  end(how: 'let-be' | 'kill'): void {
    this.child.removeAllListeners();
    this.child.on('error', () => {});
    this.child.stdout?.removeAllListeners('data').destroy();
    this.child.stderr?.removeAllListeners('data').destroy();
    if (how === 'kill') killWithGroup(this.child);
    this.child.unref();
  }
}

function killWithGroup({ pid }: ChildProcess): void {
  if (pid === undefined) return;
  try {
    if (process.platform === 'win32') killTree(pid);
    else process.kill(-pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}

/** Windows has no groups; its own tool ends a process with all that it started. */
function killTree(pid: number): void {
  const tool = path.join(process.env['SystemRoot'] ?? 'C:\\Windows', 'System32', 'taskkill.exe');
  spawn(tool, ['/T', '/F', '/PID', String(pid)], { stdio: 'ignore', windowsHide: true })
    .on('error', () => {})
    .unref();
}
