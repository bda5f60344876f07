import { spawn } from 'node:child_process';

export interface ProgramRun {
  readonly code: number;
  /** What it printed, standard output and error together. */
  readonly output: string;
}

/** Runs a program to its end. A program that cannot be started is code 127. Never rejects. */
export function runProgram(command: string, args: readonly string[], options: RunOptions): Promise<ProgramRun> {
  const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
  const chunks: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk));
  const { promise, resolve } = Promise.withResolvers<ProgramRun>();
  child.once('error', error => resolve({ code: 127, output: error.message }));
  child.once('close', code => resolve({ code: code ?? 1, output: Buffer.concat(chunks).toString() }));
  return promise;
}

export interface RunOptions {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
}

/** As `runProgram`, but rejects with what the program printed when it does not end with 0. */
export async function mustRun(command: string, args: readonly string[], options: RunOptions): Promise<string> {
  const { code, output } = await runProgram(command, args, options);
  if (code !== 0) throw new Error(`\`${command} ${args.join(' ')}\` ended with ${code}:\n${output.trim()}`);
  return output;
}
