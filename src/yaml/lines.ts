/** A place in a text as an editor names it: both from 0, `character` in UTF-16 units. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

/**
 * Offsets at which the lines of a text begin. A line ends with `\n`, `\r\n` or a lone `\r`, as in VS Code. Always holds
 * at least 0.
 */
export function lineStarts(text: string): readonly number[] {
  const starts = [0];
  if (text.includes('\r')) {
    for (let at = 0; at < text.length; at++) {
      const char = text.charCodeAt(at);
      if (char === 10 || (char === 13 && text.charCodeAt(at + 1) !== 10)) starts.push(at + 1);
    }
    return starts;
  }
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

/** Start of the line that holds `offset`; for offsets outside the text that of its first or last line. */
export function lineStartAt(text: string, offset: number): number {
  // A search from before the text would look at its first character all the same.
  return offset <= 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
}

/** The position of an offset; offsets outside the text are cut to it. */
export function positionAt(starts: readonly number[], offset: number): Position {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return { line: low, character: Math.max(0, offset - (starts[low] ?? 0)) };
}

/**
 * The offset of a position in a text of `length` units. A line behind the last is the end of the text, a character
 * behind its line's end is the start of the next line.
 */
export function offsetAt(starts: readonly number[], position: Position, length: number): number {
  if (position.line < 0) return 0;
  const start = starts[position.line];
  if (start === undefined) return length;
  return Math.min(start + Math.max(0, position.character), starts[position.line + 1] ?? length);
}
