import { lineStartAt } from '../yaml/lines.ts';
/** One line of block YAML, taken apart. */
export interface BlockLine {
  readonly start: number;
  /** Columns of the dashes that open list items. */
  readonly dashes: readonly number[];
  /** Where the content behind the dashes starts. */
  readonly column: number;
  /** The content up to the end of the line, without the line break. */
  readonly rest: string;
}

/** The key of a line `key: value` or `key:`, and where in the line's rest the colon stands; undefined for others. */
export interface LineKey {
  readonly key: string;
  readonly colon: number;
}

/** The line that starts at `start`. */
export function blockLine(text: string, start: number): BlockLine {
  const end = text.indexOf('\n', start);
  const line = text.slice(start, end < 0 ? text.length : end).replace(/\r$/, '');
  return lineOf(line, start);
}

/** Takes a line's text apart. */
export function lineOf(line: string, start: number): BlockLine {
  const dashes: number[] = [];
  let column = line.length - line.trimStart().length;
  while (line[column] === '-' && (line[column + 1] === ' ' || column + 1 === line.length)) {
    dashes.push(column);
    const behind = line.slice(column + 1);
    column += 1 + behind.length - behind.trimStart().length;
  }
  return { start, dashes, column, rest: line.slice(column) };
}

/** Whether the line has nothing but blanks or a comment. */
export function isBlank({ dashes, rest }: BlockLine): boolean {
  return dashes.length === 0 && (rest === '' || rest.startsWith('#'));
}

/** The key that the content starts with. Quotes around it are taken off. */
export function keyOf(rest: string): LineKey | undefined {
  const match = /^("[^"]*"|'[^']*'|[^\s'"#[\]{},&*!|>%@`-][^#[\]{},:]*|-[^\s#[\]{},:][^#[\]{},:]*) *:(?=\s|$)/.exec(
    rest,
  );
  if (match?.[1] === undefined) return undefined;
  return { key: match[1].replace(/^(["'])(.*)\1$/, '$2').trim(), colon: match[0].length - 1 };
}

/** The lines above `start`, the nearest first, up to the start of the document. */
export function* linesAbove(text: string, start: number): Generator<BlockLine> {
  for (let at = start; at > 0; ) {
    at = lineStartAt(text, at - 1);
    const line = blockLine(text, at);
    if (/^(?:---|\.\.\.)(?:\s|$)/.test(line.rest) && line.column === 0) return;
    yield line;
  }
}

/** The lines below the one that starts at `start`, down to the end of the document. */
export function* linesBelow(text: string, start: number): Generator<BlockLine> {
  for (let end = text.indexOf('\n', start); end >= 0; end = text.indexOf('\n', end + 1)) {
    const line = blockLine(text, end + 1);
    if (/^(?:---|\.\.\.)(?:\s|$)/.test(line.rest) && line.column === 0) return;
    yield line;
  }
}
