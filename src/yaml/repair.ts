import type { Dialect } from './dialect.ts';
import { isEndingDirective } from './directive.ts';
import type { LibraryError } from './library-problem.ts';
import { lineStartAt } from './lines.ts';

/*
 * Go reads quoted text and brackets whose lines stand left of where the library wants them, and text under a comment
 * where the library's lexer loses count, and nothing behind a directive. A copy of the text of the same length, in which
 * line breaks or the comment are spaces, or the rest is a comment, is read the same by both; every offset stays.
 */

/**
 * The text rewritten for the first construct that the library did not find the end of, by the offset of its quote or
 * bracket; undefined if none can be.
 */
export function repairOpen(text: string, start: number): string | undefined {
  const isFlow = text[start] === '[' || text[start] === '{';
  const end = isFlow ? closingBracket(text, start) : closingQuote(text, start);
  return end === undefined || !isPlausibleEnd(text, end) ? undefined : flatten(text, start, end);
}

/** The text rewritten for a key that seems to span lines because of a comment above it. */
export function repairUnderComment(text: string, error: LibraryError): string | undefined {
  if (error.code !== 'MULTILINE_IMPLICIT_KEY') return undefined;
  const end = lineStartAt(text, error.pos[0]);
  let start = end;
  let hasComment = false;
  while (start > 0) {
    const line = lineStartAt(text, start - 1);
    if (!/^[ \t]*(?:#.*)?\r?$/.test(text.slice(line, start - 1))) break;
    hasComment ||= text.slice(line, start).includes('#');
    start = line;
  }
  if (!hasComment) return undefined;
  return text.slice(0, start) + text.slice(start, end).replaceAll(/[^\n]/g, ' ') + text.slice(end);
}

/** Offset of the first directive before `limit` that ends a document for Go and is an error to the library. */
export function directiveBehind(
  text: string,
  errors: readonly LibraryError[],
  limit: number,
  dialect: Dialect,
): number | undefined {
  const found = errors.find(({ code, pos: [at] }) => {
    const isStray = code === 'BAD_SCALAR_START' || code === 'UNEXPECTED_TOKEN';
    return isStray && at < limit && isEndingDirective(text, at, dialect);
  });
  return found?.pos[0];
}

/** The text with all from `start` to the next `---` as one comment. */
export function withoutRest(text: string, start: number): string {
  const length = text.slice(start).search(/^---(?:\s|$)/m);
  const end = length < 0 ? text.length : start + length - 1;
  return `${text.slice(0, start)}#${text.slice(start + 1, end).replaceAll(/[\r\n]/g, ' ')}${text.slice(end)}`;
}

/** Offset behind the closing quote. A document marker ends the search. */
function closingQuote(text: string, start: number): number | undefined {
  const quote = text[start];
  for (let at = start + 1; at < text.length; at++) {
    const char = text[at];
    if (char === '\n' && isMarker(text, at + 1)) return undefined;
    if (char === '\\' && quote === '"') at++;
    else if (char === quote) {
      if (quote === '"' || text[at + 1] !== quote) return at + 1;
      at++;
    }
  }
  return undefined;
}

function closingBracket(text: string, start: number): number | undefined {
  let depth = 0;
  for (let at = start; at < text.length; at++) {
    const char = text[at] ?? '';
    if (char === '\n' && isMarker(text, at + 1)) return undefined;
    if (char === '#' && /[\s,[{]/.test(text[at - 1] ?? '')) at = endOfLine(text, at) - 1;
    else if ((char === '"' || char === "'") && /[\s,[{:]/.test(text[at - 1] ?? '')) {
      const end = closingQuote(text, at);
      if (end === undefined) return undefined;
      at = end - 1;
    } else if (char === '[' || char === '{') depth++;
    else if ((char === ']' || char === '}') && --depth === 0) return at + 1;
  }
  return undefined;
}

/** Behind the end of what was meant stands nothing, or what separates it from the next. */
function isPlausibleEnd(text: string, end: number): boolean {
  return /^[ \t]*(?:$|[\r\n#,\]}:])/.test(text.slice(end, endOfLine(text, end) + 1));
}

function endOfLine(text: string, at: number): number {
  const found = text.indexOf('\n', at);
  return found < 0 ? text.length : found;
}

function isMarker(text: string, at: number): boolean {
  return /^(?:---|\.\.\.)(?:[\s]|$)/.test(text.slice(at, at + 4));
}

/** Comments can only stand in brackets; in quotes a `#` is text. */
function flatten(text: string, start: number, end: number): string {
  const inside = text.slice(start, end);
  const isFlow = text[start] === '[' || text[start] === '{';
  const flat = isFlow ? withoutComments(inside) : inside;
  return text.slice(0, start) + flat.replaceAll(/[\r\n]/g, ' ') + text.slice(end);
}

function withoutComments(inside: string): string {
  const out: string[] = [];
  for (let at = 0; at < inside.length; ) {
    const char = inside[at] ?? '';
    const before = inside[at - 1] ?? '';
    const quoteEnd = (char === '"' || char === "'") && /[\s,[{:]/.test(before) ? closingQuote(inside, at) : undefined;
    const isComment = char === '#' && /[\s,[{]/.test(before);
    const end = quoteEnd ?? (isComment ? endOfLine(inside, at) : at + 1);
    out.push(isComment ? ' '.repeat(end - at) : inside.slice(at, end));
    at = end;
  }
  return out.join('');
}
