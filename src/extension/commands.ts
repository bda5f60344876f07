import { commands, type ExtensionContext, type LogOutputChannel, Uri, window, workspace } from 'vscode';
import type { LanguageServer } from './language-server.ts';

const CODE = /^[a-z]{1,20}\/[a-z0-9-]{1,60}$/;

/** Registers every command of the manifest; each is owned by the extension's context. */
export function registerCommands(context: ExtensionContext, server: LanguageServer, log: LogOutputChannel): void {
  context.subscriptions.push(
    commands.registerCommand('prometheusKubernetes.showLog', () => log.show()),
    commands.registerCommand('prometheusKubernetes.restartServer', () => server.restart()),
    commands.registerCommand('prometheusKubernetes.selectVersion', selectVersion),
    commands.registerCommand('prometheusKubernetes.explainFinding', (code: unknown) =>
      explain(context.extensionUri, code),
    ),
  );
}

/** Opens the page that explains a finding, for the link on its code. */
async function explain(extension: Uri, code: unknown): Promise<void> {
  if (typeof code !== 'string' || !CODE.test(code)) return;
  await commands.executeCommand('markdown.showPreview', Uri.joinPath(extension, 'docs', 'findings', `${code}.md`));
}

/** Asks for the Prometheus version that counts and keeps it in the workspace's settings. */
async function selectVersion(): Promise<void> {
  const settings = workspace.getConfiguration('prometheusKubernetes');
  const value = await window.showInputBox({
    title: 'Prometheus Version',
    prompt: 'The release that will run these files, such as 3.16 or 2.55. Leave it empty if you do not know.',
    value: settings.get<string>('prometheusVersion', ''),
    validateInput: text =>
      /^(v?\d{1,4}\.\d{1,4}(\.\d{1,4})?)?$/.test(text.trim()) ? undefined : 'Write a release such as 3.16.',
  });
  if (value === undefined) return;
  await settings.update('prometheusVersion', value.trim(), workspace.workspaceFolders ? undefined : true);
}
