import { type Disposable, type LogOutputChannel, Uri, workspace } from 'vscode';
import { LanguageClient, RevealOutputChannelOn, State, TransportKind } from 'vscode-languageclient/node';
import type { AccessNews } from '../protocol/access.ts';
import type { DocumentStatus, InitializationOptions } from '../protocol/document-status.ts';
import type { TargetsChanged, TargetsState } from '../protocol/targets.ts';
import { otherManifestTool } from './manifest-tool.ts';
import { WORKSPACE_YAML, workspaceFiles } from './workspace-files.ts';

export interface ClientRequest {
  readonly extension: Uri;
  readonly log: LogOutputChannel;
  /** Takes what must end with the client. */
  readonly owned: Disposable[];
  readonly onStatus: (status: DocumentStatus) => void;
  /** After every start and every end of the process. */
  readonly onState: (state: 'running' | 'stopped') => void;
  readonly onTargetsState: (state: TargetsState) => void;
  readonly onTargetsChanged: (change: TargetsChanged) => void;
  readonly onAccessChanged: (news: AccessNews['prometheusKubernetes/accessChanged']) => void;
}

/**
 * Starts the language server and the client in front of it. A bundle of its own: it is read when the first file of ours is
 * open, so that other windows do not pay for it.
 */
export async function startClient(request: ClientRequest): Promise<LanguageClient> {
  const { extension, log, owned } = request;
  const module = Uri.joinPath(extension, 'dist', 'server.cjs').fsPath;
  const watcher = workspace.createFileSystemWatcher(WORKSPACE_YAML);
  owned.push(watcher);
  const client = new LanguageClient(
    'prometheusKubernetes',
    'Kubernetes Tools for Prometheus',
    { module, transport: TransportKind.ipc },
    {
      documentSelector: [
        { language: 'yaml', scheme: 'file' },
        { language: 'yaml', scheme: 'untitled' },
      ],
      outputChannel: log,
      revealOutputChannelOn: RevealOutputChannelOn.Never,
      synchronize: { configurationSection: 'prometheusKubernetes', fileEvents: watcher },
      initializationOptions: {
        settings: workspace.getConfiguration('prometheusKubernetes'),
        pages: Uri.joinPath(extension, 'docs', 'findings').toString(),
        otherManifestTool: otherManifestTool(),
        accessCommands: {
          reveal: 'prometheusKubernetes.revealAccess',
          generate: 'prometheusKubernetes.generateRbac',
        },
      } satisfies InitializationOptions,
    },
  );
  client.onNotification('prometheusKubernetes/documentStatus', request.onStatus);
  client.onNotification('prometheusKubernetes/targetsState', request.onTargetsState);
  client.onNotification('prometheusKubernetes/targetsChanged', request.onTargetsChanged);
  client.onNotification('prometheusKubernetes/accessChanged', request.onAccessChanged);
  client.onRequest('prometheusKubernetes/workspaceFiles', workspaceFiles);
  owned.push(
    client.onDidChangeState(({ newState }) => {
      if (newState === State.Running) request.onState('running');
      if (newState === State.Stopped) request.onState('stopped');
    }),
  );
  await client.start();
  return client;
}
