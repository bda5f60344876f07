import { chromium } from 'playwright-core';

/** Closes VS Code by its window, unless it is gone: the way out when its extension host does not answer. */
export async function endBrowser(window: string, gone: Promise<unknown>): Promise<void> {
  const running = Symbol();
  if ((await Promise.race([gone, Promise.resolve(running)])) !== running) return;
  const browser = await chromium.connectOverCDP(window, { timeout: 3000 });
  const session = await browser.newBrowserCDPSession();
  await session.send('Browser.close');
  await gone;
}
