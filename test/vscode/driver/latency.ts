import type { VSCode } from './connect.ts';
import type { PageDocument, PageElement, PageEvent } from './dom.ts';
import { ACTIVE_EDITOR } from './drawn-lines.ts';
import { LIMIT, within } from './until.ts';

/** What a key is waited to bring about in the active editor. */
export type Effect = 'squiggle appears' | 'squiggles vanish';

/**
 * Presses a key in the active editor and resolves to the time in ms from the key's event to the first change of the page
 * after which the underlines are as `effect` says: both on the page's own clock, so that the way between test and page
 * does not count. Before the key there must be none for `squiggle appears`, and at least one for `squiggles vanish`.
 */
export async function keyToEffect({ page }: VSCode, key: string, effect: Effect): Promise<number> {
  const watch = await page.evaluateHandle(watchUnderlines, { editor: ACTIVE_EDITOR, effect });
  await page.keyboard.press(key);
  const done = watch.evaluate(({ milliseconds }) => milliseconds);
  return within(LIMIT, `${effect} after the key ${key}`, done).finally(() => watch.dispose());
}

declare const document: PageDocument;
declare const MutationObserver: new (
  react: () => void,
) => { observe(target: PageElement, options: object): void; disconnect(): void };

// Runs in the page: everything that it uses is inside it. The object around the promise keeps it from being awaited.
function watchUnderlines({ editor, effect }: { editor: string; effect: Effect }): { milliseconds: Promise<number> } {
  const overlays = document.querySelector(`${editor} .view-overlays`);
  if (overlays === null) throw new Error('No editor is shown.');
  const drawn = () => overlays.querySelector('[class*="squiggly-"]') !== null;
  const wanted = effect === 'squiggle appears';
  if (drawn() === wanted) throw new Error(`The editor is already as after \`${effect}\`.`);
  const { promise: milliseconds, resolve } = Promise.withResolvers<number>();
  const onKey = (event: PageEvent) => {
    const observer = new MutationObserver(() => {
      if (drawn() !== wanted) return;
      observer.disconnect();
      resolve(performance.now() - event.timeStamp);
    });
    observer.observe(overlays, { subtree: true, childList: true, attributes: true });
  };
  document.addEventListener('keydown', onKey, { capture: true, once: true });
  return { milliseconds };
}
