import { ApiError } from '../api/api-failure.ts';

const NEWLINE = 10;

/** The longest event that is read: an object in etcd has 1.5 MiB, a large one through an aggregated API a few more. */
export const MAX_LINE_BYTES = 16 * 1024 * 1024;

/** Puts the lines of an answer together from its chunks. A watch is one JSON document a line. */
export class EventLines {
  readonly #limit: number;
  #parts: Uint8Array[] = [];
  #size = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** The lines that end in this chunk, without their line feed. Throws an `ApiError` when one is longer than the limit. */
  push(chunk: Uint8Array): readonly string[] {
    const lines: string[] = [];
    let start = 0;
    for (let end = chunk.indexOf(NEWLINE); end >= 0; end = chunk.indexOf(NEWLINE, start)) {
      lines.push(this.#line(chunk.subarray(start, end)));
      start = end + 1;
    }
    if (start < chunk.length) this.#keep(chunk.subarray(start));
    return lines;
  }

  /** What came after the last line feed. */
  rest(): string {
    return this.#line(new Uint8Array());
  }

  #line(last: Uint8Array): string {
    // Whole lines are decoded, so that a character in two chunks stays whole.
    this.#keep(last);
    const bytes =
      this.#parts.length === 1 ? Buffer.from(last.buffer, last.byteOffset, last.byteLength) : this.#joined();
    this.#parts = [];
    this.#size = 0;
    return bytes.toString();
  }

  #joined(): Buffer {
    return Buffer.concat(this.#parts, this.#size);
  }

  #keep(part: Uint8Array): void {
    this.#size += part.length;
    if (this.#size > this.#limit) {
      throw new ApiError({
        kind: 'garbage',
        message: `The API server sent an event of more than ${this.#limit} bytes.`,
      });
    }
    this.#parts.push(part);
  }
}
