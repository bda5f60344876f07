/** A plain word with its colon at column 0: a line that can only be an entry of the root mapping. */
export const ROOT_KEY = /^[A-Za-z_][\w./-]*:(?:[ \r\n]|$)/;

/** The text from `at` to the end of its line, without the `\n`. */
export function lineAt(text: string, at: number): string {
  const end = text.indexOf('\n', at);
  return text.slice(at, end === -1 ? text.length : end);
}

/** Start of the first line at or after `at` that holds more than blanks or a comment. */
export function nextContentLine(text: string, at: number): number {
  return contentLineFrom(text, text[at - 1] === '\n' ? at : behindLine(text, at));
}

/** Start of the first line of the text that holds more than blanks or a comment. */
export function firstContentLine(text: string): number {
  return contentLineFrom(text, 0);
}

function contentLineFrom(text: string, start: number): number {
  let line = start;
  while (line < text.length && isBlankOrComment(text, line)) line = behindLine(text, line);
  return line;
}

/** Offset behind the line break of the line that holds `at`. */
export function behindLine(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end === -1 ? text.length : end + 1;
}

/**
 * Whether every line at column 0 is a key, a dash or a comment: half a key, a tag or an anchor there would reach into
 * the next line.
 */
export function isFlush(part: string): boolean {
  for (let at = 0; at < part.length; at = behindLine(part, at)) {
    const first = part[at];
    if (first === ' ' || first === '\r' || first === '\n' || first === '#') continue;
    const line = lineAt(part, at);
    if (!ROOT_KEY.test(line) && !/^-(?:[ \r]|$)/.test(line)) return false;
  }
  return true;
}

function isBlankOrComment(text: string, line: number): boolean {
  let at = line;
  while (text[at] === ' ' || text[at] === '\t') at++;
  if (text[at] === '#' || text[at] === '\n' || at >= text.length) return true;
  return text[at] === '\r' && (text[at + 1] === '\n' || at + 1 >= text.length);
}
