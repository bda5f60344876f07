import type { Disposable, LogOutputChannel } from 'vscode';
import type { Access } from './access/access.ts';
import type { AccessNode } from './access/access-node.ts';
import { showMissing } from './access/badge.ts';
import { ACCESS_COMMANDS, type AccessCommand } from './access/command-names.ts';
import { linkForbiddenMessages } from './access/forbidden-links.ts';
import type { LanguageServer } from './language-server.ts';
import type { TargetsDoor } from './targets-door.ts';
import { tellFailure } from './tell-failure.ts';
import { ViewDoor } from './view-door.ts';

export interface AccessDoorRequest {
  readonly server: LanguageServer;
  readonly log: LogOutputChannel;
  /** The code behind both views is one bundle, and their reports are shown in one place. */
  readonly targets: TargetsDoor;
}

/** What is there of the Access view before anybody uses it, with the links in terminals, and the badge. */
export class AccessDoor implements Disposable {
  readonly #owned: readonly Disposable[];

  constructor({ server, log, targets }: AccessDoorRequest) {
    const door = new ViewDoor<AccessNode, AccessCommand, Access>({
      id: 'prometheusKubernetes.access',
      commands: ACCESS_COMMANDS,
      load: async (view, refresh) => {
        const { createAccess } = await targets.load();
        return createAccess({ server, log, view, refresh: () => refresh(undefined) });
      },
      failed: (command, error) => tellFailure(log, command, error),
    });
    this.#owned = [
      door,
      server.onAccessChanged(({ missing }) => {
        if (door.behind) door.behind.noteNews(missing);
        else showMissing(door.view, missing);
      }),
      linkForbiddenMessages(message => door.run('prometheusKubernetes.explainForbidden', message)),
    ];
  }

  dispose(): void {
    for (const each of this.#owned) each.dispose();
  }
}
