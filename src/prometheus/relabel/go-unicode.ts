import { type CaseRow, LOWER_CASE, NOT_YET_IN_GO, UPPER_CASE } from './go-unicode-tables.ts';

const LETTER_OR_DIGIT = /[\p{L}\p{Nd}]/u;

/** Go's strings.ToUpper: every code point for itself, so that `ß` stays `ß`. */
export function goUpperCase(text: string): string {
  return mapped(text, UPPER_CASE, ascii => ascii.toUpperCase());
}

/** Go's strings.ToLower: every code point for itself, so that `Σ` is always `σ` and `İ` is `i`. */
export function goLowerCase(text: string): string {
  return mapped(text, LOWER_CASE, ascii => ascii.toLowerCase());
}

/** Go's unicode.IsLetter or unicode.IsDigit. */
export function isGoLetterOrDigit(code: number): boolean {
  if (code < 0x80) return /[a-zA-Z0-9]/.test(String.fromCharCode(code));
  return LETTER_OR_DIGIT.test(String.fromCodePoint(code)) && !rowOf(NOT_YET_IN_GO, code);
}

function mapped(text: string, rows: readonly CaseRow[], ofAscii: (ascii: string) => string): string {
  if (/^[\x00-\x7f]*$/.test(text)) return ofAscii(text);
  let result = '';
  for (const character of text.toWellFormed()) {
    const code = character.codePointAt(0) ?? 0;
    result += code < 0x80 ? ofAscii(character) : String.fromCodePoint(mappedCode(code, rows));
  }
  return result;
}

function mappedCode(code: number, rows: readonly CaseRow[]): number {
  const row = rowOf(rows, code);
  return row && (code - row[0]) % row[2] === 0 ? code + row[3] : code;
}

/** The row of a sorted table whose range holds the code point. */
function rowOf<R extends readonly [first: number, last: number, ...rest: number[]]>(
  rows: readonly R[],
  code: number,
): R | undefined {
  let low = 0;
  let high = rows.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const row = rows[middle];
    if (!row) return undefined;
    if (code < row[0]) high = middle - 1;
    else if (code > row[1]) low = middle + 1;
    else return row;
  }
  return undefined;
}
