import { type ExtensionContext, extensions, type LogOutputChannel, Uri, window, workspace } from 'vscode';
import { LanguageClient, RevealOutputChannelOn, TransportKind } from 'vscode-languageclient/node';
import { schemaAssociations } from './schema-associations.ts';
import { SchemaContributors } from './schema-contributors.ts';

/** What the YAML extension exports to other extensions. */
export interface ExtensionApi {
  registerContributor(
    name: string,
    requestSchema: (resource: string) => string | undefined,
    requestSchemaContent: (uri: string) => Promise<string> | string,
    label?: string,
  ): boolean;
  modifySchemaContent(modification: object): Promise<void>;
  requestCustomSchema(resource: string): readonly (string | undefined)[];
  requestCustomSchemaContent(uri: string): Promise<string> | string | undefined;
  hasProvider(name: string): boolean;
}

/** Starts the YAML language server and answers the API at once, as the YAML extension does: it does not wait for it. */
export function activate(context: ExtensionContext): ExtensionApi {
  const output = window.createOutputChannel('YAML Support', { log: true });
  const client = newClient(context, output);
  const contributors = new SchemaContributors({
    textOf: resource => workspace.textDocuments.find(({ uri }) => uri.toString() === resource)?.getText(),
    schemeOf: uri => Uri.parse(uri).scheme,
    log: message => output.info(message),
  });
  context.subscriptions.push(output, { dispose: () => client.stop() });
  void connect(client, contributors, context);
  return {
    registerContributor: (name, requestSchema, requestSchemaContent, label) =>
      contributors.register(name, { requestSchema, requestSchemaContent, label }),
    modifySchemaContent: modification => client.sendRequest('json/schema/modify', modification),
    requestCustomSchema: resource => contributors.schemasFor(resource),
    requestCustomSchemaContent: uri => contributors.contentOf(uri),
    hasProvider: name => contributors.has(name),
  };
}

function newClient(context: ExtensionContext, outputChannel: LogOutputChannel): LanguageClient {
  const module = context.asAbsolutePath('node_modules/yaml-language-server/out/server/src/server.js');
  const watchers = ['**/*.?(e)y?(a)ml', '**/*.json'].map(glob => workspace.createFileSystemWatcher(glob));
  context.subscriptions.push(...watchers);
  return new LanguageClient(
    'yaml',
    'YAML Support',
    { run: { module, transport: TransportKind.ipc }, debug: { module, transport: TransportKind.ipc } },
    {
      documentSelector: [
        { language: 'yaml' },
        { language: 'dockercompose' },
        { language: 'github-actions-workflow' },
        { pattern: '*.y(a)ml' },
      ],
      synchronize: { fileEvents: watchers },
      revealOutputChannelOn: RevealOutputChannelOn.Never,
      outputChannel,
    },
  );
}

async function connect(
  client: LanguageClient,
  contributors: SchemaContributors,
  context: ExtensionContext,
): Promise<void> {
  client.onRequest('custom/schema/request', (resource: string) => contributors.schemasFor(resource));
  client.onRequest('custom/schema/content', (uri: string) => contributors.contentOf(uri) ?? null);
  client.onRequest('vscode/content', fetchText);
  client.onRequest('fs/readFile', (file: string) => readText(Uri.file(file)));
  await client.start();
  const associate = () => client.sendNotification('json/schemaAssociations', schemaAssociations(extensions.all));
  await associate();
  context.subscriptions.push(extensions.onDidChange(associate));
  await client.sendNotification('yaml/registerCustomSchemaRequest');
  await client.sendNotification('yaml/registerContentRequest');
  await client.sendNotification('yaml/supportSchemaSelection');
}

async function fetchText(uri: string): Promise<string> {
  const response = await fetch(uri);
  if (!response.ok) throw new Error(`${uri}: ${response.status} ${response.statusText}`);
  return response.text();
}

async function readText(uri: Uri): Promise<string> {
  return new TextDecoder().decode(await workspace.fs.readFile(uri));
}
