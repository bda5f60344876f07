import type { VSCode } from './connect.ts';
import { shownText } from './shown-text.ts';
import { textPlace, type WantedText } from './text-place.ts';
import { LIMIT, until } from './until.ts';

const CONTENT = '.monaco-hover .monaco-hover-content';

/** A hover that has not come after this time (ms) is asked for anew: a busy editor drops the question. */
const ASK_AGAIN = 4000;

/** Rests the mouse on a text in the editor and resolves to what the hover says, as plain text. */
export async function hoverOn(code: VSCode, wanted: WantedText): Promise<string> {
  const { page } = code;
  const shown = page
    .locator(CONTENT)
    .locator('visible=true')
    .filter({ hasNotText: /^\s*Loading/ });
  return until(`a hover on ${JSON.stringify(wanted)}`, async () => {
    // Each time anew: lenses that come late move the lines.
    const { left, right, middle } = await textPlace(code, wanted);
    await page.mouse.move((left + right) / 2 + 1, middle);
    await page.mouse.move((left + right) / 2, middle);
    const came = await shown
      .first()
      .waitFor({ timeout: ASK_AGAIN })
      .then(
        () => true,
        () => false,
      );
    if (came) return shownText(shown);
    await page.mouse.move(1, 1);
    return undefined;
  });
}

/** Takes the mouse away from the editor, so that its hover closes. */
export async function leaveHover({ page }: VSCode): Promise<void> {
  await page.mouse.move(1, 1);
  await page
    .locator('.monaco-hover:visible .monaco-hover-content')
    .first()
    .waitFor({ state: 'hidden', timeout: LIMIT });
}
