import { type ExtensionContext, type TextDocument, window, workspace } from 'vscode';
import { AccessDoor } from './access-door.ts';
import { registerCommands } from './commands.ts';
import { LanguageServer } from './language-server.ts';
import { createLog } from './log.ts';
import { mayConcernPrometheus } from './look.ts';
import { ManifestToolNews } from './manifest-tool.ts';
import { FileStatus } from './status.ts';
import { TargetsDoor } from './targets-door.ts';
import { TargetsNeeds } from './targets-needs.ts';
import { YamlExtension } from './yaml-extension.ts';

/**
 * Wires the extension up and returns at once: the language server starts when a YAML document is open that may concern
 * Prometheus, or when one of the views is seen or a command needs it, never before.
 */
export function activate(context: ExtensionContext): void {
  const log = createLog();
  const status = new FileStatus();
  const yaml = new YamlExtension(log);
  void yaml.register();
  const server = new LanguageServer(context, log, document => {
    status.show(document);
    yaml.noteDocument(document);
  });
  const needs = new TargetsNeeds(context, server);
  const targets = new TargetsDoor({ server, needs, log, files: status });
  const look = (document: TextDocument): void => {
    if (document.languageId !== 'yaml' || server.isRunning || !mayConcernPrometheus(document.getText())) return;
    void server.start();
  };
  context.subscriptions.push(
    log,
    status,
    server,
    yaml,
    needs,
    targets,
    new ManifestToolNews(server),
    new AccessDoor({ server, log, targets }),
    workspace.onDidOpenTextDocument(look),
    workspace.onDidChangeTextDocument(event => look(event.document)),
    window.onDidChangeActiveTextEditor(editor => editor && look(editor.document)),
  );
  registerCommands(context, server, log);
  for (const document of workspace.textDocuments) look(document);
}
