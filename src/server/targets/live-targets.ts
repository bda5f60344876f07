import type { CodeLens, Command } from 'vscode-languageserver/node';
import type { FromWorker, JobStatus, WorkerQueries, WorkerSettings } from '../../cluster/worker-protocol.ts';
import type { ContextSummary, TargetsNeed } from '../../protocol/targets.ts';
import type { SnapshotChoice, TargetsNews } from '../../protocol/targets-methods.ts';
import type { AccountListing, ClusterCounts } from '../access/account-listing.ts';
import type { Clock } from '../clock.ts';
import type { ClusterSettings } from '../cluster-settings.ts';
import type { OpenDocument } from '../open-documents.ts';
import type { ServerSettings } from '../settings.ts';
import { AccountJobs } from './account-jobs.ts';
import { ClusterWorker, type QueryAnswer } from './cluster-worker.ts';
import { codeLenses } from './code-lenses.ts';
import type { FileReader } from './file-reader.ts';
import { JobStatuses } from './job-statuses.ts';
import { ShownLenses } from './shown-lenses.ts';
import { targetsState } from './targets-state.ts';
import type { StartWorker } from './worker-port.ts';
import { WorkspaceConfigurations, type WorkspaceSources } from './workspace-configurations.ts';

/** What live targets need of the server around them. */
export interface LiveTargetsPorts {
  readonly clock: Clock;
  readonly reader: FileReader;
  readonly startWorker: StartWorker;
  readonly listFiles: WorkspaceSources['listFiles'];
  /** The lens of a job that may not do what it needs, as far as that is known. */
  accessLens(configuration: string, job: string, status: JobStatus | undefined): Command | undefined;
  /** Who runs a configuration, and what of its discovery is refused; undefined where nothing is known. */
  listingOf(configuration: string, cluster: ClusterCounts): AccountListing | undefined;
  /** Whether somebody looks at what `listingOf` answers. */
  followAccess(wanted: 'wanted' | 'unwanted'): void;
  openUris(): readonly string[];
  openAt(uri: string): OpenDocument | undefined;
  settingsOf(uri: string): Promise<ServerSettings>;
  clusterSettings(): Promise<ClusterSettings>;
  tell<Method extends keyof TargetsNews>(method: Method, news: TargetsNews[Method]): void;
  refreshLenses(): void;
  log(level: 'error' | 'warn' | 'info' | 'debug', text: string): void;
}

export const UNTRUSTED =
  'Nothing is asked of a cluster in a workspace that is not trusted: its kubeconfig could run programs. Trust the workspace first.';

/** The configurations, the worker and the client, joined: who needs what, and what each is told. */
export class LiveTargets {
  readonly configurations: WorkspaceConfigurations;
  readonly #ports: LiveTargetsPorts;
  readonly #worker: ClusterWorker;
  readonly #statuses = new JobStatuses();
  readonly #accountJobs = new AccountJobs();
  readonly #lenses: ShownLenses;
  #need: TargetsNeed | undefined;
  #snapshot: SnapshotChoice['snapshot'] = null;
  #context: ContextSummary | undefined;
  #told = '';

  constructor(ports: LiveTargetsPorts) {
    this.#ports = ports;
    this.#lenses = new ShownLenses({
      clock: ports.clock,
      lensesOf: uri => this.#lensesOf(uri),
      refresh: () => ports.refreshLenses(),
      failed: text => ports.log('error', text),
    });
    this.configurations = new WorkspaceConfigurations(
      {
        clock: ports.clock,
        reader: ports.reader,
        listFiles: ports.listFiles,
        openUris: ports.openUris,
        openDocument: uri => ports.openAt(uri)?.language,
        settingsOf: ports.settingsOf,
        log: text => ports.log('error', text),
      },
      () => this.#configurationsChanged(),
    );
    this.#worker = new ClusterWorker(ports.startWorker, ports.clock, {
      stateChanged: () => this.#workerChanged(),
      message: message => this.#heard(message),
      log: (level, text) => ports.log(level, text),
    });
  }

  get isTrusted(): boolean {
    return this.#need?.trust === 'trusted';
  }

  /** Whether a cluster may be asked, and the name of the context that counts, as far as that is known. */
  get standing(): { readonly trust: TargetsNeed['trust']; readonly context: string | undefined } {
    const context = this.#need?.pinnedContext ?? this.#context?.name;
    return { trust: this.isTrusted ? 'trusted' : 'untrusted', context: context === '' ? undefined : context };
  }

  async setNeed(need: TargetsNeed): Promise<void> {
    this.#need = need;
    this.#told = '';
    await this.#apply();
    await this.#lenses.changed();
  }

  async setSnapshot({ snapshot }: SnapshotChoice): Promise<void> {
    this.#snapshot = snapshot;
    await this.#apply();
  }

  async settingsChanged(): Promise<void> {
    this.configurations.settingsChanged();
    await this.#apply();
    await this.#lenses.changed();
  }

  /** A document was opened, edited or closed. */
  documentChanged(uri: string): void {
    const isOpen = this.#ports.openAt(uri) !== undefined;
    if (isOpen === this.#lenses.has(uri)) {
      this.configurations.changed(uri);
      return;
    }
    if (isOpen) this.#lenses.opened(uri);
    else this.#lenses.closed(uri);
    this.configurations.saved(uri);
  }

  /** What is known of who runs configurations, and of what they lack, is another thing. */
  accountsChanged(): void {
    this.#tellConfigurations();
    void this.#lenses.changed();
  }

  refresh(): void {
    if (this.isTrusted) this.#worker.refresh();
  }

  /** Asks the worker about the configurations as they are now. Never rejects. */
  async ask<Name extends keyof WorkerQueries>(
    query: Name,
    ask: WorkerQueries[Name]['ask'],
    signal: AbortSignal,
  ): Promise<QueryAnswer<WorkerQueries[Name]['answer']>> {
    if (!this.isTrusted) return { state: 'failed', message: UNTRUSTED };
    await this.#apply();
    const isOfConfigurations = query === 'trace' || query === 'traceLabels' || query === 'editEffect';
    if (isOfConfigurations) await this.configurations.settled();
    return this.isTrusted ? this.#worker.ask(query, ask, signal) : { state: 'failed', message: UNTRUSTED };
  }

  /** The lenses of an open document; null where there are none by the user's wish. */
  codeLenses(uri: string): Promise<CodeLens[] | null> {
    return this.#lenses.fetch(uri);
  }

  /** Resolves when the worker's thread is gone. */
  async dispose(): Promise<void> {
    this.#need = undefined;
    this.configurations.dispose();
    this.#lenses.dispose();
    await this.#worker.end();
  }

  /** Brings everything in line with what is needed now. */
  async #apply(): Promise<void> {
    const settings = await this.#ports.clusterSettings();
    const need = this.#need;
    if (need?.trust === 'trusted') {
      this.#worker.setSettings(workerSettings(settings, need, this.#snapshot));
      if (need.view === 'visible') this.configurations.wake();
      this.#ports.followAccess(need.view === 'visible' ? 'wanted' : 'unwanted');
      this.#tellConfigurations();
    } else {
      this.#ports.followAccess('unwanted');
      this.configurations.sleep();
      void this.#worker.end();
    }
    this.#setLooking();
    this.#tellState();
  }

  /** Without a configuration there is nothing to connect for. */
  #setLooking(): void {
    const isVisible = this.isTrusted && this.#need?.view === 'visible';
    const isNeeded = isVisible && this.configurations.current.length > 0;
    this.#worker.setLooking(isNeeded ? 'somebody' : 'nobody');
  }

  #configurationsChanged(): void {
    if (!this.#need) return;
    const { current } = this.configurations;
    this.#statuses.keep(current);
    this.#tellConfigurations();
    this.#setLooking();
    this.#tellState();
    void this.#lenses.changed();
  }

  /** With what the accounts that run them may not list. What a cluster has said does not hold for a recording. */
  #tellConfigurations(): void {
    const cluster = this.#snapshot === null ? 'counts' : 'does not count';
    const joined = this.configurations.current.map(one =>
      this.#accountJobs.joined(one, this.#ports.listingOf(one.id, cluster)),
    );
    this.#worker.setConfigurations(joined);
  }

  #workerChanged(): void {
    const { state } = this.#worker.state;
    if (state !== 'running') {
      this.#statuses.clear();
      this.#context = undefined;
      this.#ports.tell('prometheusKubernetes/targetsChanged', { rows: 'all' });
    }
    if (state === 'resting' && this.#need?.view !== 'visible') this.configurations.sleep();
    this.#tellState();
    void this.#lenses.changed();
  }

  #heard(message: Exclude<FromWorker, { type: 'answer' | 'failed' }>): void {
    if (message.type === 'log') this.#ports.log(message.level, message.text);
    else if (message.type === 'context') {
      this.#context = message.context;
      this.#tellConfigurations();
    } else {
      const changed = this.#statuses.take(message.jobs);
      this.#ports.tell('prometheusKubernetes/targetsChanged', { rows: message.rows });
      const uris = this.configurations.current.filter(({ id }) => changed.has(id)).map(({ uri }) => uri);
      void this.#lenses.changed(new Set(uris));
    }
    this.#tellState();
  }

  #tellState(): void {
    if (!this.#need) return;
    const state = targetsState({
      need: this.#need,
      worker: this.#worker.state,
      context: this.#context,
      scan: this.configurations.scan,
      configurations: this.configurations.current,
      statuses: this.#statuses,
    });
    const text = JSON.stringify(state);
    if (text === this.#told) return;
    this.#told = text;
    this.#ports.tell('prometheusKubernetes/targetsState', state);
  }

  async #lensesOf(uri: string): Promise<CodeLens[] | null> {
    const settings = await this.#ports.settingsOf(uri);
    const document = this.#ports.openAt(uri);
    if (!document || !this.isTrusted || !settings.enabled || !settings.codeLens) return null;
    const worker = this.#worker.state.state === 'running' ? 'running' : 'resting';
    return codeLenses(document, {
      worker,
      configurations: this.configurations.current,
      statuses: this.#statuses,
      accessLens: (id, job, status) => this.#ports.accessLens(id, job, status),
    });
  }
}

function workerSettings(
  { kubeconfig, maxWatches }: ClusterSettings,
  { pinnedContext, namespaces }: TargetsNeed,
  snapshot: SnapshotChoice['snapshot'],
): WorkerSettings {
  return { kubeconfig, pinnedContext, namespaces, maxWatches, snapshot };
}
