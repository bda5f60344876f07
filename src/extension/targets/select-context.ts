import { commands, type QuickPickItem, QuickPickItemKind, window } from 'vscode';
import type { ContextChoice } from '../../protocol/targets.ts';
import { askServer } from './ask-server.ts';
import { pickOne } from './ask-user.ts';
import type { TargetsPort } from './targets-port.ts';

interface ContextItem extends QuickPickItem {
  /** What is pinned when it is picked; null unpins. */
  readonly pins: string | null;
}

/** Lets the user pick the kube context of this workspace, or follow kubectl. The kubeconfig stays as it is. */
export async function selectContext(port: TargetsPort): Promise<void> {
  const choices = await askServer(port, 'prometheusKubernetes/contexts', {});
  if (choices.length === 0) return tellNoContexts();
  const items = contextItems(choices, port.needs.current.pinnedContext);
  const picked = await pickOne({
    title: 'Select Kube Context',
    placeholder: 'Whose cluster the Targets view shows. The kubeconfig is not changed.',
    items,
    active: items.find(item => item.picked),
  });
  if (picked) await port.needs.pin(picked.pins);
}

function contextItems(choices: readonly ContextChoice[], pinned: string | null): readonly ContextItem[] {
  const current = choices.find(choice => choice.current === 'current');
  const mark = (isMarked: boolean) => (isMarked ? '$(check) ' : '$(blank) ');
  return [
    {
      label: `${mark(pinned === null)}Follow kubectl`,
      description: current ? `now ${current.name}` : 'no current context',
      picked: pinned === null,
      pins: null,
    },
    { label: 'Pin for this workspace', kind: QuickPickItemKind.Separator, pins: null },
    ...choices.map(({ name, cluster, namespace }) => ({
      label: `${mark(name === pinned)}${name}`,
      description: [cluster === name ? '' : cluster, namespace === '' ? '' : `namespace ${namespace}`]
        .filter(text => text !== '')
        .join(' · '),
      picked: name === pinned,
      pins: name,
    })),
  ];
}

async function tellNoContexts(): Promise<void> {
  const open = 'Set Kubeconfig Path…';
  const answer = await window.showInformationMessage('The kubeconfig has no context to select.', open);
  if (answer === open) await commands.executeCommand('prometheusKubernetes.setKubeconfig');
}
