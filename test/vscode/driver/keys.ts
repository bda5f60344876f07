import type { VSCode } from './connect.ts';

/**
 * Presses one key, or several together: `Enter`, `Control+.`, `ControlOrMeta+Space`. Names are those of
 * https://developer.mozilla.org/en-US/docs/Web/API/UI_Events/Keyboard_event_key_values.
 */
export async function press({ page }: VSCode, keys: string): Promise<void> {
  await page.keyboard.press(keys);
}

/** Types text as a user does, one key after the other, wherever the keyboard's focus is. A line break is the Enter key. */
export async function typeText({ page }: VSCode, text: string): Promise<void> {
  await page.keyboard.type(text);
}
