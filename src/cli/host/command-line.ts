import { statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** What a command line of desktop VS Code asks for. Paths are absolute. */
export type CommandLine =
  | { readonly kind: 'extensions'; readonly args: readonly string[]; readonly folders: Folders }
  | { readonly kind: 'window'; readonly window: Window; readonly folders: Folders };

/** Where settings and extensions are kept; undefined: in a folder that is removed at the end. */
export interface Folders {
  readonly userData: string | undefined;
  readonly extensions: string | undefined;
}

export interface Window {
  /** A folder, a `.code-workspace` file, or nothing. */
  readonly opens: { readonly kind: 'folder' | 'workspace'; readonly path: string } | { readonly kind: 'nothing' };
  readonly file: string | undefined;
  readonly developmentPaths: readonly string[];
  readonly testsPath: string | undefined;
  readonly trust: 'asked' | 'disabled';
  readonly installedExtensions: 'enabled' | 'disabled';
  /** Where Chromium answers debuggers: `--remote-debugging-port`. */
  readonly debuggingPort: string | undefined;
  /** Flags that VS Code's server understands as they are. */
  readonly serverArgs: readonly string[];
}

// Flags whose value may also be the next argument.
const WITH_VALUE: ReadonlySet<string> = new Set([
  'builtin-extensions-dir',
  'disable-extension',
  'enable-proposed-api',
  'extensions-dir',
  'file-uri',
  'folder-uri',
  'install-extension',
  'locale',
  'log',
  'remote-debugging-port',
  'uninstall-extension',
  'user-data-dir',
]);
const EXTENSION_COMMANDS = [
  'install-extension',
  'uninstall-extension',
  'list-extensions',
  'show-versions',
  'force',
  'version',
];
const SERVER_FLAGS = ['enable-proposed-api', 'builtin-extensions-dir', 'log', 'locale'];

/** Reads a desktop command line, as @vscode/test-electron and people write it. Unknown flags are left out. */
export function readCommandLine(argv: readonly string[]): CommandLine {
  const { flags, rest } = split(argv);
  const last = (name: string) => flags.get(name)?.at(-1);
  const absolute = (name: string) => mapDefined(last(name), asPath);
  const folders = { userData: absolute('user-data-dir'), extensions: absolute('extensions-dir') };
  if (last('extensionTestsPath') === undefined && EXTENSION_COMMANDS.some(name => flags.has(name))) {
    return { kind: 'extensions', args: extensionArgs(flags), folders };
  }
  const targets = [...rest, ...(flags.get('folder-uri') ?? []), ...(flags.get('file-uri') ?? [])].map(asPath);
  const window: Window = {
    ...windowContent(targets),
    developmentPaths: (flags.get('extensionDevelopmentPath') ?? []).map(asPath),
    testsPath: absolute('extensionTestsPath'),
    trust: flags.has('disable-workspace-trust') ? 'disabled' : 'asked',
    installedExtensions: flags.has('disable-extensions') ? 'disabled' : 'enabled',
    debuggingPort: last('remote-debugging-port'),
    serverArgs: SERVER_FLAGS.flatMap(name => (flags.get(name) ?? []).flatMap(value => [`--${name}`, value])),
  };
  return { kind: 'window', window, folders };
}

type Flags = ReadonlyMap<string, readonly string[]>;

function split(argv: readonly string[]): { flags: Flags; rest: string[] } {
  const flags = new Map<string, string[]>();
  const rest: string[] = [];
  const waiting = [...argv];
  for (let arg = waiting.shift(); arg !== undefined; arg = waiting.shift()) {
    const match = /^--([^=]+)(?:=(.*))?$/s.exec(arg);
    const name = match?.[1];
    if (name === undefined) {
      rest.push(arg);
      continue;
    }
    const value = match?.[2] ?? (WITH_VALUE.has(name) ? (waiting.shift() ?? '') : 'true');
    flags.set(name, [...(flags.get(name) ?? []), value]);
  }
  return { flags, rest };
}

function extensionArgs(flags: Flags): string[] {
  return EXTENSION_COMMANDS.flatMap(name =>
    (flags.get(name) ?? []).map(value => {
      if (value === 'true') return `--${name}`;
      return `--${name}=${name === 'install-extension' && isThere(value) ? path.resolve(value) : value}`;
    }),
  );
}

function windowContent(targets: readonly string[]): Pick<Window, 'opens' | 'file'> {
  const workspace = targets.find(target => target.endsWith('.code-workspace'));
  const folder = workspace === undefined ? targets.find(isFolder) : undefined;
  const file = targets.find(target => target !== workspace && target !== folder);
  if (workspace !== undefined) return { opens: { kind: 'workspace', path: workspace }, file };
  if (folder !== undefined) return { opens: { kind: 'folder', path: folder }, file };
  return { opens: { kind: 'nothing' }, file };
}

function asPath(target: string): string {
  return target.startsWith('file://') ? fileURLToPath(target) : path.resolve(target);
}

function isThere(target: string): boolean {
  return statSync(target, { throwIfNoEntry: false }) !== undefined;
}

function isFolder(target: string): boolean {
  return statSync(target, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

function mapDefined<T, U>(value: T | undefined, map: (value: T) => U): U | undefined {
  return value === undefined ? undefined : map(value);
}
