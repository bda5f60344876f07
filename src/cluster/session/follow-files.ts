import { type FSWatcher, watch } from 'node:fs';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import type { Clock, Timer } from '../clock.ts';
import type { Disposable } from './ports.ts';

/** kubectl and login helpers write a file in several steps. */
const DEBOUNCE_MS = 100;

/** Network file systems and links into other folders tell nothing. */
const POLL_MS = 5000;

/** A kubeconfig of hundreds of contexts may name as many folders: those behind these are only looked at. */
const MOST_FOLDERS = 16;

/**
 * Follows files through events of their folders, which survive that a file is replaced, and by looking at them every
 * five seconds. Calls `changed` with `begun` once, then with `written` after each change of size, time or identity.
 */
export function followFiles(
  files: readonly string[],
  changed: (why: 'begun' | 'written') => void,
  clock: Clock,
): Disposable {
  const follower = new FileFollower(files, changed, clock);
  follower.begin();
  return follower;
}

class FileFollower implements Disposable {
  readonly #files: readonly string[];
  readonly #changed: (why: 'begun' | 'written') => void;
  readonly #clock: Clock;
  readonly #watchers: FSWatcher[] = [];
  #seen: string | undefined;
  #timer: Timer | undefined;
  #next: 'soon' | 'later' = 'later';
  #disposed = false;

  constructor(files: readonly string[], changed: (why: 'begun' | 'written') => void, clock: Clock) {
    this.#files = files;
    this.#changed = changed;
    this.#clock = clock;
  }

  begin(): void {
    const folders = Map.groupBy(this.#files, file => path.dirname(file));
    for (const [folder, files] of [...folders].slice(0, MOST_FOLDERS)) {
      this.#watch(folder, new Set(files.map(file => path.basename(file))));
    }
    void this.#check();
  }

  dispose(): void {
    this.#disposed = true;
    this.#timer?.cancel();
    for (const watcher of this.#watchers) watcher.close();
  }

  #watch(folder: string, names: ReadonlySet<string>): void {
    try {
      const watcher = watch(folder, { persistent: false }, (_event, name) => {
        if (name === null || names.has(name)) this.#soon();
      });
      // The folder has gone, or the system has no watches left: the poll still looks.
      watcher.on('error', () => watcher.close());
      this.#watchers.push(watcher);
    } catch {
      // There is no such folder yet, which the poll notices when it is made.
    }
  }

  /** Events that keep coming do not put the look off for ever. */
  #soon(): void {
    if (this.#disposed || this.#next === 'soon') return;
    this.#next = 'soon';
    this.#lookIn(DEBOUNCE_MS);
  }

  #lookIn(ms: number): void {
    this.#timer?.cancel();
    this.#timer = this.#clock.after(ms, () => void this.#check());
  }

  /** Looks, then waits; an event meanwhile has it look once more. */
  async #check(): Promise<void> {
    this.#next = 'later';
    this.#timer = undefined;
    const now = await signature(this.#files);
    if (this.#disposed) return;
    if (!this.#timer) this.#lookIn(POLL_MS);
    const before = this.#seen;
    this.#seen = now;
    if (before === undefined) this.#changed('begun');
    else if (before !== now) this.#changed('written');
  }
}

/** A text that changes with the files. Never rejects. */
async function signature(files: readonly string[]): Promise<string> {
  const parts = await Promise.all(
    files.map(async file => {
      try {
        const { ino, size, mtimeNs, ctimeNs } = await stat(file, { bigint: true });
        return [ino, size, mtimeNs, ctimeNs].join(' ');
      } catch {
        return 'none';
      }
    }),
  );
  return parts.join('\n');
}
