import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { VSCode } from './connect.ts';
import { ACTIVE_EDITOR } from './drawn-lines.ts';
import { press, typeText } from './keys.ts';
import { LIMIT, until } from './until.ts';

/** Writes a file into the folder that is open; its folders are made. `name` is relative to that folder. */
export async function writeWorkspaceFile({ opens }: VSCode, name: string, text: string): Promise<void> {
  const file = path.join(opens, name);
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, text);
}

/** Shows a file of the folder that is open, with the keyboard's focus in it, the cursor at its start. */
export async function openFile(code: VSCode, name: string): Promise<void> {
  const file = path.join(code.opens, name);
  await code.extensionHost.call(async (vscode, place) => {
    await vscode.commands.executeCommand('vscode.open', vscode.Uri.file(place), { preview: false });
  }, file);
  await until(`the editor of ${name}`, async () => (await shownFile(code)) === file);
  await code.page.locator(`${ACTIVE_EDITOR}.focused`).waitFor({ timeout: LIMIT });
  await code.page.locator(`${ACTIVE_EDITOR} .view-line`).first().waitFor({ timeout: LIMIT });
}

/** Writes a file and shows it. */
export async function openNewFile(code: VSCode, name: string, text: string): Promise<void> {
  await writeWorkspaceFile(code, name, text);
  await openFile(code, name);
  await waitForText(code, text.replaceAll('\r\n', '\n')); // it may have been open before, with another text
}

/** The text of the active editor's document, saved or not, as extensions see it; line breaks are `\n`. */
export async function editorText({ extensionHost }: VSCode): Promise<string> {
  const text = await extensionHost.call(vscode => vscode.window.activeTextEditor?.document.getText() ?? null);
  if (text === null) throw new Error('No text editor is active.');
  return text.replaceAll('\r\n', '\n');
}

/** Waits until the active document has this text. */
export async function waitForText(code: VSCode, text: string): Promise<void> {
  await until(`the text ${JSON.stringify(text)}`, async () => {
    const found = await editorText(code);
    if (found !== text) throw new Error(`it is ${JSON.stringify(found)}`);
    return true;
  });
}

/** Puts the cursor before a character by the keyboard: line and column from 1, as the status bar counts them. */
export async function placeCursor(code: VSCode, line: number, column: number): Promise<void> {
  await press(code, 'Control+g');
  await code.page.locator('.quick-input-widget:visible input.input').first().waitFor({ timeout: LIMIT });
  await typeText(code, `${line}:${column}`);
  await press(code, 'Enter');
  await code.page.locator('.quick-input-widget').waitFor({ state: 'hidden', timeout: LIMIT });
  await code.page
    .locator('.statusbar-item:visible', { hasText: `Ln ${line}, Col ${column}` })
    .waitFor({ timeout: LIMIT });
}

async function shownFile({ extensionHost }: VSCode): Promise<string | null> {
  return extensionHost.call(vscode => vscode.window.activeTextEditor?.document.uri.fsPath ?? null);
}
