import { type Chunk, hasOpenProblem, type StoredDocument } from './chunk.ts';
import type { TextEdit } from './edit.ts';
import { endWithTheirChunks, isWithin, type Opening, type OpeningPlace } from './opening.ts';
import { concernOtherReadings } from './other-readings.ts';
import { type Reparsed, reparse } from './reparse.ts';
import { replaceChunk } from './replace.ts';
import type { StoredFile } from './stored-file.ts';
import { isFlush } from './text-lines.ts';

/** Whether the chunks of the document are what they would be by themselves. */
export function hasBorders({ open, openings }: StoredDocument): boolean {
  return !open || openings.length > 0;
}

/**
 * Puts the edit into the document by the smallest chunk around it that can tell, tried from the innermost outwards.
 * False, and nothing is changed, when that is left to more of the text. The document must have borders.
 */
export function updateChunk(
  file: StoredFile,
  next: Pick<StoredFile, 'read' | 'dialect'>,
  document: StoredDocument,
  edit: TextEdit,
): boolean {
  const delta = next.read.length - file.read.length;
  const path = chunksAround(document.chunk, edit);
  let isFirst = true;
  for (let chunk = path.pop(); chunk?.parent !== undefined; chunk = path.pop()) {
    const { start, length } = chunk;
    // What holds most of the document is not parsed only to parse all of it then.
    if (!isFirst && length > document.chunk.length / 2) return false;
    // A line at column 0 that is no entry decides for the whole root mapping whether its entries are chunks.
    if (isFlush(file.read.slice(start, start + length)) !== isFlush(next.read.slice(start, start + length + delta)))
      continue;
    if (holdsSomethingAround(chunk)) continue;
    const others = openingsBeside(document, chunk);
    if (others === undefined) continue;
    isFirst = false;
    const reparsed = reparse(next, start, start + length + delta, chunk);
    if (reparsed === 'larger') continue;
    return reparsed !== 'whole' && putChunks({ file, next, document, delta }, chunk, reparsed, others);
  }
  return false;
}

interface Update {
  readonly file: StoredFile;
  readonly next: Pick<StoredFile, 'read'>;
  readonly document: StoredDocument;
  readonly delta: number;
}

function putChunks(update: Update, old: Chunk, { chunks, openings }: Reparsed, others: readonly Opening[]): boolean {
  const { file, next, document, delta } = update;
  const { start } = old;
  const beside = others.map(one => placeOf(one, one.chunk.start));
  const places = [
    ...openings.map(one => placeOf(one, start + one.chunk.base)),
    ...beside.map(place => (place.start < start ? place : moved(place, delta))),
  ];
  const isOpen = openings.length === 0 && chunks.some(hasOpenProblem);
  if (places.length > 0 && (isOpen || !isOpenAlone(file, document) || !endWithTheirChunks(next.read, places)))
    return false;
  if (concernOtherReadings(file, old, chunks)) return false;
  replaceChunk(document, old, chunks, delta);
  document.open = isOpen || places.length > 0;
  document.openings = [...others, ...openings];
  return true;
}

/** Whether nothing in the rest of the file is read from a copy, or would be if it were the first that is open. */
function isOpenAlone({ documents, isRepaired }: StoredFile, document: StoredDocument): boolean {
  return !isRepaired && !documents.some(one => one !== document && one.open);
}

/**
 * Whether something of what is around the chunk stands in it or at its end: a key or value without text, or a problem,
 * behind the line that it is read after.
 */
function holdsSomethingAround(chunk: Chunk): boolean {
  let head = Math.max(0, chunk.column);
  let end = chunk.length;
  for (let inner = chunk; inner.parent !== undefined; inner = inner.parent) {
    head += inner.base;
    end += inner.base;
    const isInside = ({ rel }: { readonly rel: number }) => head < rel && rel <= end;
    if (inner.parent.nodes.some(isInside) || inner.parent.problems.some(isInside)) return true;
  }
  return false;
}

/** What is open elsewhere than in the chunk; undefined when that is around the chunk. */
function openingsBeside({ openings }: StoredDocument, chunk: Chunk): readonly Opening[] | undefined {
  const others = openings.filter(opening => !isWithin(opening.chunk, chunk));
  return others.some(opening => isWithin(chunk, opening.chunk)) ? undefined : others;
}

function placeOf({ chunk, rel }: Opening, chunkStart: number): OpeningPlace {
  return { start: chunkStart + rel, chunkEnd: chunkStart + chunk.length };
}

function moved({ start, chunkEnd }: OpeningPlace, delta: number): OpeningPlace {
  return { start: start + delta, chunkEnd: chunkEnd + delta };
}

/** The document's chunk and those inside it whose text holds the edit behind the dash (or the key's first letter). */
function chunksAround(root: Chunk, edit: TextEdit): Chunk[] {
  const path: Chunk[] = [];
  let start = 0;
  for (let chunk: Chunk | undefined = root; chunk !== undefined; ) {
    path.push(chunk);
    start += chunk.base;
    const at: number = start;
    chunk = lastStartingBefore(chunk, edit.start - at);
    if (chunk === undefined || edit.start <= at + chunk.base + Math.max(0, chunk.column)) break;
    if (edit.end > at + chunk.base + chunk.length) break;
  }
  return path;
}

function lastStartingBefore({ children }: Chunk, rel: number): Chunk | undefined {
  let low = -1;
  let high = children.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((children[middle]?.base ?? 0) < rel) low = middle;
    else high = middle - 1;
  }
  return children[low];
}
