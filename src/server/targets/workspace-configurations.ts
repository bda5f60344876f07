import type { WorkerConfiguration } from '../../cluster/worker-protocol.ts';
import type { LanguageDocument } from '../../language/document.ts';
import type { Clock } from '../clock.ts';
import { describe } from '../describe.ts';
import { FileConfigurations } from './file-configurations.ts';
import { type FileReading, readParts } from './read-parts.ts';
import { SavedFiles, type SavedFilesPorts, type ScanState } from './saved-files.ts';
import { fileName, type WorkspaceFolder } from './workspace-folders.ts';

/** What the configurations of a workspace are made from. */
export interface WorkspaceSources extends Pick<SavedFilesPorts, 'reader' | 'listFiles' | 'settingsOf'> {
  readonly clock: Clock;
  openUris(): readonly string[];
  /** The document as it is now: whoever awaits asks again. */
  openDocument(uri: string): LanguageDocument | undefined;
  log(text: string): void;
}

export interface FileChange {
  readonly uri: string;
  readonly type: 'created' | 'changed' | 'deleted';
}

/** Changes are told together, so long after the first of them. */
export const TELL_AFTER_MS = 100;
/** The same while many files are read for the first time: each telling goes through all that is known. */
export const TELL_SCANNED_AFTER_MS = 1_000;
/** Files come and go in bursts: the list is asked for again so long after the first of them. */
export const LIST_AFTER_MS = 300;

interface Timer {
  cancel(): void;
}

/** Every configuration of the workspace: from the files that the client names, and from open documents, which win. */
export class WorkspaceConfigurations {
  readonly #sources: WorkspaceSources;
  readonly #onChange: () => void;
  readonly #saved: SavedFiles;
  readonly #files = new Map<string, FileConfigurations>();
  readonly #staleOpen = new Set<string>();
  readonly #untold = new Set<string>();
  #folders: readonly WorkspaceFolder[] = [];
  #scan: ScanState = 'none';
  #mode: 'asleep' | 'awake' | 'disposed' = 'asleep';
  #telling: Promise<void> = Promise.resolve();
  #tellTimer: Timer | undefined;
  #tellAt = 0;
  #listTimer: Timer | undefined;
  #current: readonly WorkerConfiguration[] = [];

  /** `onChange`: the configurations or the state of the scan are new. */
  constructor(sources: WorkspaceSources, onChange: () => void) {
    this.#sources = sources;
    this.#onChange = onChange;
    this.#saved = new SavedFiles({
      reader: sources.reader,
      listFiles: () => sources.listFiles(),
      isOpen: uri => sources.openDocument(uri) !== undefined,
      settingsOf: uri => sources.settingsOf(uri),
      take: (uri, reading) => this.#takeSaved(uri, reading),
    });
  }

  /** By file and place in it. The same array while nothing is new. */
  get current(): readonly WorkerConfiguration[] {
    return this.#current;
  }

  /** As of the last change that was told. */
  get scan(): ScanState {
    return this.#scan;
  }

  /** From now on they are kept up to date. */
  wake(): void {
    if (this.#mode !== 'asleep') return;
    this.#mode = 'awake';
    for (const uri of this.#files.keys()) this.#saved.touch(uri);
    for (const uri of this.#sources.openUris()) this.saved(uri);
    this.#list();
  }

  /** Nobody needs them: what is known stays, and is looked at again at the next `wake`. */
  sleep(): void {
    if (this.#mode === 'awake') this.#mode = 'asleep';
    this.#saved.pause();
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
    await this.#saved.settled();
    await this.#tell();
  }

  setFolders(folders: readonly WorkspaceFolder[]): void {
    this.#folders = folders;
    for (const uri of this.#files.keys()) this.#untold.add(uri);
    if (this.#mode === 'awake') this.#list();
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
    this.#saved.touch(uri);
    this.changed(uri);
  }

  /** Files have changed on the disk. */
  watched(changes: readonly FileChange[]): void {
    for (const { uri } of changes) if (this.#saved.isListed(uri) || this.#files.has(uri)) this.#saved.touch(uri);
    if (this.#mode !== 'awake' || !changes.some(({ type }) => type === 'created')) return;
    this.#listTimer ??= this.#sources.clock.after(LIST_AFTER_MS, () => {
      this.#listTimer = undefined;
      this.#list();
    });
  }

  settingsChanged(): void {
    if (this.#mode !== 'awake') return;
    this.#saved.touchAll();
    for (const uri of this.#sources.openUris()) this.saved(uri);
  }

  #list(): void {
    void this.#saved.go().then(() => this.#tellSoon());
  }

  #takeSaved(uri: string, reading: FileReading | undefined): void {
    if (!reading && !this.#files.has(uri)) return;
    this.#file(uri).setSaved(reading);
    this.#untold.add(uri);
    const isFirst = this.#current.length === 0;
    if (this.#saved.scan === 'running' && !isFirst) this.#tellAfter(TELL_SCANNED_AFTER_MS);
    else this.#tellSoon();
  }

  #tellSoon(): void {
    this.#tellAfter(TELL_AFTER_MS);
  }

  /** Or earlier, when that is already meant to be. */
  #tellAfter(ms: number): void {
    if (this.#mode !== 'awake') return;
    const at = this.#sources.clock.now() + ms;
    if (this.#tellTimer && this.#tellAt <= at) return;
    this.#tellTimer?.cancel();
    this.#tellAt = at;
    this.#tellTimer = this.#sources.clock.after(ms, () => {
      this.#tellTimer = undefined;
      void this.#tell();
    });
  }

  #tell(): Promise<void> {
    this.#telling = this.#telling
      .then(() => this.#tellNow())
      .catch(error => this.#sources.log(`The configurations could not be told: ${describe(error)}`));
    return this.#telling;
  }

  async #tellNow(): Promise<void> {
    for (const uri of this.#staleOpen) {
      this.#staleOpen.delete(uri);
      await this.#readOpen(uri);
    }
    const { scan } = this.#saved;
    for (const uri of this.#untold) this.#update(uri);
    this.#untold.clear();
    const next = [...this.#files].toSorted(([a], [b]) => (a < b ? -1 : 1)).flatMap(([, file]) => file.current);
    const isSame = next.length === this.#current.length && next.every((one, index) => one === this.#current[index]);
    if (isSame && scan === this.#scan) return;
    if (!isSame) this.#current = next;
    this.#scan = scan;
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
    const isWanted = this.#saved.isListed(uri) || this.#sources.openDocument(uri) !== undefined;
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
