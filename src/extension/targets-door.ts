import type { Disposable, LogOutputChannel } from 'vscode';
import type { LanguageServer } from './language-server.ts';
import type { FileStatus } from './status.ts';
import { TARGETS_COMMANDS, type TargetsCommand } from './targets/command-names.ts';
import type { Targets } from './targets/targets.ts';
import type { TreeNode } from './targets/tree-item.ts';
import type { TargetsNeeds } from './targets-needs.ts';
import { tellFailure } from './tell-failure.ts';
import { ViewDoor } from './view-door.ts';

export interface TargetsDoorRequest {
  readonly server: LanguageServer;
  readonly needs: TargetsNeeds;
  readonly log: LogOutputChannel;
  readonly files: FileStatus;
}

/** What is there of the Targets view before anybody uses it. The server hears whether it is seen. */
export class TargetsDoor implements Disposable {
  readonly #door: ViewDoor<TreeNode, TargetsCommand, Targets>;
  readonly #visibility: Disposable;

  constructor({ server, needs, log, files }: TargetsDoorRequest) {
    this.#door = new ViewDoor<TreeNode, TargetsCommand, Targets>({
      id: 'prometheusKubernetes.targets',
      commands: TARGETS_COMMANDS,
      load: async (view, refresh) => {
        const { createTargets } = await import('./targets/targets.ts');
        return createTargets({
          server,
          needs,
          log,
          view,
          refresh,
          isPrometheusFile: uri => files.isPrometheus(uri),
          onDidChangeFiles: files.onDidChange,
        });
      },
      failed: (command, error) => tellFailure(log, command, error),
    });
    const { view } = this.#door;
    this.#visibility = view.onDidChangeVisibility(({ visible }) => needs.show(visible ? 'visible' : 'hidden'));
  }

  /** Reads the bundle behind the views, once. */
  load(): Promise<Targets> {
    return this.#door.load();
  }

  dispose(): void {
    this.#visibility.dispose();
    this.#door.dispose();
  }
}
