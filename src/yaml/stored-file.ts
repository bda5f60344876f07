import { buildDocuments } from './build.ts';
import { StoredDocument } from './chunk.ts';
import type { Dialect } from './dialect.ts';
import { readable } from './line-breaks.ts';
import { parseText } from './parse.ts';
import { addRefused } from './refused/add-refused.ts';

/** A parsed text as the incremental update keeps it. */
export interface StoredFile {
  readonly text: string;
  /** The text with every line break as the parser knows it: what the tree is built from. */
  readonly read: string;
  readonly dialect: Dialect;
  readonly documents: readonly StoredDocument[];
  /** Directives, `...` and stray tokens tie documents together: such a file is always parsed whole. */
  readonly isWhole: boolean;
  /** Whether something was read as Go reads it although the library does not. */
  readonly isRepaired: boolean;
}

/** Parses a whole text. */
export function parseStored(text: string, dialect: Dialect): StoredFile {
  const read = readable(text);
  const parsed = parseText(read, dialect);
  const documents = buildDocuments(parsed, read, 0, dialect).map(chunk => new StoredDocument(chunk, dialect));
  for (const document of documents) addRefused(document.chunk, read, dialect);
  const isWhole = ['directive', 'doc-end', 'error'].some(type => parsed.types.has(type));
  return { text, read, dialect, documents, isWhole, isRepaired: parsed.isRepaired };
}
