import { type Command, MarkdownString, ThemeColor, ThemeIcon, TreeItem, TreeItemCollapsibleState } from 'vscode';
import type { AccessRow } from './access-rows.ts';

/** A row in the tree, which knows the one above it. */
export class AccessNode {
  readonly row: AccessRow;
  readonly parent: AccessNode | undefined;
  readonly children: readonly AccessNode[];

  constructor(row: AccessRow, parent: AccessNode | undefined) {
    this.row = row;
    this.parent = parent;
    this.children = row.children.map(child => new AccessNode(child, this));
  }
}

const COLLAPSIBLE = {
  none: TreeItemCollapsibleState.None,
  collapsed: TreeItemCollapsibleState.Collapsed,
  expanded: TreeItemCollapsibleState.Expanded,
} as const satisfies Record<AccessRow['item']['collapsible'], TreeItemCollapsibleState>;

/** What VS Code draws for a row. */
export function accessTreeItem(node: AccessNode): TreeItem {
  const { id, item: row, click } = node.row;
  const item = new TreeItem(row.label, COLLAPSIBLE[row.collapsible]);
  item.id = id;
  item.description = row.description;
  // As Markdown that is not trusted: no commands, no HTML, no icons from the text.
  item.tooltip = new MarkdownString(row.tooltip);
  item.iconPath =
    row.icon.color === null
      ? new ThemeIcon(row.icon.codicon)
      : new ThemeIcon(row.icon.codicon, new ThemeColor(row.icon.color));
  item.contextValue = row.contextValue;
  item.accessibilityInformation = { label: row.spoken };
  if (click === 'opens') item.command = openCommand(node);
  return item;
}

function openCommand(node: AccessNode): Command {
  return { title: 'Reveal in Editor', command: 'prometheusKubernetes.openAccessPlace', arguments: [node] };
}
