import type { Locator } from 'playwright-core';
import type { VSCode } from './connect.ts';
import { press } from './keys.ts';
import { treeRows } from './tree-view.ts';
import { LIMIT, until } from './until.ts';

const ROWS = '.part.sidebar .pane-body:not(.collapsed) .customview-tree .monaco-list-row';

/** The rows of the side bar's tree from top to bottom, each as its label and its description. */
export async function rowTexts(code: VSCode): Promise<readonly string[]> {
  return (await treeRows(code)).map(({ label, description }) => `${label} ${description}`.trim());
}

/** Waits until a row has this text in it, and resolves to all of its text. */
export function waitForRowText(code: VSCode, text: string): Promise<string> {
  return until(`a row with \`${text}\``, async () => {
    const rows = await rowTexts(code);
    const found = rows.find(row => row.includes(text));
    if (found === undefined) throw new Error(`there is ${JSON.stringify(rows)}`);
    return found;
  });
}

/** Waits until no row has this text in it. */
export async function waitForNoRowText(code: VSCode, text: string): Promise<void> {
  await until(`no row with \`${text}\``, async () => !(await rowTexts(code)).some(row => row.includes(text)));
}

/** Clicks on a row. */
export async function clickRow(code: VSCode, text: string): Promise<void> {
  await (await rowWith(code, text)).locator('.label-name').first().click({ timeout: LIMIT });
}

/** Expands a row by the mouse unless it is; its children may still be on their way. */
export async function expandRow(code: VSCode, text: string): Promise<void> {
  await until(`the row \`${text}\` to be expanded`, async () => {
    const row = await rowWith(code, text);
    if ((await row.getAttribute('aria-expanded', { timeout: 2000 })) === 'true') return true;
    await row.locator('.monaco-tl-twistie').click({ timeout: 2000 });
    return false;
  });
}

/** Clicks an inline action of a row; `title` begins its name. */
export async function clickRowAction(code: VSCode, text: string, title: string): Promise<void> {
  await until(`the action ${title} of \`${text}\``, async () => {
    const row = await rowWith(code, text);
    await row.hover({ timeout: 2000 });
    await row
      .locator(`.actions [aria-label^=${JSON.stringify(title)}]`)
      .first()
      .click({ timeout: 2000 });
    return true;
  });
}

/** What a screen reader says of a row. */
export async function spokenRow(code: VSCode, text: string): Promise<string> {
  return (await (await rowWith(code, text)).getAttribute('aria-label', { timeout: LIMIT })) ?? '';
}

/** The row whose label and description have the text in them. */
async function rowWith(code: VSCode, text: string): Promise<Locator> {
  const index = await until(`a row with \`${text}\``, async () => {
    const rows = await code.page.locator(ROWS).all();
    const texts = await Promise.all(rows.map(row => row.locator('.label-name, .label-description').allInnerTexts()));
    const found = texts.findIndex(parts => parts.join(' ').replaceAll(/\s+/g, ' ').includes(text));
    return found < 0 ? undefined : { found };
  });
  return code.page.locator(ROWS).nth(index.found);
}

/** Moves the keyboard's focus in the tree down to the first row that has the text in it. */
export async function focusRowByKeys(code: VSCode, text: string): Promise<void> {
  await press(code, 'Home');
  const count = (await rowTexts(code)).length;
  for (let row = 0; row <= count; row++) {
    if ((await focusedRow(code)).includes(text)) return;
    await press(code, 'ArrowDown');
    await code.page.locator(`${ROWS}.focused`).first().waitFor({ timeout: LIMIT });
  }
  throw new Error(`No row with \`${text}\` took the focus.`);
}

async function focusedRow({ page }: VSCode): Promise<string> {
  const texts = await page.locator(`${ROWS}.focused`).locator('.label-name, .label-description').allInnerTexts();
  return texts.join(' ').replaceAll(/\s+/g, ' ');
}
