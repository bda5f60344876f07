import {
  type CancellationToken,
  type Disposable,
  EventEmitter,
  type ExtensionContext,
  type LogOutputChannel,
} from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import type { AccessNews, AccessRequests } from '../protocol/access.ts';
import type { DocumentStatus } from '../protocol/document-status.ts';
import type { ManifestOrders } from '../protocol/manifest-tool.ts';
import type { TargetsChanged, TargetsState } from '../protocol/targets.ts';
import type { TargetsOrders, TargetsRequests } from '../protocol/targets-methods.ts';

/** All that the server can be asked. */
export interface ServerRequests extends TargetsRequests, AccessRequests {}

/** All that the server is told without an answer. */
export interface ServerOrders extends TargetsOrders, ManifestOrders {}

/** The language server's process and the client in front of it. Loaded and started on first need, once. */
export class LanguageServer implements Disposable {
  readonly #context: ExtensionContext;
  readonly #log: LogOutputChannel;
  readonly #onStatus: (status: DocumentStatus) => void;
  readonly #state = new EventEmitter<'running' | 'stopped'>();
  readonly #targetsState = new EventEmitter<TargetsState>();
  readonly #targetsChanged = new EventEmitter<TargetsChanged>();
  readonly #accessChanged = new EventEmitter<AccessNews['prometheusKubernetes/accessChanged']>();
  readonly #owned: Disposable[] = [];
  #client: Promise<LanguageClient> | undefined;

  /** `running` at its start, and after each restart: it then knows nothing of what it was told before. */
  readonly onDidChangeState = this.#state.event;
  readonly onTargetsState = this.#targetsState.event;
  readonly onTargetsChanged = this.#targetsChanged.event;
  readonly onAccessChanged = this.#accessChanged.event;

  constructor(context: ExtensionContext, log: LogOutputChannel, onStatus: (status: DocumentStatus) => void) {
    this.#context = context;
    this.#log = log;
    this.#onStatus = onStatus;
  }

  get isRunning(): boolean {
    return this.#client !== undefined;
  }

  /** Starts the server unless it runs. A failure is logged and shown by the client; the next call tries again. */
  async start(): Promise<void> {
    this.#client ??= this.#create();
    try {
      await this.#client;
    } catch (error) {
      this.#log.error('The language server did not start', error);
      this.#client = undefined;
    }
  }

  /** Ends the process and starts a new one: for the command, after trouble. */
  async restart(): Promise<void> {
    const client = await this.#client;
    if (!client) return this.start();
    await client.restart();
  }

  /** Asks the server, which is started for it. Rejects when it does not run, stops meanwhile or is cancelled. */
  async request<Method extends keyof ServerRequests>(
    method: Method,
    params: ServerRequests[Method]['params'],
    token: CancellationToken,
  ): Promise<ServerRequests[Method]['result']> {
    await this.start();
    const client = await this.#client;
    if (!client) throw new Error('The language server is not running.');
    return client.sendRequest<ServerRequests[Method]['result']>(method, params, token);
  }

  /** Tells the server, if it runs. Never rejects: a server that starts later is told then, see `onDidChangeState`. */
  async notify<Method extends keyof ServerOrders>(method: Method, params: ServerOrders[Method]): Promise<void> {
    try {
      const client = await this.#client;
      await client?.sendNotification(method, params);
    } catch (error) {
      this.#log.debug(`The language server did not hear ${method}`, error);
    }
  }

  async #create(): Promise<LanguageClient> {
    const { startClient } = await import('./client.ts');
    return startClient({
      extension: this.#context.extensionUri,
      log: this.#log,
      owned: this.#owned,
      onStatus: this.#onStatus,
      onState: state => this.#state.fire(state),
      onTargetsState: state => this.#targetsState.fire(state),
      onTargetsChanged: change => this.#targetsChanged.fire(change),
      onAccessChanged: news => this.#accessChanged.fire(news),
    });
  }

  async dispose(): Promise<void> {
    const client = await this.#client?.catch(() => undefined);
    this.#client = undefined;
    await client?.dispose();
    for (const each of [...this.#owned, this.#state, this.#targetsState, this.#targetsChanged, this.#accessChanged])
      each.dispose();
  }
}
