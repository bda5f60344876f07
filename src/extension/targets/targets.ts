import type { TreeDataProvider } from 'vscode';
import { type Access, createAccess } from '../access/access.ts';
import type { AccessPort } from '../access/access-port.ts';
import type { TargetsCommand } from './command-names.ts';
import { targetsCommands } from './commands.ts';
import { ContextItem } from './context-item.ts';
import { ReportDocuments } from './report-documents.ts';
import { SnapshotFiles } from './snapshot-files.ts';
import type { TargetsPort } from './targets-port.ts';
import { RowNode } from './targets-tree.ts';
import { TargetsView } from './targets-view.ts';
import { type TreeNode, treeItemOf } from './tree-item.ts';

/** What the bundle of the Targets view gives the extension. */
export interface Targets {
  readonly provider: Required<Pick<TreeDataProvider<TreeNode>, 'getChildren' | 'getTreeItem' | 'getParent'>>;
  readonly run: (command: TargetsCommand, argument: unknown) => Promise<void>;
  /** What is behind the Access view, whose reports are shown where those of the targets are. */
  readonly createAccess: (port: AccessPort) => Access;
  readonly dispose: () => void;
}

/** Everything behind the view and its commands. A bundle of its own: it is read when one of them is used. */
export function createTargets(port: TargetsPort): Targets {
  const view = new TargetsView(port);
  const reports = new ReportDocuments((method, params, token) => port.server.request(method, params, token));
  const snapshots = new SnapshotFiles(port);
  const item = new ContextItem(port, view);
  const bodies = targetsCommands({ port, view, tree: view.tree, reports, snapshots });
  return {
    provider: {
      getChildren: node => view.children(node),
      getTreeItem: treeItemOf,
      getParent: node => (node instanceof RowNode ? node.parent : undefined),
    },
    run: (command, argument) => bodies[command](argument),
    createAccess: port => createAccess(port, reports),
    dispose: () => {
      for (const each of [item, snapshots, reports, view]) each.dispose();
    },
  };
}
