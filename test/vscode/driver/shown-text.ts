import type { Locator } from 'playwright-core';
import { LIMIT } from './until.ts';

/** The text of the first element found, as it is shown: with the line breaks of its layout. Waits for the element. */
export async function shownText(locator: Locator): Promise<string> {
  await locator.first().waitFor({ timeout: LIMIT });
  const [text = ''] = await locator.first().allInnerTexts();
  return text;
}
