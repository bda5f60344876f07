import assert from 'node:assert/strict';
import type { VSCode } from './connect.ts';
import { press } from './keys.ts';
import { shownText } from './shown-text.ts';
import { LIMIT, until } from './until.ts';

const WIDGET = '.suggest-widget.visible';
const ROW = `${WIDGET} .monaco-list-row`;

/** The suggestions on offer, as many as the list shows at once. Waits for the list: it comes by typing or Control+Space. */
export async function suggestions({ page }: VSCode): Promise<readonly string[]> {
  await page.locator(ROW).first().waitFor({ timeout: LIMIT });
  return page.locator(`${ROW} .label-name`).allInnerTexts();
}

/** After this time (ms) a list without the wanted suggestion is asked for anew: it came before the extension was up. */
const ASK_AGAIN = 2000;

/** Waits until a suggestion of this name is on offer, and resolves to all that the list shows. */
export async function waitForSuggestion(code: VSCode, label: string): Promise<readonly string[]> {
  let asked = performance.now();
  return until(`the suggestion \`${label}\``, async () => {
    const shown = await code.page.locator(`${ROW} .label-name`).allInnerTexts();
    if (shown.includes(label)) return shown;
    if (performance.now() - asked > ASK_AGAIN) {
      await press(code, 'Escape');
      await press(code, 'Control+Space');
      asked = performance.now();
    }
    throw new Error(`there are ${shown.join(', ')}`);
  });
}

/** Accepts the suggestion of this name, of those that the list shows, by the arrow keys and Enter. */
export async function acceptSuggestion(code: VSCode, label: string): Promise<void> {
  const { page } = code;
  await waitForSuggestion(code, label);
  const first = await focused(code);
  for (let name = first; name !== label; ) {
    const before = name;
    if ((await page.locator(ROW).count()) === 1) assert.fail(`the one suggestion is \`${first}\`, not \`${label}\``);
    await press(code, 'ArrowDown');
    name = await until('the next suggestion', async () => focused(code).then(next => next !== before && next));
    if (name === first) assert.fail(`\`${label}\` is not among the suggestions`);
  }
  await press(code, 'Enter');
  await page.locator(WIDGET).waitFor({ state: 'hidden', timeout: LIMIT });
}

/** Waits until no suggestion is on offer. */
export async function waitForNoSuggestions({ page }: VSCode): Promise<void> {
  await page.locator(ROW).first().waitFor({ state: 'hidden', timeout: LIMIT });
}

/** What the list shows beside the focused suggestion: its documentation. Opened with Control+Space if it is not open. */
export async function suggestionDetails(code: VSCode): Promise<string> {
  const details = code.page.locator('.suggest-details-container .suggest-details:visible');
  await code.page.locator(ROW).first().waitFor({ timeout: LIMIT });
  if ((await details.count()) === 0) await press(code, 'Control+Space');
  return shownText(details);
}

async function focused({ page }: VSCode): Promise<string> {
  return shownText(page.locator(`${ROW}.focused .label-name`));
}
