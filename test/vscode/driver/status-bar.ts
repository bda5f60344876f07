import type { VSCode } from './connect.ts';
import { until } from './until.ts';

/** The texts in the status bar, from left to right; icons have none. */
export async function statusBar({ page }: VSCode): Promise<readonly string[]> {
  const texts = await page.locator('.part.statusbar .statusbar-item:visible').allInnerTexts();
  return texts.map(text => text.trim()).filter(text => text !== '');
}

/** Waits until one entry of the status bar has this text in it, and resolves to its whole text. */
export async function waitForStatus(code: VSCode, text: string): Promise<string> {
  return until(`\`${text}\` in the status bar`, async () => (await statusBar(code)).find(each => each.includes(text)));
}

/** Opens the language status (`{}` in the status bar) by the mouse and resolves to what it says, as plain text. */
export async function languageStatus({ page }: VSCode): Promise<string> {
  const details = page.locator('.hover-language-status');
  await until('the language status', async () => {
    // From elsewhere: a mouse that rests on the entry already, or an entry that is drawn anew, opens nothing.
    await page.mouse.move(640, 400);
    await page.locator('.part.statusbar [id="status.languageStatus"]').hover({ timeout: 2000 });
    await details.first().waitFor({ timeout: 2000 });
    return true;
  });
  return (await details.allInnerTexts()).join('\n');
}
