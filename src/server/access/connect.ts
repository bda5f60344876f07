import type {
  CodeAction,
  CodeActionContext,
  Command,
  Connection,
  Diagnostic,
  InitializeParams,
  Range,
} from 'vscode-languageserver/node';
import type { JobStatus } from '../../cluster/worker-protocol.ts';
import type { AccessNews } from '../../protocol/access.ts';
import type { Clock } from '../clock.ts';
import type { Configuration } from '../configuration.ts';
import type { OpenDocument, OpenDocuments } from '../open-documents.ts';
import type { Pages } from '../pages.ts';
import type { ServerSettings } from '../settings.ts';
import { listFiles } from '../targets/connect.ts';
import { accessActions, generateOffers } from './access-actions.ts';
import type { AccessDesk, ListRefusals } from './access-desk.ts';
import { accessDiagnostics } from './access-diagnostics.ts';
import { accessLens } from './access-lens.ts';
import { answerAccessRequests } from './access-requests.ts';
import { type AccountListing, accountListing, type ClusterCounts } from './account-listing.ts';
import { type ClientCommands, clientCommands, NO_COMMANDS } from './client-commands.ts';
import { ClusterVerdicts, type ClusterVerdictsPorts } from './cluster-verdicts.ts';
import { WorkspaceAccess } from './workspace-access.ts';
import { type EditAbilities, editAbilities, NO_ABILITIES } from './workspace-edit.ts';

/** What the process around the server gives to the questions of access. */
export interface AccessHost {
  readonly clock: Clock;
  readonly desk: AccessDesk;
}

export interface AccessPorts extends AccessHost, Omit<ClusterVerdictsPorts, 'verdictsChanged'> {
  readonly configuration: Configuration;
  readonly documents: OpenDocuments;
  readonly pages: Pages;
  /** The findings of a document are other ones. */
  refresh(uri: string): void;
  /** What is known of who runs configurations, and of what they lack, is another thing. */
  accountsChanged(): void;
}

/** What files say about access, for one client. */
export interface ConnectedAccess {
  readonly access: WorkspaceAccess;
  initialize(params: InitializeParams): void;
  diagnostics(document: OpenDocument, settings: ServerSettings): readonly Diagnostic[];
  codeActions(
    uri: string,
    range: Range,
    context: CodeActionContext,
    settings: ServerSettings,
  ): Promise<readonly CodeAction[]>;
  /**
   * What the lens over a job says that lacks something; undefined where nothing is known to be missing. `status`: what
   * became of its targets, undefined while that is not known.
   */
  lensOf(configuration: string, job: string, status: JobStatus | undefined): Command | undefined;
  /** Who runs a configuration, and what of its discovery is refused; undefined where nothing is known. */
  listingOf(configuration: string, cluster: ClusterCounts): AccountListing | undefined;
  dispose(): void;
}

/** Until a document has to do with it or somebody asks, nothing is read. */
export function connectAccess(connection: Connection, ports: AccessPorts): ConnectedAccess {
  const { documents, configuration, pages } = ports;
  let able: EditAbilities = NO_ABILITIES;
  let commands: ClientCommands = NO_COMMANDS;
  let told = '';
  let lists: ReadonlyMap<string, ListRefusals> = new Map();
  const openAt = (uri: string) => documents.get(uri);
  const access = new WorkspaceAccess({
    clock: ports.clock,
    desk: ports.desk,
    listFiles: () => listFiles(connection),
    openUris: () => documents.uris(),
    openAt,
    settingsOf: uri => configuration.of(uri),
    findingsChanged: uris => {
      for (const uri of uris) if (documents.get(uri)) ports.refresh(uri);
    },
    newsChanged: ({ missing, state, lists: all }) => {
      lists = new Map(all.map(one => [one.configuration, one]));
      ports.accountsChanged();
      if (`${state} ${missing}` === told) return;
      told = `${state} ${missing}`;
      if (commands.reveal !== undefined || commands.generate !== undefined) tell(connection, { missing });
    },
    log: text => connection.console.error(text),
  });
  const verdicts = new ClusterVerdicts({ ...ports, verdictsChanged: () => ports.accountsChanged() });
  answerAccessRequests(connection, access, verdicts);
  return {
    access,
    initialize: params => {
      able = editAbilities(params);
      commands = clientCommands(params);
    },
    diagnostics: (document, settings) => accessDiagnostics(document, settings, access, pages),
    codeActions: async (uri, range, context, settings) => {
      const request = { clock: ports.clock, uri, range, context, settings, openAt, access, pages, able, commands };
      return [...(await accessActions(request)), ...generateOffers(request)];
    },
    lensOf: (configuration, job, status) => {
      if (commands.reveal === undefined) return undefined;
      const lacking = access.news.jobs.find(one => one.configuration === configuration && one.job === job);
      return accessLens({ configuration, job }, lacking, status, commands.reveal);
    },
    listingOf: (configuration, cluster) => accountListing(lists.get(configuration), verdicts, cluster),
    dispose: () => {
      verdicts.dispose();
      access.dispose();
    },
  };
}

function tell(connection: Connection, news: AccessNews['prometheusKubernetes/accessChanged']): void {
  // A client that has gone does not listen any more.
  Promise.resolve()
    .then(() => connection.sendNotification('prometheusKubernetes/accessChanged', news))
    .catch(() => undefined);
}
