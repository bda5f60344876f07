import type { Locator } from 'playwright-core';
import type { VSCode } from './connect.ts';
import { press } from './keys.ts';
import { LIMIT, until } from './until.ts';

const MENU = '.action-widget';
const ITEM = `${MENU} .monaco-list-row.action`;

/**
 * VS Code drops the question what can be fixed, or the key that asks it, while it is busy with another one. What has not
 * come after this time (ms) is asked for anew, as a user would.
 */
const ASK_AGAIN = 3000;

/** Opens the menu of quick fixes at the cursor by the keyboard, and resolves to the titles in it. */
export async function openQuickFixes(code: VSCode): Promise<readonly string[]> {
  await waitForLightBulb(code);
  return until('the menu of quick fixes, by the keyboard', async () => {
    await press(code, 'ControlOrMeta+.');
    return shownQuickFixes(code);
  });
}

/** As `openQuickFixes`, by the mouse: clicks the light bulb that VS Code shows for the cursor's line. */
export async function clickLightBulb(code: VSCode): Promise<readonly string[]> {
  await waitForLightBulb(code);
  return until('the menu of quick fixes, by the mouse', async () => {
    await lightBulb(code).click({ timeout: ASK_AGAIN });
    return shownQuickFixes(code);
  });
}

/** The cursor is moved there and back when the bulb does not come. */
async function waitForLightBulb(code: VSCode): Promise<void> {
  await until('a light bulb', async () => {
    if (await comesSoon(lightBulb(code))) return true;
    await press(code, 'ArrowRight');
    await press(code, 'ArrowLeft');
    return undefined;
  });
}

function lightBulb({ page }: VSCode): Locator {
  return page
    .locator(
      '.editor-group-container.active .lightBulbWidget:visible, .editor-group-container.active [class*="codicon-gutter-lightbulb"]',
    )
    .first();
}

function comesSoon(locator: Locator): Promise<boolean> {
  return locator.waitFor({ timeout: ASK_AGAIN }).then(
    () => true,
    () => false,
  );
}

/** Picks a quick fix from the open menu by the mouse. `title` is the whole title. */
export async function pickQuickFix({ page }: VSCode, title: string): Promise<void> {
  const item = page.locator(ITEM).filter({ has: page.locator('.title').getByText(title, { exact: true }) });
  // The menu lets no click through until the mouse has moved: it may have opened under it.
  await item.first().hover({ timeout: LIMIT, force: true });
  await item.first().hover({ timeout: LIMIT, force: true, position: { x: 20, y: 8 } });
  await item.first().click({ timeout: LIMIT });
  await page.locator(ITEM).first().waitFor({ state: 'hidden', timeout: LIMIT });
}

async function shownQuickFixes({ page }: VSCode): Promise<readonly string[] | undefined> {
  return (await comesSoon(page.locator(ITEM).first())) ? page.locator(`${ITEM} .title`).allInnerTexts() : undefined;
}
