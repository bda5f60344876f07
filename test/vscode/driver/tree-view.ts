import type { Locator } from 'playwright-core';
import { runCommand } from './command-palette.ts';
import type { VSCode } from './connect.ts';
import type { PageElement } from './dom.ts';
import { LIMIT, until } from './until.ts';

/** A row of a tree as it is drawn: its label, and its description. */
export interface DrawnRow {
  readonly label: string;
  readonly description: string;
  /** From 1 for the rows at the root. */
  readonly level: number;
}

const ROWS = '.part.sidebar .pane-body:not(.collapsed) .customview-tree .monaco-list-row';

/** The rows that the side bar's tree draws, from top to bottom; those that need scrolling are not among them. */
export async function treeRows({ page }: VSCode): Promise<readonly DrawnRow[]> {
  // In one go: rows come and go while they are read one by one.
  const drawn = await page.locator(ROWS).evaluateAll((rows: readonly RowElement[]) =>
    rows.map(row => ({
      top: row.getBoundingClientRect().top,
      label: row.querySelector('.label-name')?.textContent ?? '',
      description: row.querySelector('.label-description')?.textContent ?? '',
      level: Number(row.getAttribute('aria-level')),
    })),
  );
  return drawn.toSorted((a, b) => a.top - b.top).map(({ top: _, ...row }) => row);
}

interface RowElement extends PageElement {
  getAttribute(name: string): string | null;
}

/** Waits until the tree draws a row with this label, and answers it. */
export async function waitForRow(code: VSCode, label: string): Promise<DrawnRow> {
  return until(`the row \`${label}\``, async () => (await treeRows(code)).find(row => row.label === label));
}

/** The row as an element, for the mouse. */
export function rowElement({ page }: VSCode, label: string): Locator {
  return page
    .locator(ROWS)
    .filter({ has: page.locator('.label-name', { hasText: label }) })
    .first();
}

/** Expands or collapses a row by the mouse. */
export async function toggleRow(code: VSCode, label: string): Promise<void> {
  await rowElement(code, label).locator('.monaco-tl-twistie').click({ timeout: LIMIT });
}

/** The text above the rows of the side bar's tree; empty for none. */
export async function treeMessage({ page }: VSCode): Promise<string> {
  const texts = await page
    .locator('.part.sidebar .tree-explorer-viewlet-tree-view > .message:not(.hide)')
    .allInnerTexts();
  return texts.join('\n').trim();
}

/** What an empty view of the side bar says, with its buttons; empty while it has rows. */
export async function welcomeText({ page }: VSCode): Promise<string> {
  const texts = await page.locator('.part.sidebar .welcome-view:visible .welcome-view-content').allInnerTexts();
  return texts.join('\n').trim();
}

/** Waits until an empty view says something that matches. */
export async function waitForWelcome(code: VSCode, text: RegExp): Promise<string> {
  return until(`a welcome with ${text}`, async () => {
    const shown = await welcomeText(code);
    return text.test(shown) ? shown : undefined;
  });
}

/** Opens the Targets view by its command, and waits until the keyboard is in it. */
export async function showTargets(code: VSCode): Promise<void> {
  await runCommand(code, 'Prometheus: Show Targets');
  await code.page.locator('.part.sidebar .pane :focus').first().waitFor({ timeout: LIMIT });
}
