import { runCommand } from './command-palette.ts';
import type { VSCode } from './connect.ts';
import { LIMIT } from './until.ts';

const ROW = '.outline-pane .monaco-list-row';

/** Opens the outline of the active editor and resolves to the names in it, from top to bottom, as far as they are drawn. */
export async function outline(code: VSCode): Promise<readonly string[]> {
  await runCommand(code, 'Explorer: Focus on Outline View');
  await code.page.locator(ROW).first().waitFor({ timeout: LIMIT });
  return code.page
    .locator(`${ROW} .monaco-icon-name-container, ${ROW} .label-name`)
    .evaluateAll(names => [...new Set(names.map(name => (name as unknown as { textContent: string }).textContent))]);
}
