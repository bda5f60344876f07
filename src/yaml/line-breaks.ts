import type { TextEdit } from './edit.ts';

/** What the Go libraries take for a line break and the parser does not, each one unit long. */
const UNUSUAL = /\r(?!\n)|[\x85\u2028\u2029]/;

/**
 * The text as the Go libraries see its lines: a lone CR, NEL, LS and PS end a line. Every offset stays the same. Returns
 * the text itself when it has none of them.
 */
export function readable(text: string): string {
  return UNUSUAL.test(text) ? text.replaceAll(new RegExp(UNUSUAL, 'g'), '\n') : text;
}

/** `readable(after)`, where `after` is `before` with the edit, at the cost of the edit. */
export function readableAfter(before: string, wasReadable: string, edit: TextEdit, after: string): string {
  if (wasReadable !== before) return readable(after);
  const around = after.slice(Math.max(0, edit.start - 1), edit.start + edit.text.length + 2);
  return UNUSUAL.test(around) ? readable(after) : after;
}
