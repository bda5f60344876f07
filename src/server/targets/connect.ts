import {
  CodeLensRefreshRequest,
  type Command,
  type Connection,
  FileChangeType,
  type InitializeParams,
} from 'vscode-languageserver/node';
import type { JobStatus } from '../../cluster/worker-protocol.ts';
import type { WorkspaceFiles } from '../../protocol/targets.ts';
import type { AccountListing, ClusterCounts } from '../access/account-listing.ts';
import type { Clock } from '../clock.ts';
import type { Configuration } from '../configuration.ts';
import type { OpenDocuments } from '../open-documents.ts';
import type { FileReader } from './file-reader.ts';
import { LiveTargets } from './live-targets.ts';
import { answerTargets } from './targets-requests.ts';
import type { StartWorker } from './worker-port.ts';
import type { FileChange } from './workspace-configurations.ts';
import type { WorkspaceFolder } from './workspace-folders.ts';

/** What the process around the server gives to live targets. */
export interface TargetsHost {
  readonly clock: Clock;
  readonly reader: FileReader;
  readonly startWorker: StartWorker;
}

/** What is known about access beside the targets. */
export interface AccessBeside {
  readonly access: FileFollower & { setWanted(wanted: 'wanted' | 'unwanted'): void };
  lensOf(configuration: string, job: string, status: JobStatus | undefined): Command | undefined;
  listingOf(configuration: string, cluster: ClusterCounts): AccountListing | undefined;
}

/** Who wants to know of files. */
export interface FileFollower {
  saved(uri: string): void;
  watched(changes: readonly FileChange[]): void;
  setFolders(folders: readonly WorkspaceFolder[]): void;
}

const CHANGE: Readonly<Record<FileChangeType, FileChange['type']>> = {
  [FileChangeType.Created]: 'created',
  [FileChangeType.Changed]: 'changed',
  [FileChangeType.Deleted]: 'deleted',
};

/** Live targets for one client. Until it says that it needs them and trusts the workspace, nothing happens. */
export function connectTargets(
  connection: Connection,
  configuration: Configuration,
  documents: OpenDocuments,
  host: TargetsHost,
  beside: AccessBeside,
): { readonly live: LiveTargets; initialize(params: InitializeParams): void } {
  let lensRefresh: 'supported' | 'unsupported' = 'unsupported';
  const openAt = (uri: string) => documents.get(uri);
  const live = new LiveTargets({
    ...host,
    accessLens: (id, job, status) => beside.lensOf(id, job, status),
    listingOf: (id, cluster) => beside.listingOf(id, cluster),
    followAccess: wanted => beside.access.setWanted(wanted),
    listFiles: () => listFiles(connection),
    openUris: () => documents.uris(),
    openAt,
    settingsOf: uri => configuration.of(uri),
    clusterSettings: () => configuration.cluster(),
    tell: (method, news) => {
      // A client that has gone does not listen any more.
      Promise.resolve()
        .then(() => connection.sendNotification(method, news))
        .catch(() => undefined);
    },
    refreshLenses: () => {
      if (lensRefresh === 'supported') connection.sendRequest(CodeLensRefreshRequest.type).catch(() => undefined);
    },
    log: (level, text) => connection.console[level](text),
  });
  answerTargets(connection, live, openAt);
  const followers: readonly FileFollower[] = [live.configurations, beside.access];
  connection.onDidSaveTextDocument(({ textDocument }) => {
    for (const follower of followers) follower.saved(textDocument.uri);
  });
  connection.onDidChangeWatchedFiles(({ changes }) => {
    const files = changes.map(({ uri, type }) => ({ uri, type: CHANGE[type] }));
    for (const follower of followers) follower.watched(files);
  });
  connection.onCodeLens(({ textDocument }) => live.codeLenses(textDocument.uri));
  return {
    live,
    initialize: params => {
      lensRefresh = params.capabilities.workspace?.codeLens?.refreshSupport ? 'supported' : 'unsupported';
      followFolders(connection, params, followers);
    },
  };
}

/** A client that does not know the request has only its open documents. */
export async function listFiles(connection: Connection): Promise<WorkspaceFiles | undefined> {
  try {
    const answer: unknown = await connection.sendRequest('prometheusKubernetes/workspaceFiles', {});
    return isWorkspaceFiles(answer) ? answer : undefined;
  } catch {
    return undefined;
  }
}

function isWorkspaceFiles(answer: unknown): answer is WorkspaceFiles {
  return (
    typeof answer === 'object' &&
    answer !== null &&
    'uris' in answer &&
    Array.isArray(answer.uris) &&
    answer.uris.every(uri => typeof uri === 'string')
  );
}

function followFolders(connection: Connection, params: InitializeParams, followers: readonly FileFollower[]): void {
  let folders: readonly WorkspaceFolder[] = params.workspaceFolders ?? [];
  for (const follower of followers) follower.setFolders(folders);
  if (!params.capabilities.workspace?.workspaceFolders) return;
  connection.onInitialized(() => {
    connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
      const gone = new Set(removed.map(({ uri }) => uri));
      folders = [...folders.filter(({ uri }) => !gone.has(uri)), ...added];
      for (const follower of followers) follower.setFolders(folders);
    });
  });
}
