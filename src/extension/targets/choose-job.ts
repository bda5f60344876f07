import { type QuickPickItem, window } from 'vscode';
import type { ConfigPlace } from '../../protocol/targets.ts';
import { askServer } from './ask-server.ts';
import { pickOne } from './ask-user.ts';
import type { TargetsPort } from './targets-port.ts';
import type { FoundConfiguration, RowNode, TargetsTree } from './targets-tree.ts';

interface JobItem extends QuickPickItem {
  readonly place: ConfigPlace;
}

/** Above as many jobs the one under the cursor is not looked for: each is located with a request. */
const MOST_LOCATED = 100;

/**
 * The job that is meant: of the row; or else the only one of the active editor; or else the one that is picked, of the
 * active editor or of all. Undefined when there is none or the user leaves.
 */
export async function chooseJob(
  port: TargetsPort,
  tree: TargetsTree,
  node: RowNode | undefined,
): Promise<ConfigPlace | undefined> {
  if (node && 'place' in node.row) return { ...node.row.place, rule: null };
  const items = await jobItems(tree, await meantConfigurations(tree, node));
  const [only] = items;
  if (items.length <= 1) return only?.place;
  const picked = await pickOne({
    title: 'Trace Pasted Labels',
    placeholder: 'The job whose rules the labels go through',
    items,
    active: await itemAtCursor(port, items),
  });
  return picked?.place;
}

/** The configurations of the active editor, or all where it has none. */
export async function meantConfigurations(
  tree: TargetsTree,
  node: RowNode | undefined,
): Promise<readonly FoundConfiguration[]> {
  if (node?.row.kind === 'configuration') return [{ node, uri: node.row.uri }];
  const all = await tree.configurations();
  const active = window.activeTextEditor?.document.uri.toString();
  const here = all.filter(({ uri }) => uri === active);
  return here.length > 0 ? here : all;
}

async function jobItems(tree: TargetsTree, configurations: readonly FoundConfiguration[]): Promise<readonly JobItem[]> {
  const items: JobItem[] = [];
  for (const { node } of configurations) {
    const name = node.row.kind === 'configuration' ? node.row.name : '';
    for (const { row } of await tree.children(node)) {
      if (row.kind === 'job') items.push({ label: row.name, description: name, place: { ...row.place, rule: null } });
    }
  }
  return items;
}

/** The last job that begins above the cursor. */
async function itemAtCursor(port: TargetsPort, items: readonly JobItem[]): Promise<JobItem | undefined> {
  const editor = window.activeTextEditor;
  if (!editor || items.length > MOST_LOCATED) return undefined;
  const uri = editor.document.uri.toString();
  const places = await Promise.all(
    items.map(async item => ({ item, at: await askServer(port, 'prometheusKubernetes/locate', item.place) })),
  );
  const cursor = editor.selection.active.line;
  return places
    .filter(({ at }) => at !== null && at.uri === uri && at.range.start.line <= cursor)
    .toSorted((a, b) => (b.at?.range.start.line ?? 0) - (a.at?.range.start.line ?? 0))
    .at(0)?.item;
}
