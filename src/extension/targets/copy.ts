import { env, window } from 'vscode';
import type { RowNode } from './targets-tree.ts';
import { labelLines } from './tooltip.ts';

/** What can be copied of a row. */
export type Copied = 'url' | 'labels' | 'name' | 'value';

/** Copies something of a row; nothing of a row that does not have it. */
export async function copyOf(what: Copied, { row }: RowNode): Promise<void> {
  switch (what) {
    case 'url':
      return row.kind === 'target' ? copy(row.url, 'URL') : undefined;
    case 'labels':
      return 'labels' in row ? copy(labelLines(row.labels), 'labels') : undefined;
    case 'name':
      return row.kind === 'label' ? copy(row.name, 'name') : undefined;
    case 'value':
      return row.kind === 'label' ? copy(row.value, 'value') : undefined;
  }
}

/** Copies a text and says so in the status bar for a moment. */
export async function copy(text: string, what: string): Promise<void> {
  await env.clipboard.writeText(text);
  window.setStatusBarMessage(`$(check) Copied the ${what}`, 2000);
}
