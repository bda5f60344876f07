import { CancellationTokenSource, commands, type Disposable, window } from 'vscode';
import type { ConfigurationAccess } from '../../protocol/access.ts';
import { AccessNode } from './access-node.ts';
import type { AccessPort } from './access-port.ts';
import { accessRows, missingIn } from './access-rows.ts';
import { showMissing } from './badge.ts';
import { type AccessFace, accessFace } from './face.ts';

const VIEW = 'prometheusKubernetes.access';

/** The Access view: what the server answered last, as rows. While it cannot be seen, nothing is asked by itself. */
export class AccessView implements Disposable {
  readonly #port: AccessPort;
  readonly #cancel = new CancellationTokenSource();
  readonly #owned: readonly Disposable[];
  #server: 'running' | 'stopped' = 'running';
  #answer: readonly ConfigurationAccess[] | null = null;
  #roots: readonly AccessNode[] = [];
  /** What is shown may no longer be what the server would answer. */
  #stale = true;
  #asking: Promise<void> | undefined;
  #face: AccessFace | undefined;

  constructor(port: AccessPort) {
    this.#port = port;
    this.#owned = [
      this.#cancel,
      port.view.onDidChangeVisibility(() => this.#look()),
      port.server.onDidChangeState(state => this.#setServer(state)),
    ];
    this.#render();
    this.#look();
  }

  /** The children of a row or, for undefined, the rows at the root. */
  children(node: AccessNode | undefined): AccessNode[] {
    if (node) return [...node.children];
    return this.#face === 'rows' ? [...this.#roots] : [];
  }

  /** The server has told that its answer is another one. */
  noteNews(missing: number): void {
    this.#stale = true;
    showMissing(this.#port.view, missing);
    this.#look();
  }

  /** Opens the view and asks the files and the current context. Rejects when nobody answers. */
  async check(): Promise<void> {
    await commands.executeCommand(`${VIEW}.focus`);
    while (this.#asking) await this.#asking;
    await this.#askOnce('ask');
  }

  /** What the configurations need, asked if it is not known; the cluster is left alone. Rejects when nobody answers. */
  async configurations(): Promise<readonly ConfigurationAccess[]> {
    while (this.#asking) await this.#asking;
    if (this.#answer === null || this.#stale) await this.#askOnce('leave');
    return this.#answer ?? [];
  }

  /** Opens the view at what a job needs: the first that it is not granted, or else the first. */
  async revealJob(configuration: string, job: string): Promise<void> {
    await commands.executeCommand(`${VIEW}.focus`);
    await this.configurations();
    const root = this.#roots.find(({ row }) => row.configuration === configuration);
    const access = this.#answer?.find(one => one.configuration === configuration);
    if (!root || !access) return;
    const wanted = new Set(
      access.needs.filter(({ jobs }) => jobs.some(one => one.job === job)).map(({ id }) => `${configuration} ${id}`),
    );
    const needs = root.children.filter(({ row }) => wanted.has(row.id));
    const found = needs.find(({ row }) => row.item.icon.codicon === 'error') ?? needs[0] ?? root;
    await this.#port.view.reveal(found, { select: true, focus: true, expand: true });
  }

  #look(): void {
    if (!this.#port.view.visible || !this.#stale || this.#asking) return;
    void this.#askQuietly();
  }

  /** Without an answer the rows stay as they were, and the view says why. */
  async #askQuietly(): Promise<void> {
    try {
      await this.#askOnce('leave');
    } catch (error) {
      this.#port.log.debug('The rows of the Access view were not answered', error);
    }
  }

  /** Asks, one question at a time; the bar at the top of the view moves meanwhile. */
  async #askOnce(cluster: 'ask' | 'leave'): Promise<void> {
    const asking = this.#ask(cluster);
    const settled = asking.catch(() => undefined);
    this.#asking = settled;
    void window.withProgress({ location: { viewId: VIEW } }, () => settled);
    try {
      await asking;
      this.#port.view.message = '';
    } catch (error) {
      if (!this.#cancel.token.isCancellationRequested) this.#fail(error);
      throw error;
    } finally {
      if (this.#asking === settled) this.#asking = undefined;
    }
    this.#look(); // news may have come meanwhile
  }

  async #ask(cluster: 'ask' | 'leave'): Promise<void> {
    this.#stale = false;
    const answer = await this.#port.server.request('prometheusKubernetes/access', { cluster }, this.#cancel.token);
    this.#server = 'running';
    this.#answer = answer;
    this.#roots = accessRows(answer).map(row => new AccessNode(row, undefined));
    showMissing(this.#port.view, missingIn(answer));
    this.#render();
  }

  #fail(error: unknown): void {
    this.#stale = true; // asked again when the view is seen anew, or when there is news
    if (!this.#port.server.isRunning) this.#server = 'stopped';
    else if (this.#server === 'running')
      this.#port.view.message = error instanceof Error ? error.message : String(error);
    this.#render();
  }

  #setServer(state: 'running' | 'stopped'): void {
    if (this.#server === state) return; // its first start: it is being asked already
    this.#server = state;
    this.#stale = true;
    this.#answer = null; // a new process says what it finds
    this.#port.view.message = '';
    this.#render();
    if (state === 'running') this.#look();
  }

  #render(): void {
    const face = accessFace(this.#server, this.#answer);
    if (face !== this.#face) void commands.executeCommand('setContext', `${VIEW}.face`, face);
    this.#face = face;
    this.#port.refresh();
  }

  dispose(): void {
    this.#cancel.cancel();
    for (const each of this.#owned) each.dispose();
  }
}
