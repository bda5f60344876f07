import { spawn } from 'node:child_process';
import { PROJECT_ROOT } from './host/project-root.ts';

/** Runs a program with this terminal, in the project's folder; answers its exit code, 1 when a signal ended it. */
export function runHere(command: string, args: readonly string[]): Promise<number> {
  const child = spawn(command, args, { cwd: PROJECT_ROOT, stdio: ['ignore', 'inherit', 'inherit'] });
  const { promise, resolve } = Promise.withResolvers<number>();
  child.once('error', error => {
    console.error(`${command} could not be started: ${error.message}`);
    resolve(1);
  });
  child.once('close', code => resolve(code ?? 1));
  return promise;
}

/** Runs test files (globs too) with Node's test runner, one process for each file. */
export function runNodeTests(files: readonly string[]): Promise<number> {
  return runHere(process.execPath, ['--test', '--test-reporter=spec', ...files]);
}
