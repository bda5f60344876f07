import { CodeActionKind, type Connection, TextDocumentSyncKind } from 'vscode-languageserver/node';
import type { Told } from '../language/manifest/manifest-at.ts';
import { type AccessHost, connectAccess } from './access/connect.ts';
import { codeActions } from './code-actions.ts';
import { completion } from './completion.ts';
import { Configuration } from './configuration.ts';
import { describe } from './describe.ts';
import { DiagnosticsPublisher } from './diagnostics.ts';
import { documentSymbols } from './document-symbols.ts';
import { hover } from './hover.ts';
import { OpenDocuments } from './open-documents.ts';
import { Pages } from './pages.ts';
import { connectTargets, type TargetsHost } from './targets/connect.ts';

/**
 * Every letter: to an editor the words of a YAML file are strings, in which it proposes nothing by itself, and the setting
 * that changes that would change it for the YAML files of others too.
 */
const TRIGGER_CHARACTERS = [...' _ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'];

/** Answers one client until the connection ends. */
export function serve(connection: Connection, host: TargetsHost & AccessHost): void {
  const report = (what: string) => (error: unknown) => connection.console.error(`${what}: ${describe(error)}`);
  const configuration = new Configuration(connection, () => {
    documents.touchAll();
    access.access.settingsChanged();
    targets.live.settingsChanged().catch(report('The settings could not be followed'));
  });
  const pages = new Pages();
  const publisher = new DiagnosticsPublisher(connection, pages);
  const documents = new OpenDocuments(connection, uri => {
    refreshOrReport(uri);
    access.access.documentChanged(uri);
    targets.live.documentChanged(uri);
  });
  const access = connectAccess(connection, {
    ...host,
    configuration,
    documents,
    pages,
    refresh: refreshOrReport,
    ask: (ask, signal) => targets.live.ask('accessReviews', ask, signal),
    standing: () => targets.live.standing,
    accountsChanged: () => targets.live.accountsChanged(),
  });
  const targets = connectTargets(connection, configuration, documents, host, access);

  function refreshOrReport(uri: string): void {
    refresh(uri).catch(report(`${uri} could not be analysed`));
  }

  function toldOf(uri: string): Told {
    return access.access.news.manifests.includes(uri) ? 'of-prometheus' : 'nothing';
  }

  async function refresh(uri: string): Promise<void> {
    const settings = await configuration.of(uri);
    const document = documents.get(uri);
    if (document) publisher.publish(uri, document, settings, access.diagnostics(document, settings));
    else {
      configuration.forget(uri);
      publisher.clear(uri);
    }
  }

  connection.onInitialize(params => {
    configuration.initialize(params);
    pages.initialize(params.initializationOptions);
    access.initialize(params);
    targets.initialize(params);
    return {
      capabilities: {
        textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: true },
        completionProvider: { triggerCharacters: TRIGGER_CHARACTERS },
        hoverProvider: true,
        documentSymbolProvider: true,
        codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix] },
        codeLensProvider: {},
        workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
      },
      serverInfo: { name: 'prometheus-kubernetes-tools' },
    };
  });
  connection.onShutdown(async () => {
    documents.dispose();
    access.dispose();
    await targets.live.dispose();
  });

  // An edit spends the document that it changes: whoever waits asks for it afterwards.
  connection.onCompletion(async ({ textDocument, position }) => {
    const settings = await configuration.of(textDocument.uri);
    const document = documents.get(textDocument.uri);
    return document ? completion(document, position, settings, toldOf(textDocument.uri)) : null;
  });
  connection.onHover(async ({ textDocument, position }) => {
    const settings = await configuration.of(textDocument.uri);
    const document = documents.get(textDocument.uri);
    return document ? hover(document, position, settings, toldOf(textDocument.uri)) : null;
  });
  connection.onCodeAction(async ({ textDocument, range, context }) => {
    const settings = await configuration.of(textDocument.uri);
    const document = documents.get(textDocument.uri);
    if (!document) return null;
    const own = codeActions(document, range, context, settings, pages);
    return [...own, ...(await access.codeActions(textDocument.uri, range, context, settings))];
  });
  connection.onDocumentSymbol(({ textDocument }) => {
    const document = documents.get(textDocument.uri);
    return document ? documentSymbols(document) : null;
  });
  connection.listen();
}
