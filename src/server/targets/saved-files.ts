import type { WorkspaceFiles } from '../../protocol/targets.ts';
import type { ServerSettings } from '../settings.ts';
import type { FileReader } from './file-reader.ts';
import type { FileReading } from './read-parts.ts';
import { pathOf } from './workspace-folders.ts';

/** What the files on the disk are known by. */
export interface SavedFilesPorts {
  readonly reader: FileReader;
  /** The YAML files of the workspace; undefined from a client that does not say. Never rejects. */
  listFiles(): Promise<WorkspaceFiles | undefined>;
  isOpen(uri: string): boolean;
  /** Never rejects. */
  settingsOf(uri: string): Promise<ServerSettings>;
  /** What a file says now; undefined when it is gone or nothing of ours. */
  take(uri: string, reading: FileReading | undefined): void;
}

/** How far the look at the workspace is. `cut`: it has more files than are looked at. */
export type ScanState = 'none' | 'running' | 'complete' | 'cut';

/** More files than this are not looked at, whatever the client lists. */
export const MAX_FILES = 20_000;

/** The saved files of the workspace and of open documents, read one after the other. */
export class SavedFiles {
  readonly #ports: SavedFilesPorts;
  #listed: ReadonlySet<string> = new Set();
  /** Those that a look at the text has not ruled out. */
  readonly #maybe = new Set<string>();
  readonly #stale = new Set<string>();
  #scan: ScanState = 'none';
  #mode: 'paused' | 'going' = 'paused';
  #listing: Promise<void> | undefined;
  #reading: Promise<void> | undefined;

  constructor(ports: SavedFilesPorts) {
    this.#ports = ports;
  }

  get scan(): ScanState {
    return this.#scan;
  }

  get #isGoing(): boolean {
    return this.#mode === 'going';
  }

  isListed(uri: string): boolean {
    return this.#listed.has(uri);
  }

  /** Asks the client for its files anew and reads what is new among them, and what became stale meanwhile. */
  go(): Promise<void> {
    this.#mode = 'going';
    const before = this.#listing ?? Promise.resolve();
    const listing = before
      .then(() => this.#takeList())
      .finally(() => {
        if (this.#listing === listing) this.#listing = undefined;
      });
    this.#listing = listing;
    return listing;
  }

  /** What is not read yet waits for the next `go`. */
  pause(): void {
    this.#mode = 'paused';
  }

  /** The file is not what it was. */
  touch(uri: string): void {
    this.#stale.add(uri);
    if (this.#isGoing) void this.#read();
  }

  /** The settings have changed: everything that may hold a configuration is read again. */
  touchAll(): void {
    for (const uri of this.#maybe) this.touch(uri);
  }

  /** Resolves when nothing is being listed or read. */
  async settled(): Promise<void> {
    while (this.#listing || this.#reading) await (this.#listing ?? this.#reading);
  }

  async #takeList(): Promise<void> {
    if (!this.#isGoing) return;
    if (this.#scan === 'none') this.#scan = 'running';
    const answer = await this.#ports.listFiles();
    const uris = answer?.uris ?? [];
    const listed = new Set(uris.slice(0, MAX_FILES));
    for (const uri of [...listed, ...this.#listed]) {
      if (listed.has(uri) !== this.#listed.has(uri)) this.#stale.add(uri);
    }
    this.#listed = listed;
    while (this.#stale.size > 0 && this.#isGoing) await this.#read();
    if (this.#isGoing) this.#scan = answer?.scan === 'cut' || uris.length > MAX_FILES ? 'cut' : 'complete';
  }

  #read(): Promise<void> {
    this.#reading ??= this.#readStale().finally(() => {
      this.#reading = undefined;
      // What became stale behind the last look.
      if (this.#stale.size > 0 && this.#isGoing) void this.#read();
    });
    return this.#reading;
  }

  async #readStale(): Promise<void> {
    // What is added on the way is met on the way.
    for (const uri of this.#stale) {
      if (!this.#isGoing) return;
      this.#stale.delete(uri);
      this.#ports.take(uri, await this.#readFile(uri));
    }
  }

  /** A file that is open is read whatever it holds: its text may be compared with nothing. */
  async #readFile(uri: string): Promise<FileReading | undefined> {
    const { reader } = this.#ports;
    const isOpen = this.#ports.isOpen(uri);
    const path = isOpen || this.#listed.has(uri) ? pathOf(uri) : undefined;
    const look = path === undefined ? 'none' : isOpen ? 'maybe' : await reader.look(path);
    if (path === undefined || look === 'none') {
      this.#maybe.delete(uri);
      return undefined;
    }
    this.#maybe.add(uri);
    const settings = await this.#ports.settingsOf(uri);
    return settings.enabled ? reader.read(path, settings.version) : undefined;
  }
}
