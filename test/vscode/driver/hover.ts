import type { VSCode } from './connect.ts';
import { shownText } from './shown-text.ts';
import { textPlace, type WantedText } from './text-place.ts';
import { LIMIT } from './until.ts';

/** Rests the mouse on a text in the editor and resolves to what the hover says, as plain text. */
export async function hoverOn(code: VSCode, wanted: WantedText): Promise<string> {
  const { left, right, middle } = await textPlace(code, wanted);
  await code.page.mouse.move((left + right) / 2 + 1, middle);
  await code.page.mouse.move((left + right) / 2, middle);
  const hover = code.page.locator(
    '.monaco-editor .monaco-hover:not(.hidden) .monaco-hover-content, .monaco-resizable-hover .monaco-hover-content',
  );
  return shownText(hover.locator('visible=true').filter({ hasNotText: /^\s*Loading/ }));
}

/** Takes the mouse away from the editor, so that its hover closes. */
export async function leaveHover({ page }: VSCode): Promise<void> {
  await page.mouse.move(1, 1);
  await page
    .locator('.monaco-hover:visible .monaco-hover-content')
    .first()
    .waitFor({ state: 'hidden', timeout: LIMIT });
}
