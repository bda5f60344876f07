/** The versions of VS Code that the tests run on: the oldest that `engines.vscode` allows, and the newest. */
export type HostName = 'oldest' | 'newest';

export const HOST_NAMES: readonly HostName[] = ['oldest', 'newest'];

/** VS Code for the desktop, as @vscode/test-electron downloads it. */
export interface DesktopHost {
  readonly kind: 'desktop';
  readonly name: HostName;
  readonly executable: string;
}

/** The VS Code server inside npm's code-server, with its own Node and a browser from npm. Linux x64 only. */
export interface ServerHost {
  readonly kind: 'server';
  readonly name: HostName;
  /** Takes a desktop command line: the launcher. */
  readonly executable: string;
  readonly node: string;
  /** VS Code's server: the folder that holds `out/server-main.js`. */
  readonly vscode: string;
}

export type Host = DesktopHost | ServerHost;

/** For messages: which VS Code this is. */
export function describeHost(host: Host): string {
  return host.kind === 'desktop' ? `desktop VS Code (${host.name})` : `the VS Code of code-server (${host.name})`;
}
