import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Owned } from '../../../src/cli/host/owned.ts';
import { PROJECT_ROOT } from '../../../src/cli/host/project-root.ts';
import type { TargetsRow } from '../../../src/protocol/targets.ts';
import type { TargetsOrders, TargetsQuestions, TargetsRequests } from '../../../src/protocol/targets-methods.ts';
import { JOB } from './pods-job.ts';
import { RpcProcess } from './rpc-process.ts';

export type JobRow = Extract<TargetsRow, { kind: 'job' }>;

export interface EditorRequest {
  readonly kubeconfig: string;
  /** The text of the one prometheus.yml of the workspace. */
  readonly text: string;
  readonly execArgv: readonly string[];
  readonly owned: Owned;
}

const CHANGED = 'prometheusKubernetes/targetsChanged';

/**
 * An editor in front of the language server, started as the extension starts it, with a workspace of one file. Ends with its
 * owner.
 */
export async function openEditor({ kubeconfig, text, execArgv, owned }: EditorRequest): Promise<Editor> {
  const folder = await owned.temporaryFolder('bench-targets-');
  const file = path.join(folder, 'prometheus.yml');
  const config = path.join(folder, 'kubeconfig');
  await writeFile(file, text);
  await writeFile(config, kubeconfig, { mode: 0o600 });
  const editor = new Editor(folder, file, { env: { ...process.env, KUBECONFIG: config }, execArgv });
  owned.add(() => editor.server.kill());
  return editor;
}

/** The language server's process and what an editor knows of it. */
export class Editor {
  readonly server: RpcProcess;
  readonly uri: string;
  readonly #folder: string;
  readonly #listeners = new Set<() => void>();

  constructor(
    folder: string,
    file: string,
    process: { readonly env: NodeJS.ProcessEnv; readonly execArgv: readonly string[] },
  ) {
    this.#folder = folder;
    this.uri = pathToFileURL(file).href;
    this.server = new RpcProcess({
      ...process,
      module: path.join(PROJECT_ROOT, 'dist/server.cjs'),
      args: ['--node-ipc', `--clientProcessId=${globalThis.process.pid}`],
      answer: (method, params) => this.#answer(method, params),
      notified: method => {
        if (method === CHANGED) for (const listener of this.#listeners) listener();
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
