import { type LogOutputChannel, Uri, workspace } from 'vscode';
import { LanguageClient, RevealOutputChannelOn, TransportKind } from 'vscode-languageclient/node';
import type { DocumentStatus, InitializationOptions } from '../protocol/document-status.ts';

export interface ClientRequest {
  readonly extension: Uri;
  readonly log: LogOutputChannel;
  readonly onStatus: (status: DocumentStatus) => void;
}

/**
 * Starts the language server and the client in front of it. A bundle of its own: it is read when the first file of ours is
 * open, so that other windows do not pay for it.
 */
export async function startClient({ extension, log, onStatus }: ClientRequest): Promise<LanguageClient> {
  const module = Uri.joinPath(extension, 'dist', 'server.cjs').fsPath;
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
      synchronize: { configurationSection: 'prometheusKubernetes' },
      initializationOptions: {
        settings: workspace.getConfiguration('prometheusKubernetes'),
        pages: Uri.joinPath(extension, 'docs', 'findings').toString(),
      } satisfies InitializationOptions,
    },
  );
  client.onNotification('prometheusKubernetes/documentStatus', onStatus);
  await client.start();
  return client;
}
