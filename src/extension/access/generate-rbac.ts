import { env, type QuickPickItem, ViewColumn, window, workspace } from 'vscode';
import type { ConfigurationAccess } from '../../protocol/access.ts';
import { askServer } from '../targets/ask-server.ts';
import { pickOne } from '../targets/ask-user.ts';
import { copy } from '../targets/copy.ts';
import type { AccessPort } from './access-port.ts';
import type { AccessView } from './access-view.ts';
import { kubectlApply } from './kubectl-command.ts';

/**
 * Shows the least that a configuration needs as manifests, in a document that is not saved. `configuration` is undefined
 * where nobody has named one: then it is that of the active editor, or the one that is picked.
 */
export async function generateRbac(
  port: AccessPort,
  view: AccessView,
  configuration: string | undefined,
): Promise<void> {
  const meant = configuration ?? (await chooseConfiguration(view));
  if (meant === undefined) return;
  const answer = await askServer(port, 'prometheusKubernetes/generateRbac', { configuration: meant });
  if (!answer.ok) {
    void window.showWarningMessage(answer.message);
    return;
  }
  const document = await workspace.openTextDocument({ language: 'yaml', content: answer.text });
  const isEmpty = window.tabGroups.activeTabGroup.tabs.length === 0;
  await window.showTextDocument(document, {
    viewColumn: isEmpty ? ViewColumn.Active : ViewColumn.Beside,
    preview: false,
  });
  // The command goes on without the answer, which may never come.
  void window
    .showInformationMessage(
      `Nothing was written or applied. Look it over, and save it, for example as ${answer.fileName}, or apply it.`,
      COPY,
    )
    .then(choice => (choice === COPY ? copy(kubectlApply(document.getText(), env.shell), 'command') : undefined));
}

const COPY = 'Copy kubectl Command';

interface ConfigurationItem extends QuickPickItem {
  readonly configuration: string;
}

async function chooseConfiguration(view: AccessView): Promise<string | undefined> {
  const all = await view.configurations();
  const active = window.activeTextEditor?.document.uri.toString();
  const here = all.filter(({ uri }) => uri === active);
  const items = (here.length > 0 ? here : all).map(configurationItem);
  const [only] = items;
  if (!only) {
    void window.showInformationMessage(
      'There is no Prometheus configuration in this workspace that RBAC could be generated for.',
    );
    return undefined;
  }
  if (here.length === 1) return only.configuration;
  const placeholder = 'The configuration whose needs are granted';
  const picked = await pickOne({ title: 'Generate RBAC', placeholder, items, active: only });
  return picked?.configuration;
}

function configurationItem({ configuration, name, folder, account }: ConfigurationAccess): ConfigurationItem {
  const detail = account.state === 'known' ? `For ${account.name}` : 'Its account is not known';
  return { label: name, description: folder, detail, configuration };
}
