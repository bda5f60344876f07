import type { Chunk, ChunkProblem } from '../chunk.ts';
import type { Dialect } from '../dialect.ts';

/** One chunk under check. Offsets of a finding are those of `text`. */
export interface Site {
  readonly chunk: Chunk;
  readonly text: string;
  /** Where the chunk begins in `text`. */
  readonly start: number;
  readonly dialect: Dialect;
}

/** Adds something that the library reads and the Go program refuses. */
export function refuse(site: Site, start: number, end: number, code: string, message: string): void {
  const problem: ChunkProblem = {
    rel: start - site.start,
    length: end - start,
    code,
    message,
    nature: 'refused',
    local: true,
  };
  site.chunk.problems.push(problem);
}
