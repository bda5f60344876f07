import { commands, type Disposable, EventEmitter, type TreeDataProvider, type TreeView, window } from 'vscode';

/** What is behind a view and its commands. */
export interface BehindView<Node, Command extends string> {
  readonly provider: Required<Pick<TreeDataProvider<Node>, 'getChildren' | 'getTreeItem' | 'getParent'>>;
  readonly run: (command: Command, argument: unknown) => Promise<void>;
  readonly dispose: () => void;
}

/** Has VS Code ask rows again: these with what is under them, or all. */
export type RefreshRows<Node> = (nodes: Node | Node[] | undefined) => void;

export interface ViewDoorRequest<Node, Command extends string, Behind extends BehindView<Node, Command>> {
  readonly id: string;
  readonly commands: readonly Command[];
  /** Reads the code behind the view. */
  readonly load: (view: TreeView<Node>, refresh: RefreshRows<Node>) => Promise<Behind>;
  /** A command has failed. Never rejects. */
  readonly failed: (command: Command, error: unknown) => Promise<void>;
}

/**
 * What is there of a view before anybody uses it: an empty provider and the names of its commands. The rest is read when VS
 * Code asks for rows, or when a command runs.
 */
export class ViewDoor<Node, Command extends string, Behind extends BehindView<Node, Command>> implements Disposable {
  readonly view: TreeView<Node>;
  readonly #request: ViewDoorRequest<Node, Command, Behind>;
  readonly #refresh = new EventEmitter<Node | Node[] | undefined>();
  readonly #owned: readonly Disposable[];
  #loading: Promise<Behind> | undefined;
  #behind: Behind | undefined;

  constructor(request: ViewDoorRequest<Node, Command, Behind>) {
    this.#request = request;
    this.view = window.createTreeView<Node>(request.id, {
      showCollapseAll: true,
      treeDataProvider: {
        onDidChangeTreeData: this.#refresh.event,
        getChildren: async node => (await this.load()).provider.getChildren(node),
        // Both are asked only about what `getChildren` has answered.
        getTreeItem: node => this.#behind?.provider.getTreeItem(node) ?? { label: '' },
        getParent: node => this.#behind?.provider.getParent(node),
      },
    });
    this.#owned = [
      this.view,
      this.#refresh,
      ...request.commands.map(name => commands.registerCommand(name, argument => this.run(name, argument))),
    ];
  }

  /** What is behind it, once it has been loaded. */
  get behind(): Behind | undefined {
    return this.#behind;
  }

  /** Loads what is behind it, once. */
  load(): Promise<Behind> {
    this.#loading ??= this.#create();
    return this.#loading;
  }

  /** Never rejects: a failure is told to the user. */
  async run(name: Command, argument: unknown): Promise<void> {
    try {
      const behind = await this.load();
      await behind.run(name, argument);
    } catch (error) {
      await this.#request.failed(name, error);
    }
  }

  async #create(): Promise<Behind> {
    this.#behind = await this.#request.load(this.view, nodes => this.#refresh.fire(nodes));
    return this.#behind;
  }

  dispose(): void {
    this.#behind?.dispose();
    for (const each of this.#owned) each.dispose();
  }
}
