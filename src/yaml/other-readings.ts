import type { Chunk } from './chunk.ts';
import type { StoredFile } from './stored-file.ts';

/** The problem for which a copy of the text is tried, but only for the first of its kind. */
const TRIED = 'yaml/multiline-implicit-key';

/**
 * Whether the chunks that come for `old` may decide what else in the file is read from a copy: of several keys that seem
 * to span lines only the first is tried.
 */
export function concernOtherReadings(file: StoredFile, old: Chunk, chunks: readonly Chunk[]): boolean {
  const before = countTried(old);
  if (before === 0 && chunks.every(chunk => countTried(chunk) === 0)) return false;
  return file.isRepaired || file.documents.reduce((sum, { chunk }) => sum + countTried(chunk), 0) > before;
}

function countTried(chunk: Chunk): number {
  const own = chunk.problems.filter(({ code }) => code === TRIED).length;
  return chunk.children.reduce((sum, child) => sum + countTried(child), own);
}
