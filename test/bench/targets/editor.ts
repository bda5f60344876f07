import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Owned } from '../../../src/cli/host/owned.ts';
import type { TargetsRow } from '../../../src/protocol/targets.ts';
import type { TargetsOrders, TargetsQuestions, TargetsRequests } from '../../../src/protocol/targets-methods.ts';
import { JOB } from './pods-job.ts';
import { RpcProcess, type RpcProcessRequest } from './rpc-process.ts';

export interface Position {
  readonly line: number;
  readonly character: number;
}

export type JobRow = Extract<TargetsRow, { kind: 'job' }>;

export interface EditorRequest {
  /** The bundle of the language server. */
  readonly module: string;
  readonly kubeconfig: string;
  /** The text of the one prometheus.yml of the workspace. */
  readonly text: string;
  readonly owned: Owned;
}

const CHANGED = 'prometheusKubernetes/targetsChanged';
const ANALYSED = 'prometheusKubernetes/documentStatus';

/**
 * An editor in front of the language server, started as the extension starts it, with a workspace of one file. Ends with its
 * owner.
 */
export async function openEditor({ module, kubeconfig, text, owned }: EditorRequest): Promise<Editor> {
  const folder = await owned.temporaryFolder('bench-targets-');
  const file = path.join(folder, 'prometheus.yml');
  const config = path.join(folder, 'kubeconfig');
  await writeFile(file, text);
  await writeFile(config, kubeconfig, { mode: 0o600 });
  const editor = new Editor(folder, file, { module, env: { ...process.env, KUBECONFIG: config } });
  owned.add(() => editor.server.kill());
  return editor;
}

/** The language server's process and what an editor knows of it. */
export class Editor {
  readonly server: RpcProcess;
  readonly uri: string;
  readonly #folder: string;
  readonly #listeners = new Set<() => void>();
  readonly #analysed = new Set<() => void>();
  #version = 0;

  constructor(folder: string, file: string, process: Pick<RpcProcessRequest, 'module' | 'env'>) {
    this.#folder = folder;
    this.uri = pathToFileURL(file).href;
    this.server = new RpcProcess({
      ...process,
      args: ['--node-ipc', `--clientProcessId=${globalThis.process.pid}`],
      answer: (method, params) => this.#answer(method, params),
      notified: method => {
        const listeners = method === CHANGED ? this.#listeners : method === ANALYSED ? this.#analysed : [];
        for (const listener of listeners) listener();
      },
    });
  }

  /** As the language client introduces itself. */
  async initialize(): Promise<void> {
    const folder = pathToFileURL(this.#folder).href;
    await this.server.ask('initialize', {
      processId: process.pid,
      rootUri: folder,
      workspaceFolders: [{ uri: folder, name: 'bench' }],
      capabilities: { workspace: { configuration: true, workspaceFolders: true, codeLens: { refreshSupport: true } } },
      initializationOptions: { settings: {}, pages: '' },
    });
    this.server.tell('initialized', {});
  }

  /** The Targets view is shown. */
  showTargets(): void {
    const need = { view: 'visible', trust: 'trusted', pinnedContext: null, namespaces: [] } as const;
    this.#order('prometheusKubernetes/targetsNeed', need);
  }

  /** The rows below a row, as the view asks for them. */
  async rows(parent: string | null): Promise<readonly TargetsRow[]> {
    const ask = { parent, limit: 500, filter: '' };
    return this.#ask('prometheusKubernetes/targets', ask);
  }

  /** The row of the job once the view would show it as `wanted` asks. Rejects after two minutes. */
  async jobRow(wanted: (row: JobRow) => boolean): Promise<JobRow> {
    const limit = performance.now() + 120_000;
    for (;;) {
      const changed = this.#nextChange(limit - performance.now());
      const row = await this.#jobRow();
      if (row && wanted(row)) return row;
      if (performance.now() > limit) throw new Error(`The job came to ${JSON.stringify(row)} only.`);
      await changed;
    }
  }

  /** Opens the file, as it is on disk; resolves when it has been analysed. */
  async open(text: string): Promise<void> {
    const analysed = new Promise<void>(resolve => this.#analysed.add(resolve));
    this.server.tell('textDocument/didOpen', {
      textDocument: { uri: this.uri, languageId: 'yaml', version: 0, text },
    });
    await analysed;
  }

  /** Puts `text` in the place of `length` characters behind a position. */
  edit(at: Position, length: number, text: string): void {
    this.#version += 1;
    const range = { start: at, end: { ...at, character: at.character + length } };
    this.server.tell('textDocument/didChange', {
      textDocument: { uri: this.uri, version: this.#version },
      contentChanges: [{ range, text }],
    });
  }

  /** What may be written at a position; rejects when nothing may. */
  async complete(at: Position): Promise<void> {
    const answer = await this.server.ask('textDocument/completion', {
      textDocument: { uri: this.uri },
      position: at,
    });
    const items = Array.isArray(answer) ? answer : (answer as { readonly items: readonly unknown[] } | null)?.items;
    if (!items || items.length === 0) throw new Error('Nothing is proposed.');
  }

  async #jobRow(): Promise<JobRow | undefined> {
    const jobs: TargetsRow[] = [];
    for (const context of await this.rows(null)) {
      for (const configuration of await this.rows(context.id)) {
        if (configuration.kind === 'configuration') jobs.push(...(await this.rows(configuration.id)));
      }
    }
    return jobs.find((row): row is JobRow => row.kind === 'job' && row.name === JOB);
  }

  #nextChange(ms: number): Promise<void> {
    return new Promise(resolve => {
      const end = () => {
        clearTimeout(timer);
        this.#listeners.delete(end);
        resolve();
      };
      const timer = setTimeout(end, Math.max(ms, 0));
      this.#listeners.add(end);
    });
  }

  #answer(method: string, params: unknown): unknown {
    if (method === 'workspace/configuration')
      return (params as { readonly items: readonly unknown[] }).items.map(() => null);
    if (method === 'prometheusKubernetes/workspaceFiles') {
      const files: TargetsQuestions[typeof method]['result'] = { uris: [this.uri], scan: 'complete' };
      return files;
    }
    return null;
  }

  #ask<Method extends keyof TargetsRequests>(method: Method, params: TargetsRequests[Method]['params']) {
    return this.server.ask(method, params) as Promise<TargetsRequests[Method]['result']>;
  }

  #order<Method extends keyof TargetsOrders>(method: Method, params: TargetsOrders[Method]): void {
    this.server.tell(method, params);
  }
}
