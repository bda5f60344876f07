import { commands, type Disposable, EventEmitter, type LogOutputChannel, type TreeView, window } from 'vscode';
import type { LanguageServer } from './language-server.ts';
import type { FileStatus } from './status.ts';
import { TARGETS_COMMANDS, type TargetsCommand } from './targets/command-names.ts';
import type { Targets } from './targets/targets.ts';
import type { TreeNode } from './targets/tree-item.ts';
import type { TargetsNeeds } from './targets-needs.ts';

export interface TargetsDoorRequest {
  readonly server: LanguageServer;
  readonly needs: TargetsNeeds;
  readonly log: LogOutputChannel;
  readonly files: FileStatus;
}

/**
 * What is there of the Targets view before anybody uses it: an empty provider and the names of its commands. The rest is
 * read when VS Code asks for rows, or when a command runs.
 */
export class TargetsDoor implements Disposable {
  readonly #request: TargetsDoorRequest;
  readonly #refresh = new EventEmitter<TreeNode | TreeNode[] | undefined>();
  readonly #view: TreeView<TreeNode>;
  readonly #owned: readonly Disposable[];
  #loading: Promise<Targets> | undefined;
  #targets: Targets | undefined;

  constructor(request: TargetsDoorRequest) {
    this.#request = request;
    this.#view = window.createTreeView<TreeNode>('prometheusKubernetes.targets', {
      showCollapseAll: true,
      treeDataProvider: {
        onDidChangeTreeData: this.#refresh.event,
        getChildren: async node => (await this.load()).provider.getChildren(node),
        // Both are asked only about what `getChildren` has answered.
        getTreeItem: node => this.#targets?.provider.getTreeItem(node) ?? { label: '' },
        getParent: node => this.#targets?.provider.getParent(node),
      },
    });
    this.#owned = [
      this.#view,
      this.#refresh,
      this.#view.onDidChangeVisibility(({ visible }) => request.needs.show(visible ? 'visible' : 'hidden')),
      ...TARGETS_COMMANDS.map(name => commands.registerCommand(name, argument => this.#run(name, argument))),
    ];
  }

  async #run(name: TargetsCommand, argument: unknown): Promise<void> {
    try {
      const targets = await this.load();
      await targets.run(name, argument);
    } catch (error) {
      await this.tellFailure(name, error);
    }
  }

  /** Tells the user that a command has failed, and the log how. */
  async tellFailure(command: string, error: unknown): Promise<void> {
    this.#request.log.error(`${command} failed`, error);
    const show = 'Show Log';
    const text = error instanceof Error ? error.message : String(error);
    const answer = await window.showErrorMessage(`That did not work: ${text}`, show);
    if (answer === show) this.#request.log.show();
  }

  /** Reads the bundle behind the views, once. */
  load(): Promise<Targets> {
    this.#loading ??= this.#create();
    return this.#loading;
  }

  async #create(): Promise<Targets> {
    const { server, needs, log, files } = this.#request;
    const { createTargets } = await import('./targets/targets.ts');
    this.#targets = createTargets({
      server,
      needs,
      log,
      view: this.#view,
      refresh: nodes => this.#refresh.fire(nodes),
      isPrometheusFile: uri => files.isPrometheus(uri),
      onDidChangeFiles: files.onDidChange,
    });
    return this.#targets;
  }

  dispose(): void {
    this.#targets?.dispose();
    for (const each of this.#owned) each.dispose();
  }
}
