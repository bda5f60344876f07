import type { VSCode } from './connect.ts';
import { press } from './keys.ts';

/** Leaves nothing of the test before: menus and widgets are closed, editors dropped unsaved, notifications gone. */
export async function closeEverything(code: VSCode): Promise<void> {
  await press(code, 'Escape');
  await press(code, 'Escape');
  await code.extensionHost.call(async vscode => {
    const tabs = vscode.window.tabGroups.all.flatMap(group => group.tabs);
    for (const { input } of tabs) {
      if (!(input instanceof vscode.TabInputText)) continue;
      await vscode.window.showTextDocument(input.uri);
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
