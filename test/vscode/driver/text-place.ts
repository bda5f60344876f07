import type { VSCode } from './connect.ts';
import { drawnLines } from './drawn-lines.ts';
import { until } from './until.ts';

/** Where a text is drawn, in pixels of the window. */
export interface TextPlace {
  readonly left: number;
  readonly right: number;
  readonly middle: number;
}

/**
 * Where the active editor draws a text: its first appearance, within one line. Waits for it. A text that stands more than
 * once is named with what makes it one: `{ text: 'pod', in: 'role: pod' }`.
 */
export async function textPlace(code: VSCode, wanted: WantedText): Promise<TextPlace> {
  const { text, line } =
    typeof wanted === 'string' ? { text: wanted, line: wanted } : { text: wanted.text, line: wanted.in };
  return until(`the text \`${text}\` in the editor`, async () => {
    const drawn = (await drawnLines(code)).find(each => each.text.includes(line));
    if (drawn === undefined) return undefined;
    const start = drawn.text.indexOf(line) + line.indexOf(text);
    const first = drawn.characters[start];
    const last = drawn.characters[start + text.length - 1];
    if (first === undefined || last === undefined) return undefined;
    return { left: first[0], right: last[1], middle: (drawn.box.top + drawn.box.bottom) / 2 };
  });
}

export type WantedText = string | { readonly text: string; readonly in: string };

/** Clicks into the middle of a text. */
export async function clickText(code: VSCode, wanted: WantedText): Promise<void> {
  const { left, right, middle } = await textPlace(code, wanted);
  await code.page.mouse.click((left + right) / 2, middle);
}

/** Clicks behind the last character of a text: the cursor stands there. */
export async function clickBehind(code: VSCode, wanted: WantedText): Promise<void> {
  const { right, middle } = await textPlace(code, wanted);
  await code.page.mouse.click(right, middle);
}
