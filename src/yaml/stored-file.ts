import { buildDocuments } from './build.ts';
import { StoredDocument } from './chunk.ts';
import type { Dialect } from './dialect.ts';
import { parseText } from './parse.ts';
import { addRefused } from './refused/add-refused.ts';

/** A parsed text as the incremental update keeps it. */
export interface StoredFile {
  readonly text: string;
  readonly dialect: Dialect;
  readonly documents: readonly StoredDocument[];
  /** Directives, `...` and stray tokens tie documents together: such a file is always parsed whole. */
  readonly isWhole: boolean;
}

/** Parses a whole text. */
export function parseStored(text: string, dialect: Dialect): StoredFile {
  const parsed = parseText(text);
  const documents = buildDocuments(parsed, text, 0).map(chunk => new StoredDocument(chunk, dialect));
  for (const document of documents) addRefused(document.chunk, text, dialect);
  const isWhole = ['directive', 'doc-end', 'error'].some(type => parsed.types.has(type));
  return { text, dialect, documents, isWhole };
}
