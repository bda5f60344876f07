import type { VSCode } from './connect.ts';
import { press } from './keys.ts';

/** Leaves nothing of the test before: menus and widgets are closed, editors dropped unsaved, notifications gone. */
export async function closeEverything(code: VSCode): Promise<void> {
  await press(code, 'Escape');
  await press(code, 'Escape');
  await code.extensionHost.call(async vscode => {
    // The commands alone: a document that is asked for by the API stays in memory, with its text, for minutes.
    for (const _tab of vscode.window.tabGroups.all.flatMap(group => group.tabs)) {
      await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    }
    for (const command of [
      'workbench.action.closeAllEditors',
      'workbench.action.closePanel',
      'notifications.clearAll',
    ]) {
      await vscode.commands.executeCommand(command);
    }
  });
}
