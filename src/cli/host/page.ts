import path from 'node:path';
import { chromium } from 'playwright-core';
import type { Browser } from './chromium.ts';
import type { Window } from './command-line.ts';
import type { Owned } from './owned.ts';

export interface PageRequest {
  readonly browser: Browser;
  /** Of VS Code's server. */
  readonly port: number;
  readonly window: Window;
  readonly owned: Owned;
  /** A line of the workbench's log or of an extension's console. Only a test run has them. */
  readonly onLog: (line: string) => void;
  /** The extension tests have ended, or the extension host has. */
  readonly onExit: (code: number) => void;
  /** The page is gone: why. */
  readonly onGone: (why: string) => void;
}

const BROWSER_FLAGS = [
  '--no-sandbox', // its sandbox needs rights that a container or a root user does not have
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-renderer-backgrounding',
];

/** Opens VS Code's workbench in headless Chromium, as the window asks for. */
export async function openPage(request: PageRequest): Promise<void> {
  const { browser, window, owned, port } = request;
  const context = await chromium.launchPersistentContext(await owned.temporaryFolder('vscode-browser-'), {
    executablePath: browser.executable,
    env: definedOnly(browser.env),
    headless: true,
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
    viewport: { width: 1280, height: 800 },
    permissions: ['clipboard-read', 'clipboard-write'],
    args: [
      ...BROWSER_FLAGS,
      ...(window.debuggingPort === undefined ? [] : [`--remote-debugging-port=${window.debuggingPort}`]),
    ],
  });
  owned.add(() => context.close());
  const page = context.pages()[0] ?? (await context.newPage());
  await page.exposeFunction('codeAutomationLog', (type: string, args: unknown) => request.onLog(logLine(type, args)));
  await page.exposeFunction('codeAutomationExit', (code: number) => request.onExit(code));
  page.on('crash', () => request.onGone('The page crashed.'));
  page.on('close', () => request.onGone('The page was closed.'));
  await page.addInitScript(addDevelopmentOptions, developmentOptions(window, port));
  await page.goto(workbenchAddress(window, port), { timeout: 120_000 });
}

/** The address of a workbench that shows the window's folder, workspace and file. */
export function workbenchAddress({ opens, file, installedExtensions }: Window, port: number): string {
  const query = opens.kind === 'nothing' ? { ew: 'true' } : { [opens.kind]: opens.path };
  const payload = [
    ['skipWelcome', 'true'],
    ['skipReleaseNotes', 'true'],
    ...(installedExtensions === 'disabled' ? [['disableExtensions', 'true']] : []),
    ...(file === undefined ? [] : [['openFile', `vscode-remote://127.0.0.1:${port}${file}`]]),
  ];
  return `http://127.0.0.1:${port}/?${new URLSearchParams({ ...query, payload: JSON.stringify(payload) })}`;
}

interface DevelopmentOptions {
  readonly extensions: readonly RemotePath[];
  readonly extensionTestsPath?: RemotePath;
}

interface RemotePath {
  readonly scheme: 'vscode-remote';
  readonly authority: string;
  readonly path: string;
}

function developmentOptions(window: Window, port: number): DevelopmentOptions {
  const remote = (place: string): RemotePath => ({
    scheme: 'vscode-remote',
    authority: `127.0.0.1:${port}`,
    path: path.resolve(place),
  });
  const extensions = window.developmentPaths.map(remote);
  return window.testsPath === undefined ? { extensions } : { extensions, extensionTestsPath: remote(window.testsPath) };
}

// The page's own global, as far as it is used here.
declare const Element: {
  readonly prototype: { getAttribute(this: { readonly id: string }, name: string): string | null };
};

/**
 * Runs in the page, before its own scripts. The desktop takes development extensions and tests from its command line, the
 * web workbench from an attribute in its page, where alone several extensions can be named.
 */
function addDevelopmentOptions(options: DevelopmentOptions): void {
  const get = Element.prototype.getAttribute;
  Element.prototype.getAttribute = function (name) {
    const value = get.call(this, name);
    if (value === null || name !== 'data-settings' || this.id !== 'vscode-workbench-web-configuration') return value;
    const settings = JSON.parse(value) as { developmentOptions?: object };
    return JSON.stringify({ ...settings, developmentOptions: { ...settings.developmentOptions, ...options } });
  };
}

function logLine(type: string, args: unknown): string {
  return `${type}: ${JSON.stringify(args)}`.slice(0, 2000);
}

function definedOnly(env: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined));
}
