import { prepareDesktop } from './desktop.ts';
import type { Host, HostName } from './host.ts';
import { prepareServerHost } from './server-host.ts';

export interface HostRequest {
  /** `never`: desktop VS Code is not even asked for. */
  readonly download: 'try' | 'never';
  /** Gets the one line that says why the desktop is not used. */
  readonly say: (line: string) => void;
}

/** One VS Code: see `prepareHosts`. */
export async function prepareHost(name: HostName, request: HostRequest): Promise<Host> {
  const [host] = await prepareHosts([name], request);
  if (host === undefined) throw new Error(`No VS Code could be prepared for \`${name}\`.`);
  return host;
}

/**
 * Makes the versions of VS Code ready to run: desktop VS Code where it can be had and can run, and otherwise, on Linux
 * x64, the VS Code of npm's code-server. All are of one kind. Rejects with what is missing where neither is possible.
 */
export async function prepareHosts(
  names: readonly HostName[],
  { download, say }: HostRequest,
): Promise<readonly Host[]> {
  if (download === 'never') return serverHosts(names);
  const hosts: Host[] = [];
  for (const name of names) {
    const desktop = await prepareDesktop(name);
    if (desktop.kind === 'cannot') {
      if (!serverRunsHere()) throw new Error(missing(desktop.why));
      say(`Desktop VS Code cannot be used: ${desktop.why}. The VS Code of npm's code-server is used in its place.`);
      return serverHosts(names);
    }
    hosts.push({ kind: 'desktop', name, executable: desktop.executable });
  }
  return hosts;
}

async function serverHosts(names: readonly HostName[]): Promise<readonly Host[]> {
  if (!serverRunsHere()) throw new Error(missing('it was not asked for'));
  const hosts: Host[] = [];
  for (const name of names) hosts.push(await prepareServerHost(name));
  return hosts;
}

function serverRunsHere(): boolean {
  return process.platform === 'linux' && process.arch === 'x64';
}

function missing(why: string): string {
  return `There is no VS Code to run: desktop VS Code cannot be used (${why}), and its stand-in from npm runs on Linux x64 only. Make the download of VS Code possible on this machine.`;
}
