import type { ConfigPart, LanguageDocument } from './document.ts';

/** A configuration and an offset in its own text. */
export interface PartOffset {
  readonly part: ConfigPart;
  readonly offset: number;
}

/** The configuration that an offset of the document stands in; undefined when it stands in none. */
export function partAt(document: LanguageDocument, offset: number): PartOffset | undefined {
  for (const part of document.parts) {
    const inner = part.embedded ? part.embedded.toInner(offset) : offset;
    if (inner !== undefined) return { part, offset: inner };
  }
  return undefined;
}
