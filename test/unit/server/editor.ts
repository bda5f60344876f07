import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PassThrough } from 'node:stream';
import { pathToFileURL } from 'node:url';
import {
  CancellationTokenSource,
  type CodeLens,
  createConnection,
  createProtocolConnection,
  type Diagnostic,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import type { TargetsNeed, TargetsState, WorkspaceFiles } from '../../../src/protocol/targets.ts';
import type { TargetsOrders, TargetsRequests } from '../../../src/protocol/targets-methods.ts';
import { credentialBytes } from '../../../src/server/access/credential-file.ts';
import { FileDesk, type WorkspaceLints } from '../../../src/server/access/file-desk.ts';
import { WORKSPACE_LINTS } from '../../../src/server/access/workspace-lints.ts';
import { SYSTEM_CLOCK } from '../../../src/server/clock.ts';
import { serve } from '../../../src/server/serve.ts';
import type { FileReader } from '../../../src/server/targets/file-reader.ts';
import { lookAtSaved, readSaved, textOf } from '../../../src/server/targets/read-saved.ts';
import { FakeWorkers } from './fake-worker.ts';

/** Reads in this thread. */
export const PLAIN_READER: FileReader = { look: lookAtSaved, read: readSaved, dispose: () => undefined };

export const NEED: TargetsNeed = { view: 'visible', trust: 'trusted', pinnedContext: null, namespaces: [] };

export interface EditorWishes {
  /** `ordinary`: an LSP client that knows nothing of ours. */
  readonly client: 'ours' | 'ordinary';
  /** The settings by document; the section `cluster` under the key `cluster`. */
  readonly settings: (uri: string | undefined) => unknown;
  /** What several files are looked at with. */
  readonly lints: WorkspaceLints;
  /** `initializationOptions` and capabilities beside the usual ones. */
  readonly options: unknown;
  readonly capabilities: object;
}

const WISHES: EditorWishes = {
  client: 'ours',
  settings: () => ({}),
  lints: WORKSPACE_LINTS,
  options: {},
  capabilities: {},
};

/** A language server with an editor in front of it, in one process, over a folder on the disk. */
export class Editor {
  readonly workers = new FakeWorkers();
  readonly states: TargetsState[] = [];
  /** Those published last, by document. */
  readonly diagnostics = new Map<string, readonly Diagnostic[]>();
  /** Lines of the log. */
  readonly logged: string[] = [];
  /** `missing` of each `accessChanged`. */
  readonly missing: number[] = [];
  /** `rows` of each `targetsChanged`. */
  readonly changes: (readonly string[] | 'all')[] = [];
  refreshes = 0;
  listed: WorkspaceFiles = { uris: [], scan: 'complete' };
  readonly folder: string;
  readonly #toServer = new PassThrough();
  readonly #toClient = new PassThrough();
  readonly #client;
  readonly #server;
  #version = 1;

  private constructor(folder: string, wishes: EditorWishes) {
    this.folder = folder;
    this.#server = createConnection(new StreamMessageReader(this.#toServer), new StreamMessageWriter(this.#toClient));
    serve(this.#server, {
      clock: SYSTEM_CLOCK,
      reader: PLAIN_READER,
      desk: new FileDesk({ text: textOf, below: credentialBytes }, wishes.lints, error => assert.fail(String(error))),
      startWorker: this.workers.start,
    });
    this.#client = createProtocolConnection(
      new StreamMessageReader(this.#toClient),
      new StreamMessageWriter(this.#toServer),
    );
    this.#client.onRequest(
      'workspace/configuration',
      ({ items }: { items: readonly { scopeUri: string | undefined; section: string }[] }) =>
        items.map(({ scopeUri }) => wishes.settings(scopeUri)),
    );
    this.#client.onRequest('workspace/codeLens/refresh', () => {
      this.refreshes++;
      return null;
    });
    this.#client.onNotification('prometheusKubernetes/targetsState', (state: TargetsState) => {
      this.states.push(state);
    });
    this.#client.onNotification(
      'prometheusKubernetes/targetsChanged',
      ({ rows }: { rows: readonly string[] | 'all' }) => {
        this.changes.push(rows);
      },
    );
    this.#client.onNotification(
      'textDocument/publishDiagnostics',
      ({ uri, diagnostics }: { uri: string; diagnostics: readonly Diagnostic[] }) => {
        this.diagnostics.set(uri, diagnostics);
      },
    );
    this.#client.onNotification('window/logMessage', ({ message }: { message: string }) => {
      this.logged.push(message);
    });
    this.#client.onNotification('prometheusKubernetes/accessChanged', ({ missing }: { missing: number }) => {
      this.missing.push(missing);
    });
    if (wishes.client === 'ours') this.#client.onRequest('prometheusKubernetes/workspaceFiles', () => this.listed);
    this.#client.listen();
  }

  static async open(wishes: Partial<EditorWishes> = {}): Promise<Editor> {
    const all = { ...WISHES, ...wishes };
    const editor = new Editor(await mkdtemp(path.join(tmpdir(), 'prometheus-targets-')), all);
    await editor.#client.sendRequest('initialize', {
      processId: null,
      rootUri: null,
      workspaceFolders: [{ uri: pathToFileURL(editor.folder).href, name: 'root' }],
      initializationOptions: all.options,
      capabilities: {
        workspace: {
          configuration: true,
          codeLens: { refreshSupport: true },
          workspaceFolders: true,
          ...all.capabilities,
        },
      },
    });
    await editor.#client.sendNotification('initialized', {});
    return editor;
  }

  get state(): TargetsState | undefined {
    return this.states.at(-1);
  }

  uri(name: string): string {
    return pathToFileURL(path.join(this.folder, name)).href;
  }

  /** Writes a file and lists it. */
  async file(name: string, text: string): Promise<string> {
    await writeFile(path.join(this.folder, name), text);
    const uri = this.uri(name);
    this.listed = { ...this.listed, uris: [...new Set([...this.listed.uris, uri])] };
    return uri;
  }

  async remove(name: string): Promise<void> {
    await rm(path.join(this.folder, name));
    const uri = this.uri(name);
    this.listed = { ...this.listed, uris: this.listed.uris.filter(one => one !== uri) };
  }

  show(uri: string, text: string): Promise<void> {
    return this.notify('textDocument/didOpen', {
      textDocument: { uri, languageId: 'yaml', version: this.#version++, text },
    });
  }

  type(uri: string, text: string): Promise<void> {
    return this.notify('textDocument/didChange', {
      textDocument: { uri, version: this.#version++ },
      contentChanges: [{ text }],
    });
  }

  saved(uri: string): Promise<void> {
    return this.notify('textDocument/didSave', { textDocument: { uri } });
  }

  close(uri: string): Promise<void> {
    return this.notify('textDocument/didClose', { textDocument: { uri } });
  }

  /** 1 created, 2 changed, 3 deleted. */
  watched(uri: string, type: 1 | 2 | 3): Promise<void> {
    return this.notify('workspace/didChangeWatchedFiles', { changes: [{ uri, type }] });
  }

  order<Method extends keyof TargetsOrders>(method: Method, order: TargetsOrders[Method]): Promise<void> {
    return this.notify(method, order);
  }

  ask<Method extends keyof TargetsRequests>(
    method: Method,
    params: TargetsRequests[Method]['params'],
  ): Promise<TargetsRequests[Method]['result']> {
    return this.#client.sendRequest(method, params);
  }

  cancellable<Method extends keyof TargetsRequests>(
    method: Method,
    params: TargetsRequests[Method]['params'],
  ): { readonly asked: Promise<TargetsRequests[Method]['result']>; cancel(): void } {
    const source = new CancellationTokenSource();
    return { asked: this.#client.sendRequest(method, params, source.token), cancel: () => source.cancel() };
  }

  async lenses(uri: string): Promise<readonly string[] | null> {
    const lenses = await this.request<readonly CodeLens[] | null>('textDocument/codeLens', { textDocument: { uri } });
    return lenses?.map(({ range, command }) => `${range.start.line}: ${command?.title}`) ?? null;
  }

  request<T>(method: string, params: object): Promise<T> {
    return this.#client.sendRequest<T>(method, params);
  }

  notify(method: string, params: object): Promise<void> {
    return this.#client.sendNotification(method, params);
  }

  async end(): Promise<void> {
    await this.#client.sendRequest('shutdown');
    this.#client.dispose();
    this.#server.dispose();
    this.#toServer.destroy();
    this.#toClient.destroy();
    await rm(this.folder, { recursive: true, force: true });
  }
}
