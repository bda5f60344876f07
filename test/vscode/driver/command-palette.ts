import type { VSCode } from './connect.ts';
import { press, typeText } from './keys.ts';
import { LIMIT } from './until.ts';

/** Runs a command as a user does who knows its name: F1, the name, a click on it. `title` is the whole entry, category included. */
export async function runCommand(code: VSCode, title: string): Promise<void> {
  await press(code, 'F1');
  const input = code.page.locator('.quick-input-widget input.input').first();
  await input.waitFor({ timeout: LIMIT });
  await typeText(code, title);
  await pickEntry(code, title);
}

/** The entries of the quick pick that is open, as they are drawn. */
export function quickPickEntries({ page }: VSCode) {
  return page.locator('.quick-input-widget:visible .quick-input-list .monaco-list-row');
}

/** Picks an entry of the open quick pick by the mouse. `text` is a part of the entry. */
export async function pickEntry(code: VSCode, text: string): Promise<void> {
  await quickPickEntries(code).filter({ hasText: text }).first().click({ timeout: LIMIT });
}
