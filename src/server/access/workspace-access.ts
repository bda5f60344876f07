import type { WorkspaceFiles } from '../../protocol/targets.ts';
import type { Clock } from '../clock.ts';
import { describe } from '../describe.ts';
import type { OpenDocument } from '../open-documents.ts';
import type { ServerSettings } from '../settings.ts';
import type { FileChange } from '../targets/workspace-configurations.ts';
import type { WorkspaceFolder } from '../targets/workspace-folders.ts';
import {
  type AccessDesk,
  type AccessNews,
  type DeskQuestions,
  type FilePlace,
  NO_NEWS,
  type WorkspaceChanges,
} from './access-desk.ts';
import type { FoundInText } from './document-findings.ts';
import { concernsAccess } from './may-matter.ts';
import { fileList, openText } from './open-files.ts';

export interface WorkspaceAccessPorts {
  readonly clock: Clock;
  readonly desk: AccessDesk;
  /** The YAML files of the workspace; undefined from a client that does not say. Never rejects. */
  listFiles(): Promise<WorkspaceFiles | undefined>;
  openUris(): readonly string[];
  /** The document as it is now: whoever awaits asks again. */
  openAt(uri: string): OpenDocument | undefined;
  /** Never rejects. */
  settingsOf(uri: string): Promise<ServerSettings>;
  /** Findings of these documents are other ones than before. */
  findingsChanged(uris: readonly string[]): void;
  newsChanged(news: AccessNews): void;
  log(text: string): void;
}

/** What is typed is looked at so long after the last key. */
export const LOOK_AFTER_MS = 250;
/** Nobody having asked for so long, and no document being open that has to do with it, everything is forgotten. */
export const FORGET_AFTER_MS = 5 * 60_000;
/** What a desk that has ended so often could not do, it will not do at the next try either. */
const MOST_LOSSES = 3;
/** Looked at in a document to see whether it has to do with access. */
const HEAD = 256 * 1024;

/**
 * What the files of the workspace say about access, kept up to date for as long as a document is open that has to do with
 * it, or somebody asks. The work is the desk's; here is decided when.
 */
export class WorkspaceAccess {
  readonly #ports: WorkspaceAccessPorts;
  readonly #stale = new Set<string>();
  readonly #changed = new Set<string>();
  /** Open documents with the text that the desk knows. */
  readonly #known = new Map<string, string>();
  /** Open documents that have to do with access. */
  readonly #concerned = new Set<string>();
  readonly #logged = new Set<string>();
  #found: ReadonlyMap<string, FoundInText> = new Map();
  #news = NO_NEWS;
  #folders: readonly WorkspaceFolder[] = [];
  #list: 'new' | 'known' = 'new';
  #mode: 'asleep' | 'awake' | 'disposed' = 'asleep';
  /** Whether somebody looks at what follows from the news, be no document open that has to do with it. */
  #wanted: 'wanted' | 'unwanted' = 'unwanted';
  /** `blank`: it knows of no files, as at the start and after its end. */
  #desk: 'blank' | 'told' = 'blank';
  #losses = 0;
  #look: { cancel(): void } | undefined;
  #forget: { cancel(): void } | undefined;
  #running: Promise<void> = Promise.resolve();

  constructor(ports: WorkspaceAccessPorts) {
    this.#ports = ports;
  }

  get news(): AccessNews {
    return this.#news;
  }

  /** What was found last in a document, in its text of then. */
  foundIn(uri: string): FoundInText | undefined {
    return this.#found.get(uri);
  }

  setFolders(folders: readonly WorkspaceFolder[]): void {
    this.#folders = folders;
    this.#listAnew();
  }

  settingsChanged(): void {
    for (const uri of this.#ports.openUris()) this.#changed.add(uri);
    this.#listAnew();
  }

  /** Somebody looks at what follows from the news, or nobody does any more. */
  setWanted(wanted: 'wanted' | 'unwanted'): void {
    if (this.#wanted === wanted || this.#mode === 'disposed') return;
    this.#wanted = wanted;
    this.#lookSoon();
  }

  /** A document was opened, edited or closed. Costs nothing: the text is looked at later. */
  documentChanged(uri: string): void {
    if (this.#mode === 'disposed') return;
    this.#changed.add(uri);
    if (!this.#ports.openAt(uri)) this.#stale.add(uri);
    this.#lookSoon();
  }

  /** What is on the disk is the text of a document now. */
  saved(uri: string): void {
    if (this.#mode !== 'awake') return;
    this.#stale.add(uri);
    this.#lookSoon();
  }

  /** Files have changed on the disk. */
  watched(changes: readonly FileChange[]): void {
    if (this.#mode !== 'awake') return;
    for (const { uri } of changes) this.#stale.add(uri);
    if (changes.some(({ type }) => type !== 'changed')) this.#list = 'new';
    this.#lookSoon();
  }

  /** Asks the desk about the files as they are at this moment; undefined when it could not answer. Never rejects. */
  async ask<Name extends Exclude<keyof DeskQuestions, 'take'>>(
    question: Name,
    ask: DeskQuestions[Name]['ask'],
  ): Promise<DeskQuestions[Name]['answer'] | undefined> {
    if (this.#mode === 'disposed') return undefined;
    this.#losses = 0;
    this.#wake();
    await this.settled();
    // A desk that has ended meanwhile knows of no files: to it, there would be nothing at all.
    if (!this.#isAwake() || this.#desk === 'blank') return undefined;
    const answer = await this.#ports.desk.ask(question, ask);
    if (answer === undefined && this.#isAwake()) this.#lost();
    return answer;
  }

  /** Resolves when everything that was told before is in the news. */
  settled(): Promise<void> {
    this.#look?.cancel();
    this.#look = undefined;
    return this.#run();
  }

  dispose(): void {
    this.#mode = 'disposed';
    this.#look?.cancel();
    this.#forget?.cancel();
    this.#ports.desk.dispose();
  }

  #concerns(uri: string): boolean {
    const document = this.#ports.openAt(uri);
    if (!document) return false;
    const { language, text } = document;
    return language.parts.length > 0 || concernsAccess(text.getText().slice(0, HEAD));
  }

  #wake(): void {
    if (this.#mode !== 'asleep') return;
    this.#mode = 'awake';
    this.#startAnew();
  }

  /** The desk knows of nothing. */
  #startAnew(): void {
    this.#desk = 'blank';
    this.#list = 'new';
    this.#stale.clear();
    this.#known.clear();
    for (const uri of this.#ports.openUris()) this.#changed.add(uri);
  }

  #restUnlessNeeded(): void {
    this.#forget?.cancel();
    this.#forget = undefined;
    if (this.#mode !== 'awake' || this.#isNeeded()) return;
    this.#forget = this.#ports.clock.after(FORGET_AFTER_MS, () => this.#sleep());
  }

  #sleep(): void {
    this.#look?.cancel();
    this.#forget?.cancel();
    this.#look = undefined;
    this.#forget = undefined;
    if (this.#mode === 'awake') this.#mode = 'asleep';
    this.#ports.desk.dispose();
    this.#known.clear();
    if (this.#news !== NO_NEWS) this.#take(NO_NEWS, new Map());
  }

  #listAnew(): void {
    this.#list = 'new';
    if (this.#mode === 'awake') this.#lookSoon();
  }

  #lookSoon(): void {
    this.#look?.cancel();
    this.#look = this.#ports.clock.after(LOOK_AFTER_MS, () => {
      this.#look = undefined;
      void this.#run();
    });
  }

  #run(): Promise<void> {
    this.#running = this.#running
      .then(() => this.#tellDesk())
      .catch(error => this.#ports.log(`Access could not be worked out: ${describe(error)}`));
    return this.#running;
  }

  async #tellDesk(): Promise<void> {
    this.#lookAtChanged();
    if (this.#mode !== 'awake' || this.#losses >= MOST_LOSSES || !this.#isBehind()) return;
    const changes = await this.#changes();
    if (!this.#isAwake()) return;
    const news = await this.#ports.desk.ask('take', changes);
    if (!this.#isAwake()) return;
    if (!news) return this.#lost();
    this.#desk = 'told';
    this.#take(news, this.#foundBy(news));
  }

  #isAwake(): boolean {
    return this.#mode === 'awake';
  }

  #lookAtChanged(): void {
    for (const uri of this.#changed) {
      if (this.#concerns(uri)) this.#concerned.add(uri);
      else this.#concerned.delete(uri);
    }
    if (this.#isNeeded()) this.#wake();
    this.#restUnlessNeeded();
    if (this.#mode === 'awake') return;
    this.#changed.clear();
    this.#stale.clear();
  }

  #isNeeded(): boolean {
    return this.#concerned.size > 0 || this.#wanted === 'wanted';
  }

  #isBehind(): boolean {
    return this.#list === 'new' || this.#stale.size > 0 || this.#changed.size > 0;
  }

  async #changes(): Promise<WorkspaceChanges> {
    const isNew = this.#list === 'new';
    this.#list = 'known';
    const stale = [...this.#stale];
    const uris = [...this.#changed];
    this.#stale.clear();
    this.#changed.clear();
    const settingsOf = (uri: string) => this.#ports.settingsOf(uri);
    const list = isNew ? await fileList(await this.#ports.listFiles(), this.#folders, settingsOf) : undefined;
    const settings = await Promise.all(uris.map(settingsOf));
    const opened = uris.flatMap((uri, index) => {
      const document = this.#ports.openAt(uri);
      const own = settings[index];
      return document && own?.enabled ? [openText(document, own, this.#folders)] : [];
    });
    const now = new Set(opened.map(({ uri }) => uri));
    const closed = uris.filter(uri => !now.has(uri) && this.#known.has(uri));
    for (const uri of closed) this.#known.delete(uri);
    for (const { uri, text } of opened) this.#known.set(uri, text);
    this.#logRefused([...(list?.files ?? []), ...opened]);
    return { list, stale, opened, closed };
  }

  /** What settings say that cannot be read, each once. */
  #logRefused(places: readonly FilePlace[]): void {
    for (const { account } of places) {
      if (account.state !== 'refused' || this.#logged.has(account.why)) continue;
      this.#logged.add(account.why);
      this.#ports.log(account.why);
    }
  }

  #foundBy({ findings }: AccessNews): ReadonlyMap<string, FoundInText> {
    const byUri = Map.groupBy(findings, ({ uri }) => uri);
    const found = [...byUri].flatMap(([uri, own]): readonly (readonly [string, FoundInText])[] => {
      const text = this.#known.get(uri);
      return text === undefined ? [] : [[uri, { text, findings: own }]];
    });
    return new Map(found);
  }

  #take(news: AccessNews, found: ReadonlyMap<string, FoundInText>): void {
    const before = this.#found;
    this.#found = found;
    this.#news = news;
    const uris = [...new Set([...before.keys(), ...found.keys()])];
    if (uris.length > 0) this.#ports.findingsChanged(uris);
    this.#ports.newsChanged(news);
  }

  /** The desk has ended and knows nothing any more. */
  #lost(): void {
    this.#losses++;
    this.#startAnew();
    if (this.#losses < MOST_LOSSES) this.#lookSoon();
  }
}
