import { buildDocuments } from './build.ts';
import { type Chunk, hasOpenProblem, StoredDocument } from './chunk.ts';
import type { TextEdit } from './edit.ts';
import { readableAfter } from './line-breaks.ts';
import { type Parsed, parseText } from './parse.ts';
import { addRefused } from './refused/add-refused.ts';
import { reparse } from './reparse.ts';
import { replaceChunk } from './replace.ts';
import { reuseDocuments } from './reuse.ts';
import { parseStored, type StoredFile } from './stored-file.ts';
import { isFlush } from './text-lines.ts';

/** The text after the edit. */
type Next = Pick<StoredFile, 'text' | 'read' | 'dialect'>;

/**
 * The file after an edit that lies inside its text: by the smallest chunk that can tell, else by its document, else by
 * the whole text. Whatever comes out equals a full parse.
 */
export function updateStored(file: StoredFile, edit: TextEdit): StoredFile {
  const text = file.text.slice(0, edit.start) + edit.text + file.text.slice(edit.end);
  const next = { text, read: readableAfter(file.text, file.read, edit, text), dialect: file.dialect };
  const index = file.isWhole ? -1 : documentOf(file, edit);
  const document = file.documents[index];
  // An open quote or bracket looks through the whole rest of the text.
  if (document === undefined || file.documents.slice(0, index).some(one => one.open)) return whole(file, text);
  const delta = edit.text.length - (edit.end - edit.start);
  if (!document.open && updateChunk(file.read, next, document, edit, delta)) {
    for (const later of file.documents.slice(index + 1)) later.chunk.base += delta;
    return { ...file, text, read: next.read };
  }
  return updateDocument(file, index, next, delta) ?? whole(file, text);
}

function whole(file: StoredFile, text: string): StoredFile {
  const parsed = parseStored(text, file.dialect);
  return { ...parsed, documents: reuseDocuments(file.documents, file.text, parsed.documents, text) };
}

function documentOf({ documents }: StoredFile, edit: TextEdit): number {
  return documents.findIndex(({ chunk: { base, length } }) => {
    return edit.end <= base + length && (edit.start > base || (base === 0 && edit.start === 0));
  });
}

/** Tries the chunks around the edit from the innermost outwards. */
function updateChunk(before: string, next: Next, document: StoredDocument, edit: TextEdit, delta: number): boolean {
  const path = chunksAround(document.chunk, edit);
  for (let chunk = path.pop(); chunk?.parent !== undefined; chunk = path.pop()) {
    const { start, length } = chunk;
    // A line at column 0 that is no entry decides for the whole root mapping whether its entries are chunks.
    if (isFlush(before.slice(start, start + length)) !== isFlush(next.read.slice(start, start + length + delta)))
      continue;
    const chunks = reparse(next, start, start + length + delta, chunk);
    if (chunks === undefined) continue;
    replaceChunk(document, chunk, chunks, delta);
    document.open ||= chunks.some(hasOpenProblem);
    return true;
  }
  return false;
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

const HARMLESS: ReadonlySet<string> = new Set(['document', 'comment', 'newline', 'space', 'byte-order-mark']);

function updateDocument(file: StoredFile, index: number, next: Next, delta: number): StoredFile | undefined {
  const old = file.documents[index];
  if (old === undefined || file.documents.length === 1) return undefined;
  const { base, length } = old.chunk;
  const part = next.read.slice(base, base + length + delta);
  const isLast = index === file.documents.length - 1;
  if ((index > 0 && !/^---[ \r\n]/.test(part)) || (!isLast && !part.endsWith('\n'))) return undefined;
  const parsed = parseText(part);
  if (parsed.isRepaired || !standsAlone(parsed)) return undefined;
  const documents = buildDocuments(parsed, part, base, next.dialect).map(
    chunk => new StoredDocument(chunk, next.dialect),
  );
  if (!isLast && (documents.some(one => one.open) || parsed.intact.includes(false))) return undefined;
  for (const document of documents) addRefused(document.chunk, next.read, next.dialect);
  for (const later of file.documents.slice(index + 1)) later.chunk.base += delta;
  const reused = reuseDocuments([old], file.text, documents, next.text);
  return { ...file, text: next.text, read: next.read, documents: file.documents.toSpliced(index, 1, ...reused) };
}

function standsAlone({ types }: Parsed): boolean {
  return types.has('document') && [...types].every(type => HARMLESS.has(type));
}
