import type { TextEdit } from './edit.ts';
import { firstContentLine } from './text-lines.ts';

/** What the Go libraries take for a line break and the parser does not, each one unit long. */
const UNUSUAL = /\r(?!\n)|[\x85\u2028\u2029]/;

const MARK = '\uFEFF';
/** Of what Go reads at once. */
const FIRST_BUFFER = 500;
/** Stands for a byte order mark that Go takes for text: it means the same, and the parser does not skip it. */
const WORD_JOINER = '\u2060';

/**
 * The text as the Go libraries see its lines: a lone CR, NEL, LS and PS end a line. Of the byte order marks at the start
 * Go skips the first; of the others see below. Every offset stays the same. Returns the text itself when it has nothing
 * of all that.
 */
export function readable(text: string): string {
  const read = UNUSUAL.test(text) ? text.replaceAll(new RegExp(UNUSUAL, 'g'), '\n') : text;
  return text.includes(MARK) ? withMarks(read) : read;
}

/** Behind a line break the parser counts the blanks, which it does not behind a mark. */
function withMarks(text: string): string {
  const lead = startsWithTwoMarks(text) ? `\n${secondMark(text)}` : text.startsWith(MARK) ? '\n' : '';
  const read = lead + text.slice(lead.length);
  const first = firstContentLine(read);
  return first > 0 && read[first] === MARK ? read.slice(0, first) + WORD_JOINER + read.slice(first + 1) : read;
}

/** Whether what the second character is read as depends on later lines. */
export function startsWithTwoMarks(text: string): boolean {
  return text.startsWith(MARK + MARK);
}

/**
 * A second mark is a blank to Go, but as long as both are in its buffer it skips the first character of every line as
 * well. Nothing is right then: the mark is read as text, which is no field.
 */
function secondMark(text: string): string {
  return /\n[^\s]/.test(text.slice(0, FIRST_BUFFER)) ? WORD_JOINER : ' ';
}

/** `readable(after)`, where `after` is `before` with the edit, at the cost of the edit. */
export function readableAfter(before: string, wasReadable: string, edit: TextEdit, after: string): string {
  if (wasReadable !== before || after.includes(MARK)) return readable(after);
  const around = after.slice(Math.max(0, edit.start - 1), edit.start + edit.text.length + 2);
  return UNUSUAL.test(around) ? readable(after) : after;
}
