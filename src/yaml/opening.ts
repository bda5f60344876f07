import { type Chunk, someChunk } from './chunk.ts';
import type { Parsed } from './parse.ts';
import { repairOpen } from './repair.ts';

/** Quoted text or a flow collection without an end, inside of a chunk that the parser finds the end of all the same. */
export interface Opening {
  readonly chunk: Chunk;
  /** Of its quote or bracket, from the start of the chunk. */
  readonly rel: number;
}

/** An opening in the text: where its quote or bracket stands, and where the chunk around it ends. */
export interface OpeningPlace {
  readonly start: number;
  readonly chunkEnd: number;
}

/** What is left open in a parsed part of a text and belongs to one of the chunks that came of it. */
export function openingsIn(parsed: Parsed, chunks: readonly Chunk[]): readonly Opening[] {
  return parsed.open.flatMap(({ offset }) => {
    const chunk = chunks.find(({ base, length }) => base <= offset && offset < base + length);
    return chunk === undefined ? [] : [{ chunk, rel: offset - chunk.base }];
  });
}

/**
 * Whether the openings, all that there are in an otherwise sound text, are read in the whole text as they are in their
 * chunks. The lexer ends open brackets at the first line that stands too far left, and open quotes too if it finds a
 * closing quote anywhere behind them; and no copy of the text is tried in which the first of them is closed.
 */
export function endWithTheirChunks(text: string, places: readonly OpeningPlace[]): boolean {
  const [first] = places.toSorted((a, b) => a.start - b.start);
  return (
    first !== undefined &&
    places.every(({ start, chunkEnd }) => endsWithItsChunk(text, start, chunkEnd)) &&
    repairOpen(text, first.start) === undefined
  );
}

function endsWithItsChunk(text: string, start: number, chunkEnd: number): boolean {
  const mark = text[start];
  return mark === '[' || mark === '{' || ((mark === '"' || mark === "'") && hasClosingQuote(text, chunkEnd, mark));
}

/** Whether a quote behind `from` can close one that was opened before: it is not escaped. */
function hasClosingQuote(text: string, from: number, quote: '"' | "'"): boolean {
  for (let at = text.indexOf(quote, from); at >= 0; at = text.indexOf(quote, at + 1)) {
    if (quote === "'" && text[at + 1] === quote) {
      at++;
      continue;
    }
    let escapes = 0;
    while (quote === '"' && text[at - 1 - escapes] === '\\') escapes++;
    if (escapes % 2 === 0) return true;
  }
  return false;
}

/** Whether the chunk is the other or stands in it. */
export function isWithin(chunk: Chunk, other: Chunk): boolean {
  for (let one: Chunk | undefined = chunk; one !== undefined; one = one.parent) if (one === other) return true;
  return false;
}

/** Whether the tree lacks something of the chunk's text. */
export function lacksText(chunk: Chunk): boolean {
  return someChunk(chunk, one => one.problems.some(({ code }) => code === 'yaml/dropped'));
}
