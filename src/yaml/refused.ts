import type { Chunk } from './chunk.ts';
import type { Dialect } from './dialect.ts';

/** Adds to a chunk and its children what the library reads but the program refuses. `text` is what the chunk's base counts from. */
export function addRefused(chunk: Chunk, text: string, dialect: Dialect): void {
  void chunk;
  void text;
  void dialect;
}
