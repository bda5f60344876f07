import { commands, type Disposable, EventEmitter, type LogOutputChannel, type TreeView, window } from 'vscode';
import type { Access } from './access/access.ts';
import type { AccessNode } from './access/access-node.ts';
import { showMissing } from './access/badge.ts';
import { ACCESS_COMMANDS, type AccessCommand } from './access/command-names.ts';
import { linkForbiddenMessages } from './access/forbidden-links.ts';
import type { LanguageServer } from './language-server.ts';
import type { TargetsDoor } from './targets-door.ts';

export interface AccessDoorRequest {
  readonly server: LanguageServer;
  readonly log: LogOutputChannel;
  /** The code behind both views is one bundle, and their reports are shown in one place. */
  readonly targets: TargetsDoor;
}

/**
 * What is there of the Access view before anybody uses it: an empty provider, the names of its commands, the links in
 * terminals, and the badge. The rest is read when VS Code asks for rows, or when a command runs.
 */
export class AccessDoor implements Disposable {
  readonly #request: AccessDoorRequest;
  readonly #refresh = new EventEmitter<undefined>();
  readonly #view: TreeView<AccessNode>;
  readonly #owned: readonly Disposable[];
  #loading: Promise<Access> | undefined;
  #access: Access | undefined;

  constructor(request: AccessDoorRequest) {
    this.#request = request;
    this.#view = window.createTreeView<AccessNode>('prometheusKubernetes.access', {
      showCollapseAll: true,
      treeDataProvider: {
        onDidChangeTreeData: this.#refresh.event,
        getChildren: async node => (await this.#load()).provider.getChildren(node),
        // Both are asked only about what `getChildren` has answered.
        getTreeItem: node => this.#access?.provider.getTreeItem(node) ?? { label: '' },
        getParent: node => this.#access?.provider.getParent(node),
      },
    });
    this.#owned = [
      this.#view,
      this.#refresh,
      request.server.onAccessChanged(({ missing }) => {
        if (this.#access) this.#access.noteNews(missing);
        else showMissing(this.#view, missing);
      }),
      linkForbiddenMessages(message => this.#run('prometheusKubernetes.explainForbidden', message)),
      ...ACCESS_COMMANDS.map(name => commands.registerCommand(name, argument => this.#run(name, argument))),
    ];
  }

  async #run(name: AccessCommand, argument: unknown): Promise<void> {
    try {
      const access = await this.#load();
      await access.run(name, argument);
    } catch (error) {
      await this.#request.targets.tellFailure(name, error);
    }
  }

  #load(): Promise<Access> {
    this.#loading ??= this.#create();
    return this.#loading;
  }

  async #create(): Promise<Access> {
    const { server, log, targets } = this.#request;
    const { createAccess } = await targets.load();
    this.#access = createAccess({ server, log, view: this.#view, refresh: () => this.#refresh.fire(undefined) });
    return this.#access;
  }

  dispose(): void {
    this.#access?.dispose();
    for (const each of this.#owned) each.dispose();
  }
}
