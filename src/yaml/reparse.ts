import { build, type Site } from './build.ts';
import { Chunk, DOCUMENT_COLUMN, ENTRY_COLUMN, type StoredNode, stored } from './chunk.ts';
import { columnOf } from './chunk-lines.ts';
import type { Dialect } from './dialect.ts';
import { isMap, isSeq } from './library.js';
import { libraryProblem } from './library-problem.ts';
import { lacksText, type Opening, openingsIn } from './opening.ts';
import { type Parsed, parseText } from './parse.ts';
import { placeErrors, UNCLOSED } from './place-errors.ts';
import { addRefused } from './refused/add-refused.ts';
import type { StoredFile } from './stored-file.ts';
import { isFlush, ROOT_KEY } from './text-lines.ts';

/** Lines that set the lexer's state whatever stood before them: a dash, a plain key, a document start, the end. */
const SAFE_NEXT = /^(?:$| *-[ \r\n]| *[A-Za-z_][\w./-]*:(?:[ \r\n]|$)|---[ \r\n])/;
const LONGEST_KEY_LOOKED_AT = 200;
/** So that a chunk together with what it stands in, two levels a column at most, is not too deep for a full parse. */
const DEEPEST_PART = 100;
const WIDEST = 80;
/** More quotes and brackets without an end are no slip of the keyboard. */
const MOST_OPENINGS = 8;

/** The chunks that stand where one stood, and what is open in them. */
export interface Reparsed {
  readonly chunks: readonly Chunk[];
  readonly openings: readonly Opening[];
}

/**
 * The chunks that stand for `from`..`to` of the new text, where `old` stood. It is parsed together with a probe of what
 * follows (an empty item, or a key): when that comes out as its own last entry, nothing in the chunk reaches for later
 * text. What is open in it may still depend on quotes in the rest of the text: see `endWithTheirChunks`.
 *
 * - `larger`: only a larger part of the text can tell;
 * - `whole`: only the whole text can tell.
 */
export function reparse(
  file: Pick<StoredFile, 'read' | 'dialect'>,
  from: number,
  to: number,
  old: Chunk,
): Reparsed | 'larger' | 'whole' {
  const text = file.read;
  const part = text.slice(from, to);
  if (old.column > WIDEST) return 'larger';
  const isEntry = old.column === ENTRY_COLUMN;
  const column = Math.max(0, old.column);
  if (!(isEntry ? isEntryText(part) : isItemText(part, column))) return 'larger';
  if (to < text.length && !part.endsWith('\n')) return 'larger';
  if (part.includes('\t') || /\r(?!\n)/.test(part)) return 'larger';
  if (!SAFE_NEXT.test(text.slice(to, to + LONGEST_KEY_LOOKED_AT))) return 'larger';
  const probe = probeFor(part, old);
  const source = part + probe;
  const parsed = parseText(source, file.dialect);
  // What is open reaches for everything behind it.
  const otherwise = parsed.open.length > 0 ? 'whole' : 'larger';
  if (parsed.open.length > MOST_OPENINGS) return otherwise;
  const holder = buildHolder(parsed, isEntry, column, file.dialect);
  if (holder === undefined) return otherwise;
  const chunks = takeProbe(holder, part.length, probe !== '');
  if (chunks === undefined || chunks.length === 0 || !keepsRootKeysUnique(old, chunks)) return otherwise;
  const openings = openingsIn(parsed, chunks);
  if (openings.length < parsed.open.length || (openings.length > 0 && chunks.some(lacksText))) return otherwise;
  for (const chunk of chunks) addRefused(chunk, source, file.dialect);
  return { chunks, openings };
}

function isEntryText(part: string): boolean {
  return ROOT_KEY.test(part) && isFlush(part);
}

function isItemText(part: string, column: number): boolean {
  return part.slice(0, column).trim() === '' && part[column] === '-' && /[ \r\n]/.test(part[column + 1] ?? '');
}

function probeFor(part: string, old: Chunk): string {
  if (!part.endsWith('\n')) return '';
  const next = old.column === ENTRY_COLUMN ? 'the.next.key:' : `${' '.repeat(old.column)}-`;
  // With a quote of each kind behind it, an open one ends where its line does.
  return `${next} # " '\n`;
}

/** A chunk over the whole of `source` whose children are the elements, or undefined when it is not just such a list. */
function buildHolder(parsed: Parsed, isEntry: boolean, column: number, dialect: Dialect): Chunk | undefined {
  const source = parsed.text;
  const [document, ...more] = parsed.documents;
  const root = document?.contents;
  if (
    parsed.isRepaired ||
    parsed.depth > DEEPEST_PART ||
    !root ||
    more.length > 0 ||
    parsed.types.size !== 1 ||
    !parsed.types.has('document') ||
    parsed.deep[0] ||
    parsed.dropped
  )
    return undefined;
  const errors = [...document.errors, ...document.warnings];
  for (const error of errors) {
    const problem = libraryProblem(error, source);
    if (problem === undefined || (parsed.open.length > 0 && UNCLOSED.test(error.message))) continue;
    // `a: b: c` at column 0 takes the keys below into its value.
    if (!problem.local || (isEntry && error.code === 'BLOCK_AS_IMPLICIT_KEY')) return undefined;
  }
  if (!(isEntry ? isMap(root) : isSeq(root)) || columnOf(root) !== column) return undefined;
  const holder = new Chunk(undefined, 0, source.length, DOCUMENT_COLUMN);
  const site: Site = { chunk: holder, base: 0, text: source, written: source, dialect, opened: [] };
  build(root, site);
  placeErrors(site, errors);
  return holder.problems.length === 0 && holder.children[0]?.base === 0 ? holder : undefined;
}

/** The holder's chunks without the probe, or undefined unless the probe came out alone and clean. */
function takeProbe(holder: Chunk, end: number, hasProbe: boolean): Chunk[] | undefined {
  const last = holder.children.at(-1);
  if (last === undefined) return undefined;
  if (!hasProbe) return last.base + last.length === end ? holder.children : undefined;
  if (last.base !== end || last.problems.length > 0) return undefined;
  const node = headOf(last);
  return node === undefined || node.anchor !== undefined || node.tag !== undefined
    ? undefined
    : holder.children.slice(0, -1);
}

function headOf(chunk: Chunk): StoredNode | undefined {
  const node = chunk.pair?.key ?? chunk.item;
  return node === undefined ? undefined : stored(node);
}

function keepsRootKeysUnique(old: Chunk, chunks: readonly Chunk[]): boolean {
  const { list, pair } = old;
  if (pair === undefined || list?.kind !== 'map') return true;
  const others = new Set<string>();
  for (const one of list.pairs) if (one !== pair && one.key.kind === 'scalar') others.add(one.key.text);
  return !chunks.some(({ pair: one }) => one?.key.kind === 'scalar' && others.has(one.key.text));
}
