import { type Browser, chromium, type Page } from 'playwright-core';
import type { HostName } from '../../../src/cli/host/host.ts';
import { type Channel, openChannel } from './channel.ts';
import type { VSCodeAddress } from './start.ts';
import { until, within } from './until.ts';

/** A VS Code under test: its window for keys, mouse and eyes; its extension host for what a user could not see. */
export interface VSCode {
  readonly hostName: HostName;
  /** The folder that it has opened. */
  readonly opens: string;
  readonly page: Page;
  readonly extensionHost: Channel;
  /** Lets go of it; it goes on running. */
  readonly disconnect: () => Promise<void>;
}

/** The window may take this long (ms) to be drawn. */
const WINDOW_LIMIT = 60_000;

/** Connects to a running VS Code and waits until its window can be used. */
export async function connect(address: VSCodeAddress): Promise<VSCode> {
  const browser = await chromium.connectOverCDP(address.window);
  const page = await until('a page in the window', () => workbenchPage(browser));
  await within(
    WINDOW_LIMIT,
    'the workbench',
    page.waitForSelector('.monaco-workbench .part.statusbar', { timeout: WINDOW_LIMIT }),
  );
  const extensionHost = await openChannel(address.channel, 'calls');
  return {
    hostName: address.hostName,
    opens: address.opens,
    page,
    extensionHost,
    disconnect: async () => {
      extensionHost.close();
      await browser.close(); // ends the connection alone
    },
  };
}

/** Webviews and workers of the window are targets too. */
function workbenchPage(browser: Browser): Page | undefined {
  const pages = browser.contexts().flatMap(context => context.pages());
  return pages.find(page => /^http:\/\/127\.0\.0\.1:|workbench(-dev|\.esm)?\.html/.test(page.url()));
}
