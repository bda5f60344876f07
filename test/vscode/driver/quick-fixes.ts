import type { VSCode } from './connect.ts';
import { press } from './keys.ts';
import { LIMIT } from './until.ts';

const MENU = '.action-widget';
const ITEM = `${MENU} .monaco-list-row.action`;

/**
 * Opens the menu of quick fixes at the cursor by the keyboard, and resolves to the titles in it. The light bulb is waited
 * for: while VS Code still looks for fixes of a moved cursor, it drops the key.
 */
export async function openQuickFixes(code: VSCode): Promise<readonly string[]> {
  await lightBulb(code).waitFor({ timeout: LIMIT });
  await press(code, 'ControlOrMeta+.');
  return shownQuickFixes(code);
}

/** As `openQuickFixes`, by the mouse: clicks the light bulb that VS Code shows for the cursor's line. */
export async function clickLightBulb(code: VSCode): Promise<readonly string[]> {
  await lightBulb(code).click({ timeout: LIMIT });
  return shownQuickFixes(code);
}

function lightBulb({ page }: VSCode) {
  return page
    .locator(
      '.editor-group-container.active .lightBulbWidget:visible, .editor-group-container.active [class*="codicon-gutter-lightbulb"]',
    )
    .first();
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

async function shownQuickFixes({ page }: VSCode): Promise<readonly string[]> {
  await page.locator(ITEM).first().waitFor({ timeout: LIMIT });
  return page.locator(`${ITEM} .title`).allInnerTexts();
}
