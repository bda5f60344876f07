import { CancellationTokenSource, commands, type Disposable, EventEmitter, window, workspace } from 'vscode';
import type { TargetsState } from '../../protocol/targets.ts';
import { type Face, faceOf } from './face.ts';
import { PendingChanges } from './pending-changes.ts';
import { findRecordings } from './recordings.ts';
import type { TargetsPort } from './targets-port.ts';
import { type RowNode, TargetsTree } from './targets-tree.ts';
import { type TreeNode, WayOutNode } from './tree-item.ts';

const VIEW = 'prometheusKubernetes.targets';
const MOST_NAMED = 5;

/** The Targets view: which face it has, and the rows. While it cannot be seen, nothing is asked. */
export class TargetsView implements Disposable {
  readonly tree: TargetsTree;
  readonly #port: TargetsPort;
  readonly #pending = new PendingChanges();
  readonly #cancel = new CancellationTokenSource();
  readonly #faceChanged = new EventEmitter<void>();
  readonly #owned: readonly Disposable[];
  readonly #contextKeys = new Map<string, unknown>();
  #server: 'starting' | 'running' | 'stopped' = 'starting';
  #state: TargetsState | null = null;
  #recording: string | null = null;
  #face: Face = { name: 'loading', message: '', ways: [] };
  #loaded: (() => void) | undefined;

  /** The face or the state has changed. */
  readonly onDidChange = this.#faceChanged.event;

  constructor(port: TargetsPort) {
    this.#port = port;
    this.tree = new TargetsTree(request =>
      port.server.request('prometheusKubernetes/targets', request, this.#cancel.token),
    );
    this.#owned = [
      this.#cancel,
      this.#faceChanged,
      port.view.onDidChangeVisibility(() => this.#look()),
      port.server.onTargetsState(state => this.#setState(state)),
      port.server.onTargetsChanged(({ rows }) => {
        this.#pending.add(rows);
        this.#flush();
      }),
      port.server.onDidChangeState(state => this.#setServer(state)),
      workspace.onDidGrantWorkspaceTrust(() => this.#look()),
    ];
    this.#look();
  }

  get face(): Face {
    return this.#face;
  }

  get state(): TargetsState | null {
    return this.#state;
  }

  /** The children of a node, as VS Code asks for them. Never rejects: without an answer the rows stay as they were. */
  async children(node: TreeNode | undefined): Promise<TreeNode[]> {
    if (node instanceof WayOutNode) return [];
    if (node === undefined && this.#face.name !== 'rows') return this.#face.ways.map(way => new WayOutNode(way));
    try {
      return [...(await this.tree.children(node))];
    } catch (error) {
      this.#port.log.debug('The rows of the Targets view were not answered', error);
      return [...this.tree.knownChildren(node)];
    }
  }

  /** Shows only what contains a text; '' shows all. */
  setFilter(text: string): void {
    this.tree.filter = text;
    this.#render();
    this.#port.refresh(undefined);
  }

  /** Shows more rows of the parent of a row `more`. */
  showMore(node: RowNode): void {
    if (node.row.kind !== 'more') return;
    const parent = this.tree.showMore(node.row.parent);
    this.#port.refresh(parent && [parent]);
  }

  /** Opens the view and resolves when it shows more than that it is loading, to its face; at the latest when disposed. */
  async open(): Promise<Face> {
    await commands.executeCommand(`${VIEW}.focus`);
    while (this.#face.name === 'loading' && !this.#cancel.token.isCancellationRequested) await this.#nextChange();
    return this.#face;
  }

  async reveal(node: RowNode): Promise<void> {
    await this.#port.view.reveal(node, { select: true, focus: true, expand: true });
  }

  #nextChange(): Promise<void> {
    return new Promise(resolve => {
      const listeners = [this.onDidChange(done), this.#cancel.token.onCancellationRequested(done)];
      function done(): void {
        for (const each of listeners) each.dispose();
        resolve();
      }
    });
  }

  /** When the view is seen, the server has to run; without trust it has nothing to do for the view. */
  #look(): void {
    this.#render();
    if (!this.#port.view.visible || !workspace.isTrusted) return;
    this.#flush();
    void this.#startServer();
  }

  async #startServer(): Promise<void> {
    await this.#port.server.start();
    this.#setServer(this.#port.server.isRunning ? 'running' : 'stopped');
  }

  #setServer(state: 'running' | 'stopped'): void {
    if (this.#server === state) return;
    this.#server = state;
    this.#state = null; // a new process tells its own
    this.#render();
  }

  #setState(state: TargetsState): void {
    const isNew = state.view.face === 'cluster' && this.#state?.view.face !== 'cluster';
    this.#server = 'running';
    this.#state = state;
    if (isNew) void this.#lookForRecording();
    // While there is none, or a recording, nothing is known of the next one.
    if (hasCluster(state)) this.#port.needs.noteContext(state.context.name);
    this.#render();
  }

  async #lookForRecording(): Promise<void> {
    try {
      const [first] = await findRecordings(1, this.#cancel.token);
      this.#recording = first?.toString() ?? null;
    } catch (error) {
      this.#port.log.debug('The workspace could not be searched for recordings', error);
    }
    this.#render();
  }

  #flush(): void {
    if (!this.#port.view.visible) return;
    const rows = this.#pending.take();
    if (rows === null || this.#face.name !== 'rows') return;
    const nodes = this.tree.changed(rows);
    if (nodes === 'all') this.#port.refresh(undefined);
    else if (nodes.length > 0) this.#port.refresh([...nodes]);
  }

  #render(): void {
    const before = this.#face;
    const face = faceOf({
      trust: workspace.isTrusted ? 'trusted' : 'untrusted',
      server: this.#server,
      state: this.#state,
      recording: this.#recording,
      now: Date.now(),
    });
    this.#face = face;
    this.#port.view.message = face.name === 'rows' ? this.#restrictions() : face.message;
    this.#setContextKey('face', face.name);
    this.#setContextKey('filtered', this.tree.filter !== '');
    this.#setContextKey('snapshot', this.#state?.context.cluster.state.startsWith('snapshot') ?? false);
    this.#showProgress();
    if (JSON.stringify(before) !== JSON.stringify(face)) this.#port.refresh(undefined);
    this.#faceChanged.fire();
  }

  /** What the rows leave out because the user wants it so. */
  #restrictions(): string {
    const { namespaces } = this.#port.needs.current;
    return [
      namespaces.length > 0 && this.#state && hasCluster(this.#state) ? namespacesAsked(namespaces) : '',
      this.tree.filter === '' ? '' : `Only targets that contain “${this.tree.filter}”.`,
    ]
      .filter(text => text !== '')
      .join(' ');
  }

  /** While it loads, the bar at the top of the view moves. */
  #showProgress(): void {
    if (this.#face.name !== 'loading' || !this.#port.view.visible) {
      this.#loaded?.();
      this.#loaded = undefined;
      return;
    }
    if (this.#loaded) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#loaded = resolve;
    void window.withProgress({ location: { viewId: VIEW } }, () => promise);
  }

  #setContextKey(name: string, value: unknown): void {
    if (this.#contextKeys.get(name) === value) return;
    this.#contextKeys.set(name, value);
    void commands.executeCommand('setContext', `${VIEW}.${name}`, value);
  }

  dispose(): void {
    this.#cancel.cancel();
    this.#loaded?.();
    for (const each of this.#owned) each.dispose();
  }
}

function hasCluster({ context }: TargetsState): boolean {
  return context.name !== '' && !context.cluster.state.startsWith('snapshot');
}

function namespacesAsked(names: readonly string[]): string {
  const shown = names.length > MOST_NAMED ? `${names.slice(0, MOST_NAMED).join(', ')}…` : names.join(', ');
  return names.length === 1
    ? `Only the namespace ${shown} is asked.`
    : `Only ${names.length} namespaces are asked: ${shown}.`;
}
