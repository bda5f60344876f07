import { type QuickPickItem, window } from 'vscode';
import { askServer } from './ask-server.ts';
import { askInput } from './ask-user.ts';
import { readNamespaces } from './namespace-names.ts';
import type { TargetsPort } from './targets-port.ts';

const TITLE = 'Choose Namespaces';

/** Lets the user say which namespaces are asked instead of the whole cluster. `wanted` answers it at once. */
export async function chooseNamespaces(port: TargetsPort, wanted: string | null): Promise<void> {
  if (wanted !== null) return port.needs.chooseNamespaces([wanted]);
  const names = await askServer(port, 'prometheusKubernetes/namespaces', {});
  if (names.length === 0) await write(port);
  else await pick(port, names);
}

async function pick({ needs }: TargetsPort, names: readonly string[]): Promise<void> {
  const chosen = new Set(needs.current.namespaces);
  const items = [...new Set([...names, ...chosen])].toSorted().map(
    (name): QuickPickItem => ({
      label: name,
      picked: chosen.has(name),
    }),
  );
  const picked = await window.showQuickPick(items, {
    title: TITLE,
    placeHolder: 'Namespaces that are asked. With none, the whole cluster is.',
    canPickMany: true,
  });
  if (picked) await needs.chooseNamespaces(picked.map(({ label }) => label));
}

/** Where the namespaces may not be listed, their names have to be known. */
async function write({ needs }: TargetsPort): Promise<void> {
  await askInput({
    title: TITLE,
    prompt: 'Namespaces that are asked, separated by commas. Leave it empty for the whole cluster.',
    placeholder: 'shop, monitoring',
    value: needs.current.namespaces.join(', '),
    accept: async text => {
      const read = readNamespaces(text);
      if (!read.ok) return read.message;
      await needs.chooseNamespaces(read.names);
      return null;
    },
  });
}
