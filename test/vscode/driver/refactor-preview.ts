import type { VSCode } from './connect.ts';
import { LIMIT } from './until.ts';

/** Waits for the preview of an edit, which changes nothing until it is applied. */
export async function waitForPreview(code: VSCode): Promise<void> {
  await applyButton(code).waitFor({ timeout: LIMIT });
}

/** Ticks everything in the preview and applies it, by the mouse. */
export async function applyPreview(code: VSCode): Promise<void> {
  await waitForPreview(code);
  await code.page.locator('.part.panel .edit-checkbox').first().check({ timeout: LIMIT });
  await applyButton(code).click({ timeout: LIMIT });
}

function applyButton({ page }: VSCode) {
  return page.locator('.part.panel').getByRole('button', { name: 'Apply' }).first();
}
