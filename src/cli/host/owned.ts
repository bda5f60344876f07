import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** Owns what a run has started or made, and ends it in reverse order. */
export class Owned {
  readonly #ends: (() => unknown)[] = [];
  #ended: Promise<void> | undefined;

  /**
   * `end` is called once when the run ends, at once if it has ended; what it throws is ignored, and it is waited for at
   * most 5 s.
   */
  add(end: () => unknown): void {
    this.#ends.push(end);
    if (this.#ended !== undefined) this.#ended = this.#ended.then(() => this.#endAll());
  }

  /** A new empty folder, removed at the end. `prefix` is the start of its name. */
  async temporaryFolder(prefix: string): Promise<string> {
    const folder = await realpath(await mkdtemp(path.join(tmpdir(), prefix)));
    this.add(() => rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 }));
    return folder;
  }

  /** Ends everything. Safe to call again, also while it runs. */
  end(): Promise<void> {
    this.#ended ??= this.#endAll();
    return this.#ended;
  }

  async #endAll(): Promise<void> {
    for (let end = this.#ends.pop(); end !== undefined; end = this.#ends.pop()) {
      const { promise: limit, resolve } = Promise.withResolvers<void>();
      const timer = setTimeout(resolve, 5000);
      await Promise.race([limit, Promise.resolve().then(end)]).catch(() => {});
      clearTimeout(timer);
    }
  }
}

const SIGNALS = [
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['SIGHUP', 129],
] as const;

/** On SIGINT, SIGTERM or SIGHUP everything is ended before this process exits, with 128 + the signal's number. */
export function endOnSignals(owned: Owned): void {
  for (const [signal, code] of SIGNALS) {
    const onSignal = () => void owned.end().finally(() => process.exit(code));
    process.on(signal, onSignal); // stays: test-electron ends the process itself when nobody listens
    owned.add(() => process.off(signal, onSignal));
  }
}
