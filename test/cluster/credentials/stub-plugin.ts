import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TestContext } from 'node:test';

/** A credential plugin that is a shell script, in a folder of its own that goes with the test. */
export interface StubPlugin {
  readonly command: string;
  /** `$HERE` of the script. */
  readonly folder: string;
  /** How often it was run. */
  runs(): Promise<number>;
  /** A file that it has written, or undefined. */
  written(name: string): Promise<string | undefined>;
}

/** Each run counts itself first: `$RUN` is its number, from 1. */
export async function writePlugin(t: TestContext, script: string): Promise<StubPlugin> {
  const folder = await mkdtemp(path.join(tmpdir(), 'plugin-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  const command = path.join(folder, 'login-tool');
  const head = `#!/bin/sh\nHERE='${folder}'\necho x >> "$HERE/runs"\nRUN=$(wc -l < "$HERE/runs" | tr -d ' ')\n`;
  await writeFile(command, head + script);
  await chmod(command, 0o755);
  const written = (name: string) => readFile(path.join(folder, name), 'utf8').catch(() => undefined);
  return { command, folder, written, runs: async () => ((await written('runs')) ?? '').split('\n').length - 1 };
}

/** A line of shell that prints an ExecCredential; `$RUN` may stand in the status. */
export function printing(status: Readonly<Record<string, string>>): string {
  const text = JSON.stringify({ kind: 'ExecCredential', apiVersion: 'client.authentication.k8s.io/v1', status });
  return `cat <<ANSWER\n${text}\nANSWER\n`;
}
