import { resolveCliArgsFromVSCodeExecutablePath } from '@vscode/test-electron';
import type { Host } from '../../../src/cli/host/host.ts';
import { mustRun } from '../../../src/cli/host/run-program.ts';

export interface Installation {
  /** Packed extensions: paths of .vsix files. */
  readonly packages: readonly string[];
  readonly userData: string;
  readonly extensions: string;
}

/** Installs packed extensions as a user would by the command line (`code --install-extension x.vsix`). */
export async function installExtensions(host: Host, { packages, userData, extensions }: Installation): Promise<void> {
  const folders = [`--user-data-dir=${userData}`, `--extensions-dir=${extensions}`];
  for (const file of packages) await runCode(host, ['--install-extension', file, '--force', ...folders]);
}

/** Runs VS Code's command line and resolves to what it prints. Rejects with that when it fails. */
export async function runCode(host: Host, args: readonly string[]): Promise<string> {
  const [program = host.executable, ...first] =
    host.kind === 'server'
      ? [host.executable]
      : resolveCliArgsFromVSCodeExecutablePath(host.executable, { reuseMachineInstall: true });
  return mustRun(program, [...first, ...args], { cwd: process.cwd(), env: process.env });
}
