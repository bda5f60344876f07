import type { VSCode } from './connect.ts';
import type { Box, PageDocument, PageElement, PageNode } from './dom.ts';

/** A line of text as the active editor draws it. A folded or scrolled-away line is not drawn. */
export interface DrawnLine {
  /** From 1, as the margin says; undefined: a wrapped line's continuation. */
  readonly number: number | undefined;
  readonly text: string;
  readonly box: Box;
  /** Where each character (UTF-16 unit) is drawn: left and right edge. */
  readonly characters: readonly (readonly [number, number])[];
  readonly squiggles: readonly { readonly severity: string; readonly left: number; readonly right: number }[];
}

/** The CSS selector of the active editor. */
export const ACTIVE_EDITOR = '.editor-group-container.active .editor-instance .monaco-editor';

/** The lines of the active editor from top to bottom, in pixels of the window. */
export async function drawnLines({ page }: VSCode): Promise<readonly DrawnLine[]> {
  return page.evaluate(readLines, ACTIVE_EDITOR);
}

declare const document: PageDocument;

// Runs in the page: everything that it uses is inside it.
function readLines(selector: string): DrawnLine[] {
  const editor = document.querySelector(selector);
  if (editor === null) throw new Error('No editor is shown.');
  const middle = ({ top, bottom }: Box) => (top + bottom) / 2;
  const within = (outer: Box, inner: Box) => middle(inner) > outer.top && middle(inner) < outer.bottom;
  const boxed = (selectors: string) =>
    [...editor.querySelectorAll(selectors)].map(element => ({ element, box: plain(element.getBoundingClientRect()) }));
  const numbers = boxed('.margin-view-overlays .line-numbers');
  const squiggles = boxed('.view-overlays [class*="squiggly-"]');

  function plain({ left, right, top, bottom }: Box): Box {
    return { left, right, top, bottom };
  }

  function characters(line: PageElement): [number, number][] {
    const edges: [number, number][] = [];
    const range = document.createRange();
    const visit = (node: PageNode): void => {
      for (const child of node.childNodes) visit(child);
      const length = node.nodeType === 3 ? (node.textContent ?? '').length : 0; // 3: a text
      for (let index = 0; index < length; index += 1) {
        range.setStart(node, index);
        range.setEnd(node, index + 1);
        const { left, right } = range.getBoundingClientRect();
        edges.push([left, right]);
      }
    };
    visit(line);
    return edges;
  }

  return boxed('.view-lines .view-line')
    .filter(({ box }) => box.bottom > box.top)
    .sort((a, b) => a.box.top - b.box.top)
    .map(({ element, box }) => {
      const number = numbers.find(each => within(box, each.box))?.element.textContent?.trim() ?? '';
      return {
        number: number === '' ? undefined : Number(number),
        text: (element.textContent ?? '').replaceAll('\u00a0', ' '),
        box,
        characters: characters(element),
        squiggles: squiggles
          .filter(each => within(box, each.box) && each.box.right > each.box.left)
          .map(each => ({
            severity: /squiggly-(\w+)/.exec(each.element.className)?.[1] ?? '',
            left: each.box.left,
            right: each.box.right,
          })),
      };
    });
}
