import type { CancellationToken, Event, LogOutputChannel, TreeView } from 'vscode';
import type { TargetsRequests } from '../../protocol/targets-methods.ts';
import type { LanguageServer } from '../language-server.ts';
import type { TargetsNeeds } from '../targets-needs.ts';
import type { TreeNode } from './tree-item.ts';

/** What the bundle of the Targets view gets from the extension. */
export interface TargetsPort {
  readonly server: LanguageServer;
  readonly needs: TargetsNeeds;
  readonly log: LogOutputChannel;
  readonly view: TreeView<TreeNode>;
  /** Has VS Code ask the children of these again; undefined: of the root. VS Code joins what comes within 200 ms. */
  readonly refresh: (nodes: TreeNode[] | undefined) => void;
  readonly isPrometheusFile: (uri: string) => boolean;
  /** What a file is taken for has changed. */
  readonly onDidChangeFiles: Event<void>;
}

/** Asks the language server. */
export type AskServer = <Method extends keyof TargetsRequests>(
  method: Method,
  params: TargetsRequests[Method]['params'],
  token: CancellationToken,
) => Promise<TargetsRequests[Method]['result']>;
