import type { WorkerConfiguration } from '../../cluster/worker-protocol.ts';
import type { LanguageDocument } from '../../language/document.ts';
import type { WorkspaceFiles } from '../../protocol/targets.ts';
import type { Clock } from '../clock.ts';
import { describe } from '../describe.ts';
import type { ServerSettings } from '../settings.ts';
import { FileConfigurations } from './file-configurations.ts';
import type { FileReader } from './file-reader.ts';
import { type FileReading, readParts } from './read-parts.ts';
import { fileName, pathOf, type WorkspaceFolder } from './workspace-folders.ts';

/** What the configurations of a workspace are made from. */
export interface WorkspaceSources {
  readonly clock: Clock;
  readonly reader: FileReader;
  /** The YAML files of the workspace; undefined from a client that does not say. Never rejects. */
  listFiles(): Promise<WorkspaceFiles | undefined>;
  openUris(): readonly string[];
  /** The document as it is now: whoever awaits asks again. */
  openDocument(uri: string): LanguageDocument | undefined;
  /** Never rejects. */
  settingsOf(uri: string): Promise<ServerSettings>;
  log(text: string): void;
}

/** How far the look at the workspace is. `cut`: it has more files than are looked at. */
export type ScanState = 'none' | 'running' | 'complete' | 'cut';

export interface FileChange {
  readonly uri: string;
  readonly type: 'created' | 'changed' | 'deleted';
}

/** More files than this are not looked at, whatever the client lists. */
export const MAX_FILES = 20_000;
/** Changes are told together, so long after the first of them. */
export const TELL_AFTER_MS = 100;
/** Files come and go in bursts: the list is asked for again so long after the first of them. */
export const LIST_AFTER_MS = 300;

interface Timer {
  cancel(): void;
}

/** Every configuration of the workspace: from the files that the client names, and from open documents, which win. */
export class WorkspaceConfigurations {
  readonly #sources: WorkspaceSources;
  readonly #onChange: () => void;
  readonly #files = new Map<string, FileConfigurations>();
  #listed: ReadonlySet<string> = new Set();
  /** Of the listed: those that a look at the text has not ruled out. */
  readonly #maybe = new Set<string>();
  readonly #staleOpen = new Set<string>();
  readonly #staleSaved = new Set<string>();
  readonly #untold = new Set<string>();
  #folders: readonly WorkspaceFolder[] = [];
  #scan: ScanState = 'none';
  #toldScan: ScanState = 'none';
  #mode: 'asleep' | 'awake' | 'disposed' = 'asleep';
  #listing: Promise<void> | undefined;
  #reading: Promise<void> | undefined;
  #telling: Promise<void> = Promise.resolve();
  #tellTimer: Timer | undefined;
  #listTimer: Timer | undefined;
  #current: readonly WorkerConfiguration[] = [];

  /** `onChange`: the configurations or the state of the scan are new. */
  constructor(sources: WorkspaceSources, onChange: () => void) {
    this.#sources = sources;
    this.#onChange = onChange;
  }

  /** By file and place in it. The same array while nothing is new. */
  get current(): readonly WorkerConfiguration[] {
    return this.#current;
  }

  get scan(): ScanState {
    return this.#scan;
  }

  /** From now on they are kept up to date. */
  wake(): void {
    if (this.#mode !== 'asleep') return;
    this.#mode = 'awake';
    for (const uri of this.#files.keys()) this.#staleSaved.add(uri);
    for (const uri of this.#sources.openUris()) this.saved(uri);
    void this.#list();
  }

  /** Nobody needs them: what is known stays, and is looked at again at the next `wake`. */
  sleep(): void {
    if (this.#mode === 'awake') this.#mode = 'asleep';
    this.#tellTimer?.cancel();
    this.#listTimer?.cancel();
    this.#tellTimer = undefined;
    this.#listTimer = undefined;
  }

  dispose(): void {
    this.sleep();
    this.#mode = 'disposed';
    this.#sources.reader.dispose();
  }

  /** When it resolves, everything that was told before is among the configurations. */
  async settled(): Promise<void> {
    this.wake();
    while (this.#listing || this.#reading) await (this.#listing ?? this.#reading);
    await this.#tell();
  }

  setFolders(folders: readonly WorkspaceFolder[]): void {
    this.#folders = folders;
    for (const uri of this.#files.keys()) this.#untold.add(uri);
    if (this.#mode !== 'awake') return;
    void this.#list();
    this.#tellSoon();
  }

  /** A document has another text in the editor, or is closed. */
  changed(uri: string): void {
    if (this.#mode !== 'awake') return;
    this.#staleOpen.add(uri);
    this.#tellSoon();
  }

  /** A document was opened, saved or closed: what is on the disk is its saved text. */
  saved(uri: string): void {
    if (this.#mode !== 'awake') return;
    this.#staleSaved.add(uri);
    void this.#read();
    this.changed(uri);
  }

  /** Files have changed on the disk. */
  watched(changes: readonly FileChange[]): void {
    for (const { uri } of changes) if (this.#listed.has(uri) || this.#files.has(uri)) this.#staleSaved.add(uri);
    if (this.#mode !== 'awake') return;
    void this.#read();
    if (!changes.some(({ type }) => type === 'created')) return;
    this.#listTimer ??= this.#sources.clock.after(LIST_AFTER_MS, () => {
      this.#listTimer = undefined;
      void this.#list();
    });
  }

  settingsChanged(): void {
    if (this.#mode !== 'awake') return;
    for (const uri of this.#maybe) this.#staleSaved.add(uri);
    for (const uri of this.#sources.openUris()) this.saved(uri);
    void this.#read();
  }

  /** Asks the client for its files; those that are new are read. One question at a time, the last one counts. */
  #list(): Promise<void> {
    const before = this.#listing ?? Promise.resolve();
    const listing = before
      .then(() => this.#takeList())
      .finally(() => {
        if (this.#listing === listing) this.#listing = undefined;
      });
    this.#listing = listing;
    return listing;
  }

  async #takeList(): Promise<void> {
    if (this.#mode !== 'awake') return;
    if (this.#scan === 'none') this.#scan = 'running';
    const answer = await this.#sources.listFiles();
    const listed = new Set((answer?.uris ?? []).slice(0, MAX_FILES));
    for (const uri of listed) if (!this.#listed.has(uri)) this.#staleSaved.add(uri);
    for (const uri of this.#listed) if (!listed.has(uri)) this.#staleSaved.add(uri);
    this.#listed = listed;
    const end = answer?.scan === 'cut' || (answer?.uris.length ?? 0) > MAX_FILES ? 'cut' : 'complete';
    await this.#read();
    if (this.#mode !== 'awake' || this.#scan === end) return;
    this.#scan = end;
    this.#tellSoon();
  }

  #read(): Promise<void> {
    this.#reading ??= this.#readAll().finally(() => {
      this.#reading = undefined;
    });
    return this.#reading;
  }

  async #readAll(): Promise<void> {
    for (const uri of this.#staleSaved) {
      if (this.#mode !== 'awake') return;
      this.#staleSaved.delete(uri);
      await this.#readSaved(uri);
    }
  }

  async #readSaved(uri: string): Promise<void> {
    const isOpen = this.#sources.openDocument(uri) !== undefined;
    const path = isOpen || this.#listed.has(uri) ? pathOf(uri) : undefined;
    const reading = path === undefined ? undefined : await this.#readFile(uri, path, isOpen ? 'open' : 'closed');
    if (!reading && !this.#files.has(uri)) return;
    this.#file(uri).setSaved(reading);
    this.#untold.add(uri);
    this.#tellSoon();
  }

  /** A file that is open is read whatever it holds: its text may be compared with nothing. */
  async #readFile(uri: string, path: string, file: 'open' | 'closed'): Promise<FileReading | undefined> {
    const { reader } = this.#sources;
    const look = file === 'open' ? 'maybe' : await reader.look(path);
    if (look === 'none') this.#maybe.delete(uri);
    if (look === 'none') return undefined;
    this.#maybe.add(uri);
    const settings = await this.#sources.settingsOf(uri);
    return settings.enabled ? reader.read(path, settings.version) : undefined;
  }

  #tellSoon(): void {
    if (this.#mode !== 'awake') return;
    this.#tellTimer ??= this.#sources.clock.after(TELL_AFTER_MS, () => {
      this.#tellTimer = undefined;
      void this.#tell();
    });
  }

  #tell(): Promise<void> {
    this.#telling = this.#telling.then(() => this.#tellNow());
    return this.#telling;
  }

  async #tellNow(): Promise<void> {
    for (const uri of this.#staleOpen) {
      this.#staleOpen.delete(uri);
      await this.#readOpen(uri);
    }
    const scan = this.#scan;
    for (const uri of this.#untold) this.#update(uri);
    this.#untold.clear();
    const next = [...this.#files].toSorted(([a], [b]) => (a < b ? -1 : 1)).flatMap(([, file]) => file.current);
    const isSame = next.length === this.#current.length && next.every((one, index) => one === this.#current[index]);
    if (!isSame) this.#current = next;
    if (isSame && scan === this.#toldScan) return;
    this.#toldScan = scan;
    this.#onChange();
  }

  async #readOpen(uri: string): Promise<void> {
    const settings = await this.#sources.settingsOf(uri);
    const document = this.#sources.openDocument(uri);
    if (!document && !this.#files.has(uri)) return;
    try {
      this.#file(uri).setOpen(document && settings.enabled ? readParts(document, settings.version) : undefined);
      this.#untold.add(uri);
    } catch (error) {
      // A mistake of ours: the view keeps what it has.
      this.#sources.log(`The jobs of ${uri} could not be read: ${describe(error)}`);
    }
  }

  #update(uri: string): void {
    const file = this.#files.get(uri);
    if (!file) return;
    file.update(fileName(uri, this.#folders));
    const isWanted = this.#listed.has(uri) || this.#sources.openDocument(uri) !== undefined;
    if (!isWanted && file.current.length === 0) this.#files.delete(uri);
  }

  #file(uri: string): FileConfigurations {
    const known = this.#files.get(uri);
    if (known) return known;
    const file = new FileConfigurations(uri);
    this.#files.set(uri, file);
    return file;
  }
}
