import { isDeepStrictEqual } from 'node:util';
import type { WorkerConfiguration } from '../../cluster/worker-protocol.ts';
import type { ScrapeJob } from '../../prometheus/targets/scrape-job.ts';
import { configurationId } from './configuration-id.ts';
import type { FileReading, PartReading } from './read-parts.ts';

/** How the view names a file. */
export interface FileName {
  readonly name: string;
  readonly folder: string;
}

type Jobs = readonly ScrapeJob[];

/** The configurations of one file, from what is saved and from what is open, which wins. */
export class FileConfigurations {
  readonly #uri: string;
  #saved: FileReading | undefined;
  #open: FileReading | undefined;
  /** By the part's key: what its last text that loads said. */
  readonly #lastLoaded = new Map<string, { readonly name: string; readonly jobs: Jobs }>();
  /** Open jobs to the saved ones that they were found equal to. */
  readonly #equal = new WeakMap<ScrapeJob, ScrapeJob>();
  #current: readonly WorkerConfiguration[] = [];

  constructor(uri: string) {
    this.#uri = uri;
  }

  /** What is on the disk; undefined for no file. */
  setSaved(reading: FileReading | undefined): void {
    this.#saved = reading;
  }

  /** The text in the editor; undefined when it is closed. */
  setOpen(reading: FileReading | undefined): void {
    this.#open = reading;
    if (!reading) this.#lastLoaded.clear();
  }

  /** As of the last `update`: the same objects where nothing was new. */
  get current(): readonly WorkerConfiguration[] {
    return this.#current;
  }

  update(file: FileName): void {
    const reading = this.#open ?? this.#saved;
    const parts = reading ? [...reading.parts, ...this.#hiddenParts(reading)] : [];
    const keys = new Set(parts.map(({ key }) => key));
    const next = parts.map(part => this.#configuration(part, file));
    for (const key of this.#lastLoaded.keys()) if (!keys.has(key)) this.#lastLoaded.delete(key);
    this.#current = next.map(one => {
      const old = this.#current.find(({ id }) => id === one.id);
      return old && isSameConfiguration(old, one) ? old : one;
    });
  }

  /**
   * Parts that were there before the text became unreadable, and those of the saved text. A file that was saved as a
   * template is one, and has no parts; in the editor the braces may be half of something else.
   */
  #hiddenParts(reading: FileReading): readonly PartReading[] {
    if (reading.all === 'sure' || (reading.all === 'templated' && !this.#open)) return [];
    const known = new Set(reading.parts.map(({ key }) => key));
    const saved = this.#open ? (this.#saved?.parts ?? []) : [];
    const before = [...this.#lastLoaded].map(([key, { name }]) => ({ key, name }));
    const hidden = new Map([...saved, ...before].map(({ key, name }) => [key, name]));
    return [...hidden]
      .filter(([key]) => !known.has(key))
      .map(([key, name]) => ({ key, name, jobs: 'refused' as const }));
  }

  #configuration({ key, name, jobs }: PartReading, file: FileName): WorkerConfiguration {
    const last = this.#lastLoaded.get(key)?.jobs;
    const saved = this.#saved?.parts.find(part => part.key === key)?.jobs;
    const shown =
      jobs === 'refused' ? (last ?? (saved === 'refused' ? undefined : saved) ?? []) : keepEqual(last, jobs);
    if (jobs !== 'refused') this.#lastLoaded.set(key, { name, jobs: shown });
    return {
      id: configurationId(this.#uri, key),
      name: name === '' ? file.name : name,
      folder: file.folder,
      uri: this.#uri,
      text: jobs === 'refused' ? 'last-that-loads' : 'current',
      jobs: shown,
      savedJobs: this.#savedJobs(key, shown),
      account: null,
      accountJobs: [],
    };
  }

  /** Null where there is nothing to compare with: no file, no open text, or a saved text that does not load. */
  #savedJobs(key: string, jobs: Jobs): Jobs | null {
    if (!this.#open || !this.#saved) return null;
    const part = this.#saved.parts.find(one => one.key === key);
    const saved = part ? part.jobs : this.#saved.all === 'sure' ? [] : 'refused';
    return saved === 'refused' || this.#isSaved(jobs, saved) ? null : saved;
  }

  #isSaved(jobs: Jobs, saved: Jobs): boolean {
    return (
      jobs.length === saved.length &&
      jobs.every((job, index) => {
        const other = saved[index];
        if (!other) return false;
        if (this.#equal.get(job) === other) return true;
        if (!isDeepStrictEqual(job, other)) return false;
        this.#equal.set(job, other);
        return true;
      })
    );
  }
}

/** The jobs, as the objects that stood for them before: what is equal by identity is not compared again. */
function keepEqual(before: Jobs | undefined, after: Jobs): Jobs {
  if (!before) return after;
  const kept = after.map((job, index) => {
    const old = before[index];
    return old && isDeepStrictEqual(old, job) ? old : job;
  });
  return kept.length === before.length && kept.every((job, index) => job === before[index]) ? before : kept;
}

function isSameConfiguration(a: WorkerConfiguration, b: WorkerConfiguration): boolean {
  const isSameText = a.name === b.name && a.folder === b.folder && a.text === b.text;
  return isSameText && a.jobs === b.jobs && isDeepStrictEqual(a.savedJobs, b.savedJobs);
}
