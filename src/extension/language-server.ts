import type { Disposable, ExtensionContext, LogOutputChannel } from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import type { DocumentStatus } from '../protocol/document-status.ts';

/** The language server's process and the client in front of it. Loaded and started on first need, once. */
export class LanguageServer implements Disposable {
  readonly #context: ExtensionContext;
  readonly #log: LogOutputChannel;
  readonly #onStatus: (status: DocumentStatus) => void;
  #client: Promise<LanguageClient> | undefined;

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

  async #create(): Promise<LanguageClient> {
    const { startClient } = await import('./client.ts');
    return startClient({ extension: this.#context.extensionUri, log: this.#log, onStatus: this.#onStatus });
  }

  async dispose(): Promise<void> {
    const client = await this.#client?.catch(() => undefined);
    this.#client = undefined;
    await client?.dispose();
  }
}
