import type { VSCode } from './connect.ts';
import { LIMIT } from './until.ts';

/** The texts of the code lenses that are drawn, from the top. */
export async function codeLenses({ page }: VSCode): Promise<readonly string[]> {
  const texts = await page.locator('.codelens-decoration a').allInnerTexts();
  return texts.map(text => text.replaceAll(/\s+/g, ' ').trim());
}

/** Clicks on the first lens that has this text in it. */
export async function clickLens({ page }: VSCode, text: string): Promise<void> {
  await page.locator('.codelens-decoration a', { hasText: text }).first().click({ timeout: LIMIT });
}
