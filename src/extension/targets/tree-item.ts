import { type Command, MarkdownString, ThemeColor, ThemeIcon, TreeItem, TreeItemCollapsibleState, Uri } from 'vscode';
import type { RowClick, RowIcon, RowItem } from './drawn-row.ts';
import type { WayOut } from './face.ts';
import { rowItem } from './row-item.ts';
import { RowNode } from './targets-tree.ts';

/** A way out of a face, as a row. */
export class WayOutNode {
  readonly way: WayOut;

  constructor(way: WayOut) {
    this.way = way;
  }
}

export type TreeNode = RowNode | WayOutNode;

const COLLAPSIBLE = {
  none: TreeItemCollapsibleState.None,
  collapsed: TreeItemCollapsibleState.Collapsed,
  expanded: TreeItemCollapsibleState.Expanded,
} as const satisfies Record<RowItem['collapsible'], TreeItemCollapsibleState>;

/** What VS Code draws for a node. */
export function treeItemOf(node: TreeNode): TreeItem {
  return node instanceof RowNode ? rowTreeItem(node) : wayTreeItem(node.way);
}

function rowTreeItem(node: RowNode): TreeItem {
  const row = rowItem(node.row, { now: Date.now(), siblings: node.siblings });
  const item = new TreeItem(row.label, COLLAPSIBLE[row.collapsible]);
  const command = clickCommand(row.click, node);
  item.id = node.id;
  item.description = row.description;
  // As Markdown that is not trusted: no commands, no HTML, no icons from the text.
  if (row.tooltip !== '') item.tooltip = new MarkdownString(row.tooltip);
  item.iconPath = themeIcon(row.icon);
  item.contextValue = row.contextValue;
  item.accessibilityInformation = { label: row.spoken };
  if (command) item.command = command;
  return item;
}

function wayTreeItem({ label, codicon, command, argument }: WayOut): TreeItem {
  const item = new TreeItem(label, TreeItemCollapsibleState.None);
  item.id = `way out: ${label}`;
  item.iconPath = new ThemeIcon(codicon);
  item.contextValue = 'way-out';
  item.accessibilityInformation = { label, role: 'button' };
  item.command = { title: label, command, arguments: argument === null ? [] : [argument] };
  return item;
}

function themeIcon({ codicon, color }: RowIcon): ThemeIcon {
  return color === null ? new ThemeIcon(codicon) : new ThemeIcon(codicon, new ThemeColor(color));
}

function clickCommand(click: RowClick, node: RowNode): Command | undefined {
  switch (click) {
    case 'nothing':
      return undefined;
    case 'open-file':
      if (node.row.kind !== 'configuration') return undefined;
      return {
        title: 'Open File',
        command: 'vscode.open',
        arguments: [Uri.parse(node.row.uri), { preview: true, preserveFocus: true }],
      };
    case 'reveal':
    case 'show-object':
      return { title: 'Reveal in Editor', command: 'prometheusKubernetes.revealInEditor', arguments: [node] };
    case 'show-more':
      return { title: 'Show More', command: 'prometheusKubernetes.showMoreTargets', arguments: [node] };
  }
}
