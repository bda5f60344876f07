import type { LogOutputChannel, TreeView } from 'vscode';
import type { LanguageServer } from '../language-server.ts';
import type { AccessNode } from './access-node.ts';

/** What the code behind the Access view gets from the extension. */
export interface AccessPort {
  readonly server: LanguageServer;
  readonly log: LogOutputChannel;
  readonly view: TreeView<AccessNode>;
  /** Has VS Code ask all rows again. */
  readonly refresh: () => void;
}
