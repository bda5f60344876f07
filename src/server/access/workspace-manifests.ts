import type { WorkspaceFile } from '../../workspace/manifest-object.ts';
import { readWorkspaceFile, type WorkspaceModel, workspaceModel } from '../../workspace/workspace-model.ts';
import type { FileList, FilePlace, ListedFile, OpenText, WorkspaceChanges } from './access-desk.ts';
import { mayMatter } from './may-matter.ts';

/** As many files are read; of a workspace with more, too little is known to speak of what is missing. */
export const MOST_MANIFESTS = 2_000;

/** Reads the text of a file; undefined for one that is not there, too large or unreadable. Never rejects. */
export type ReadText = (disk: string) => Promise<string | undefined>;

/** A file as it counts now. */
export interface KnownFile {
  readonly file: WorkspaceFile;
  readonly place: FilePlace;
  /** The version of the open document; null for a file that is not open. */
  readonly documentVersion: number | null;
}

/** The files of a workspace by what they hold, kept up to date: the text of an open document counts before the saved one. */
export class WorkspaceManifests {
  readonly #readText: ReadText;
  readonly #saved = new Map<string, KnownFile>();
  readonly #open = new Map<string, KnownFile>();
  /** Those on the disk that were worth parsing. */
  readonly #parsed = new Set<string>();
  #listed: ReadonlyMap<string, ListedFile> = new Map();
  #extent: FileList['extent'] = 'part';
  #model: WorkspaceModel | undefined;

  constructor(readText: ReadText) {
    this.#readText = readText;
  }

  /** `part`: what is not among the files may be there all the same. */
  get extent(): FileList['extent'] {
    return this.#parsed.size >= MOST_MANIFESTS ? 'part' : this.#extent;
  }

  isOpen(uri: string): boolean {
    return this.#open.has(uri);
  }

  /** The open documents. */
  get open(): readonly KnownFile[] {
    return [...this.#open.values()];
  }

  /** Whether it is one of the files of the workspace. */
  isListed(uri: string): boolean {
    return this.#listed.has(uri);
  }

  /** By bundles. The same object while no file is new; unchanged files are the same objects also in another one. */
  get model(): WorkspaceModel {
    this.#model ??= workspaceModel(this.#known().map(({ file }) => file));
    return this.#model;
  }

  file(uri: string): KnownFile | undefined {
    return this.#open.get(uri) ?? this.#saved.get(uri);
  }

  async take({ list, stale, opened, closed }: WorkspaceChanges): Promise<void> {
    const unread = new Set(stale);
    if (list) {
      for (const file of list.files) if (!isSamePlace(file, this.#listed.get(file.uri))) unread.add(file.uri);
      this.#listed = new Map(list.files.map(file => [file.uri, file]));
      this.#extent = list.extent;
      for (const uri of this.#saved.keys()) if (!this.#listed.has(uri)) this.#forget(uri);
    }
    for (const uri of closed) this.#open.delete(uri);
    for (const open of opened) this.#open.set(open.uri, readOpen(open));
    for (const uri of unread) await this.#readSaved(uri);
    this.#model = undefined;
  }

  async #readSaved(uri: string): Promise<void> {
    const place = this.#listed.get(uri);
    const text = place && (await this.#readText(place.disk));
    this.#forget(uri);
    if (place === undefined || text === undefined || this.#parsed.size >= MOST_MANIFESTS) return;
    if (mayMatter(place.path, text)) this.#parsed.add(uri);
    this.#saved.set(uri, { file: read(place, text), place, documentVersion: null });
  }

  #forget(uri: string): void {
    this.#saved.delete(uri);
    this.#parsed.delete(uri);
  }

  #known(): readonly KnownFile[] {
    const known = new Map<string, KnownFile>([...this.#saved, ...this.#open]);
    return [...known.values()].toSorted((a, b) => (a.file.uri < b.file.uri ? -1 : 1));
  }
}

function readOpen(open: OpenText): KnownFile {
  return { file: read(open, open.text), place: open, documentVersion: open.documentVersion };
}

/** Of what cannot matter only that it is there is kept: a kustomization may name it, and it would be missed. */
function read({ uri, path, folder }: FilePlace, text: string): WorkspaceFile {
  return readWorkspaceFile({ uri, path, folder, text: mayMatter(path, text) ? text : '' });
}

function isSamePlace(one: ListedFile, other: ListedFile | undefined): boolean {
  const isThere = other !== undefined && one.disk === other.disk && one.path === other.path;
  const isSaid = JSON.stringify([one.version, one.account]) === JSON.stringify([other?.version, other?.account]);
  return isThere && one.folder === other.folder && isSaid;
}
