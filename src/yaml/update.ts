import { buildDocuments } from './build.ts';
import { StoredDocument } from './chunk.ts';
import type { TextEdit } from './edit.ts';
import { readableAfter, startsWithTwoMarks } from './line-breaks.ts';
import { concernOtherReadings } from './other-readings.ts';
import { type Parsed, parseText } from './parse.ts';
import { addRefused } from './refused/add-refused.ts';
import { reuseDocuments } from './reuse.ts';
import { parseStored, type StoredFile } from './stored-file.ts';
import { hasBorders, updateChunk } from './update-chunk.ts';

/** The text after the edit. */
type Next = Pick<StoredFile, 'text' | 'read' | 'dialect'>;

/**
 * The file after an edit that lies inside its text: by the smallest chunk that can tell, else by its document, else by
 * the whole text. Whatever comes out equals a full parse.
 */
export function updateStored(file: StoredFile, edit: TextEdit): StoredFile {
  const text = file.text.slice(0, edit.start) + edit.text + file.text.slice(edit.end);
  const next = { text, read: readableAfter(file.text, file.read, edit, text), dialect: file.dialect };
  const index = file.isWhole || startsWithTwoMarks(text) || startsWithTwoMarks(file.text) ? -1 : documentOf(file, edit);
  const document = file.documents[index];
  // An open quote or bracket looks through the whole rest of the text.
  if (document === undefined || file.documents.slice(0, index).some(one => one.open)) return whole(file, text);
  // And only for the first that is open another reading is tried.
  if (document.open && file.documents.slice(index + 1).some(one => one.open)) return whole(file, text);
  const delta = edit.text.length - (edit.end - edit.start);
  if (hasBorders(document) && updateChunk(file, next, document, edit)) {
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

const HARMLESS: ReadonlySet<string> = new Set(['document', 'comment', 'newline', 'space', 'byte-order-mark']);

function updateDocument(file: StoredFile, index: number, next: Next, delta: number): StoredFile | undefined {
  const old = file.documents[index];
  if (old === undefined || file.documents.length === 1) return undefined;
  const { base, length } = old.chunk;
  const part = next.read.slice(base, base + length + delta);
  const isLast = index === file.documents.length - 1;
  if ((index > 0 && !/^---[ \r\n]/.test(part)) || (!isLast && !part.endsWith('\n'))) return undefined;
  const parsed = parseText(part, next.dialect);
  if (parsed.isRepaired || !standsAlone(parsed)) return undefined;
  const documents = buildDocuments(parsed, part, base, next.dialect).map(
    chunk => new StoredDocument(chunk, next.dialect),
  );
  if (!isLast && (documents.some(one => one.open) || parsed.intact.includes(false))) return undefined;
  const chunks = documents.map(document => document.chunk);
  if (concernOtherReadings(file, old.chunk, chunks)) return undefined;
  for (const chunk of chunks) addRefused(chunk, next.read, next.dialect);
  for (const later of file.documents.slice(index + 1)) later.chunk.base += delta;
  const reused = reuseDocuments([old], file.text, documents, next.text);
  return { ...file, text: next.text, read: next.read, documents: file.documents.toSpliced(index, 1, ...reused) };
}

function standsAlone({ types }: Parsed): boolean {
  return types.has('document') && [...types].every(type => HARMLESS.has(type));
}
