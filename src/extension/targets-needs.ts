import { type Disposable, type ExtensionContext, workspace } from 'vscode';
import type { TargetsNeed } from '../protocol/targets.ts';
import type { LanguageServer } from './language-server.ts';

const PINNED = 'prometheusKubernetes.pinnedContext';
const NAMESPACES = 'prometheusKubernetes.chosenNamespaces';
const NAMESPACES_SETTING = 'prometheusKubernetes.cluster.namespaces';

interface ChosenNamespaces {
  /** The name of the context for which they were chosen. */
  readonly context: string;
  readonly names: readonly string[];
}

/**
 * What the language server has to know before it may ask a cluster for anything. It is told at every start of the server
 * and whenever something of it changes. The choices of the user belong to the workspace; the kubeconfig is never written.
 */
export class TargetsNeeds implements Disposable {
  readonly #context: ExtensionContext;
  readonly #server: LanguageServer;
  readonly #listeners: readonly Disposable[];
  #view: TargetsNeed['view'] = 'hidden';
  /** The context that counts, as the server told last. */
  #contextName: string | undefined;

  constructor(context: ExtensionContext, server: LanguageServer) {
    this.#context = context;
    this.#server = server;
    this.#listeners = [
      server.onDidChangeState(state => state === 'running' && this.#tell()),
      workspace.onDidGrantWorkspaceTrust(() => this.#tell()),
      workspace.onDidChangeConfiguration(change => change.affectsConfiguration(NAMESPACES_SETTING) && this.#tell()),
    ];
  }

  get current(): TargetsNeed {
    const state = this.#context.workspaceState;
    return {
      view: this.#view,
      trust: workspace.isTrusted ? 'trusted' : 'untrusted',
      pinnedContext: state.get<string | null>(PINNED, null),
      namespaces: this.#chosenNamespaces() ?? namespacesOfSettings(),
    };
  }

  /** The view can be seen, or no longer. */
  show(view: TargetsNeed['view']): void {
    if (this.#view === view) return;
    this.#view = view;
    this.#tell();
  }

  /** Null follows the kubeconfig again. */
  async pin(context: string | null): Promise<void> {
    await this.#context.workspaceState.update(PINNED, context ?? undefined);
    this.#tell();
  }

  /** [] for the whole cluster. The choice is for the context that counts now: another cluster has other namespaces. */
  async chooseNamespaces(names: readonly string[]): Promise<void> {
    const chosen: ChosenNamespaces = { context: this.#contextName ?? '', names };
    await this.#context.workspaceState.update(NAMESPACES, chosen);
    this.#tell();
  }

  /** The server has told which context counts. */
  noteContext(name: string): void {
    const before = this.current.namespaces;
    this.#contextName = name;
    if (before.join() !== this.current.namespaces.join()) this.#tell();
  }

  /** Before the server has told the context, the last choice is taken to be for it. */
  #chosenNamespaces(): readonly string[] | undefined {
    const chosen = this.#context.workspaceState.get<ChosenNamespaces>(NAMESPACES);
    if (!chosen) return undefined;
    return this.#contextName === undefined || this.#contextName === chosen.context ? chosen.names : undefined;
  }

  #tell(): void {
    if (this.#server.isRunning) void this.#server.notify('prometheusKubernetes/targetsNeed', this.current);
  }

  dispose(): void {
    for (const each of this.#listeners) each.dispose();
  }
}

function namespacesOfSettings(): readonly string[] {
  const names: unknown = workspace.getConfiguration('prometheusKubernetes').get('cluster.namespaces');
  return Array.isArray(names) ? names.filter(name => typeof name === 'string' && name !== '') : [];
}
