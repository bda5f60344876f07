import type { Dialect } from './dialect.ts';
import { lineAt, nextContentLine } from './text-lines.ts';

const WELL_FORMED =
  /^%(?:YAML[ \t]+\d{1,9}\.\d{1,9}|TAG[ \t]+!(?:[\w-]*!)?[ \t]+[\w;/?:@&=+$,.!~*'()[\]-]+(?![^\s]))[ \t]*(?:#.*)?\r?$/;

/** A dash, a question mark, or a key. */
const ALLOWED_ONLY_FIRST = /^(?!---)(?:[-?:](?:\s|$)|[^#]*:(?:\s|$))/;

/**
 * Whether Go ends a document at the line that begins at `at`: with a directive, which belongs to the next one. Of that
 * go-yaml v2 reads no more; v3 reads on to the next token, which must not be one that has to stand first on its line.
 */
export function isEndingDirective(text: string, at: number, dialect: Dialect): boolean {
  if (text[at] !== '%' || (at > 0 && text[at - 1] !== '\n') || !WELL_FORMED.test(lineAt(text, at))) return false;
  return dialect !== 'rules' || !ALLOWED_ONLY_FIRST.test(lineAt(text, nextContentLine(text, at + 1)));
}
