import { readFileSync, statSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { codeOf } from '../api/error-code.ts';
import type { Clock } from '../clock.ts';

/** Certificates and tokens are smaller by far. */
const MAX_BYTES = 1024 * 1024;

/** What a file holds, or Node's word for why it cannot be read (`ENOENT`). */
export type FileText = { readonly ok: true; readonly text: string } | { readonly ok: false; readonly code: string };

/** The text of a small file that others replace while we run, read again at most so often. Nothing watches it in between. */
export class FreshFile {
  readonly #path: string;
  readonly #maxAgeMs: number;
  readonly #clock: Clock;
  #last: FileText | undefined;
  #readAt = Number.NEGATIVE_INFINITY;

  constructor(path: string, maxAgeMs: number, clock: Clock) {
    this.#path = path;
    this.#maxAgeMs = maxAgeMs;
    this.#clock = clock;
  }

  /** The text, not older than allowed. While the file cannot be read, the last text that could. */
  async text(): Promise<FileText> {
    const now = this.#clock.now();
    const age = now - this.#readAt;
    if (this.#last?.ok && age >= 0 && age < this.#maxAgeMs) return this.#last;
    return this.#keep(await readSmall(this.#path), now);
  }

  /** Reads at once whether the file holds something else than what `text` gave last; for the rare moment after a refusal. */
  changed(): boolean {
    if (!this.#last) return true;
    const before = textOf(this.#last);
    const after = this.#keep(readSmallNow(this.#path), this.#clock.now());
    return textOf(after) !== before;
  }

  #keep(read: FileText, now: number): FileText {
    this.#readAt = now;
    if (read.ok || !this.#last?.ok) this.#last = read;
    return this.#last;
  }
}

function textOf(file: FileText): string | undefined {
  return file.ok ? file.text : undefined;
}

async function readSmall(path: string): Promise<FileText> {
  try {
    const { size } = await stat(path);
    return size > MAX_BYTES ? { ok: false, code: 'EFBIG' } : { ok: true, text: await readFile(path, 'utf8') };
  } catch (error) {
    return { ok: false, code: codeOf(error) };
  }
}

function readSmallNow(path: string): FileText {
  try {
    const about = statSync(path);
    // Reading anything but a file could wait.
    if (!about.isFile()) return { ok: false, code: 'EINVAL' };
    return about.size > MAX_BYTES ? { ok: false, code: 'EFBIG' } : { ok: true, text: readFileSync(path, 'utf8') };
  } catch (error) {
    return { ok: false, code: codeOf(error) };
  }
}
