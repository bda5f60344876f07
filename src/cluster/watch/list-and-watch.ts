import type { ApiConnection, ApiResponse } from '../api/api-connection.ts';
import { ApiError } from '../api/api-failure.ts';
import type { Clock } from '../clock.ts';
import { ChunkReader } from './chunk-reader.ts';
import { EventLines, MAX_LINE_BYTES } from './event-lines.ts';
import { readListPage } from './object-list.ts';
import type { StateOfWatch } from './state-of-watch.ts';
import type { TargetObjects } from './target-objects.ts';
import { TimeSlice } from './time-slice.ts';
import { garbage, readWatchEvent, type WatchEvent } from './watch-event.ts';
import { listPath, watchPath } from './watch-request.ts';
import type { WatchTarget } from './watch-target.ts';

const FIRST_BYTE_MS = 30_000;
const LIST_SILENCE_MS = 30_000;
/** Bookmarks come every minute: after this long the connection is dead, whatever TCP says. */
const WATCH_SILENCE_MS = 150_000;
/** The refusal of a version comes at once; a watch that is quiet for so long has been taken up. */
const TAKEN_UP_MS = 500;
/** A watch that was open for so long was a success, even without events. */
const LONG_MS = 5000;

export interface ListAndWatchPorts {
  readonly target: WatchTarget;
  readonly connection: ApiConnection;
  readonly clock: Clock;
  readonly objects: TargetObjects;
  readonly state: StateOfWatch;
  /** Before each request. */
  readonly onSend: () => void;
  /** The API server has answered as it should. */
  readonly onAccepted: () => void;
}

/**
 * One resource in one scope: lists it as far as needed, then watches it until the watch ends. The version reached is kept
 * between rounds.
 * See https://kubernetes.io/docs/reference/using-api/api-concepts/#efficient-detection-of-changes
 */
export class ListAndWatch {
  readonly #ports: ListAndWatchPorts;
  /** From where to go on; '' when everything has to be listed. */
  #version = '';
  /** How the next list is had: as the first events of a watch, or in pages. */
  #list: 'stream' | 'pages' | 'pages-once' = 'stream';
  #phase: 'connecting' | 'listing' | 'watching' = 'connecting';
  #openedAt = 0;
  #lastSign = 0;
  #brought: 'something' | 'nothing' = 'nothing';

  constructor(ports: ListAndWatchPorts) {
    this.#ports = ports;
    this.#lastSign = ports.clock.now();
  }

  /** When something last came. */
  get lastSign(): number {
    return this.#lastSign;
  }

  /** How far the last round came: no answer, a list that did not become whole, or a watch. */
  get phase(): 'connecting' | 'listing' | 'watching' {
    return this.#phase;
  }

  /** Whether the last round told an event or stayed open for long: then the next failure is the first in a row. */
  wasOfUse(): boolean {
    if (this.#phase !== 'watching') return false;
    return this.#brought === 'something' || this.#ports.clock.now() - this.#openedAt >= LONG_MS;
  }

  /** How many milliseconds the watch of the last round was open. */
  openFor(): number {
    return this.#ports.clock.now() - this.#openedAt;
  }

  /** Whether the next round begins with a list that is asked for as a watch. */
  isStreamedListNext(): boolean {
    return this.#version === '' && this.#list === 'stream';
  }

  /** The version is of no use any more: the next round lists. */
  forget(): void {
    this.#version = '';
  }

  /** The API server does not list by watching: from now on lists are asked for in pages. */
  listInPages(): void {
    this.#list = 'pages';
  }

  /** Resolves when the API server ends the watch; rejects with an `ApiError`, or with the signal's reason. */
  async round(signal: AbortSignal): Promise<void> {
    this.#phase = 'connecting';
    this.#brought = 'nothing';
    const { objects } = this.#ports;
    try {
      if (this.#version === '' && this.#list !== 'stream') await this.#listPages(signal);
      await this.#watch(signal);
    } finally {
      objects.flush();
      objects.abandon();
    }
  }

  async #listPages(signal: AbortSignal): Promise<void> {
    const { target, clock, objects, state } = this.#ports;
    if (this.#list === 'pages-once') this.#list = 'stream';
    objects.begin();
    const slice = new TimeSlice();
    let version = '';
    let next = '';
    do {
      const response = await this.#get(listPath(target, next), signal);
      const page = await readListPage(response, clock, LIST_SILENCE_MS, signal);
      this.#phase = 'listing';
      this.#heard();
      for (const item of page.items) {
        objects.put(item);
        if (slice.isOver()) await slice.rest();
        signal.throwIfAborted();
      }
      state.loading(objects.loaded);
      // Should the pages be of several moments, what changed in between is told again.
      if (version === '') version = page.version;
      next = page.next;
    } while (next !== '');
    this.#listed(version);
  }

  async #watch(signal: AbortSignal): Promise<void> {
    const { target, clock, objects } = this.#ports;
    const isList = this.#version === '';
    if (isList) objects.begin();
    const response = await this.#get(watchPath(target, this.#version), signal);
    this.#phase = isList ? 'listing' : 'watching';
    this.#openedAt = clock.now();
    const reader = new ChunkReader(response, clock);
    try {
      await this.#readEvents(reader, signal);
    } finally {
      reader.close();
    }
  }

  async #readEvents(reader: ChunkReader, signal: AbortSignal): Promise<void> {
    const { clock, objects, state } = this.#ports;
    const lines = new EventLines(MAX_LINE_BYTES);
    const slice = new TimeSlice();
    for (;;) {
      const read = await reader.next(this.#patience(), signal);
      if (read.got === 'end') break;
      if (read.got === 'silence') {
        this.#silence();
        continue;
      }
      this.#lastSign = clock.now();
      for (const line of lines.push(read.chunk)) {
        if (line !== '') this.#take(readWatchEvent(line));
        if (slice.isOver()) {
          objects.flush();
          await slice.rest();
        }
        signal.throwIfAborted();
      }
      objects.flush();
      if (this.#phase === 'listing') state.loading(objects.loaded);
    }
    const rest = lines.rest();
    if (rest.trim() !== '') this.#take(readWatchEvent(rest));
    if (this.#phase === 'listing') throw this.#notListed('The API server ended the list before it was whole.');
  }

  #take(event: WatchEvent): void {
    if (event.type === 'failure') throw new ApiError(event.failure);
    this.#heard();
    const { objects, state } = this.#ports;
    if (event.type === 'put') objects.put(event.object);
    else if (event.type === 'remove') objects.remove(event.object);
    if (this.#phase !== 'listing') {
      if (event.version !== '') this.#version = event.version;
      this.#brought = 'something';
      state.current();
      return;
    }
    if (event.type !== 'bookmark') return;
    if (event.marks === 'listed') this.#listed(event.version);
    // A bookmark in a list: the API server does not know that a watch can be a list.
    else throw this.#notListed('The API server does not list by watching.');
  }

  #listed(version: string): void {
    if (version === '') throw garbage();
    const { clock, objects, state } = this.#ports;
    this.#phase = 'watching';
    this.#openedAt = clock.now();
    this.#version = version;
    // Whoever hears of either finds both.
    objects.commit();
    state.current();
    objects.flush();
  }

  #patience(): number {
    if (this.#phase === 'listing') return LIST_SILENCE_MS;
    if (this.#ports.state.state.state !== 'current') return TAKEN_UP_MS;
    return Math.max(this.#lastSignInWatch() + WATCH_SILENCE_MS - this.#ports.clock.now(), 0);
  }

  #lastSignInWatch(): number {
    return Math.max(this.#openedAt, this.#lastSign);
  }

  #silence(): void {
    const { state, clock } = this.#ports;
    if (this.#phase === 'listing') throw this.#notListed('The API server stopped in a list.');
    if (state.state.state !== 'current') {
      this.#heard();
      state.current();
      return;
    }
    const silent = clock.now() - this.#lastSignInWatch();
    if (silent < WATCH_SILENCE_MS) return;
    // A version of the future is answered by silence: the cluster may have been made anew.
    if (this.#brought === 'nothing') this.forget();
    throw new ApiError({
      kind: 'timeout',
      message: `Nothing came from the API server for ${Math.round(silent / 1000)} s.`,
    });
  }

  /** The next list is asked for in another way. */
  #notListed(message: string): ApiError {
    if (this.#list === 'stream') this.#list = 'pages-once';
    return new ApiError({ kind: 'timeout', message });
  }

  #heard(): void {
    this.#lastSign = this.#ports.clock.now();
    this.#ports.onAccepted();
  }

  #get(path: string, signal: AbortSignal): Promise<ApiResponse> {
    this.#ports.onSend();
    return this.#ports.connection.get({ path, accept: 'application/json', firstByteMs: FIRST_BYTE_MS }, signal);
  }
}
