import { someChunk, stored } from './chunk.ts';
import type { TextEdit } from './edit.ts';
import { lineStartAt } from './lines.ts';
import type { MapNode, SeqNode, YamlNode } from './node.ts';
import { endOf, type SourceFile, startOf } from './source.ts';

/**
 * A value to write: `written` is put as it stands (quote it first, see `writeText`); `block` is a small block value, its
 * lines without the indentation that they get.
 */
export type NewValue =
  | { readonly kind: 'written'; readonly text: string }
  | { readonly kind: 'block'; readonly lines: readonly string[] };

/** The line break of the file. */
export function lineBreakOf(text: string): string {
  return text.includes('\r\n') ? '\r\n' : '\n';
}

/** Column of an offset in its line. */
export function columnAt(text: string, offset: number): number {
  return offset - lineStartAt(text, offset);
}

/** Whether only spaces stand before the offset on its line. */
export function startsLine(text: string, offset: number): boolean {
  return text.slice(lineStartAt(text, offset), offset).trim() === '';
}

/** Whether the collection's place in the text is certain: nothing around it is broken or indented by tabs. */
export function isSound(file: SourceFile, node: YamlNode): boolean {
  const { chunk } = stored(node);
  if (someChunk(chunk, one => one.problems.some(problem => problem.nature === 'syntax'))) return false;
  for (let outer = chunk.parent; outer !== undefined; outer = outer.parent) {
    if (outer.problems.some(problem => problem.nature === 'syntax')) return false;
  }
  const start = startOf(node);
  return !file.text.slice(lineStartAt(file.text, start), start).includes('\t');
}

/** Puts whole lines behind the line on which `node` ends: a comment there stays with it. */
export function linesBehind(file: SourceFile, node: YamlNode, lines: readonly string[]): TextEdit {
  const { text } = file;
  const lineBreak = lineBreakOf(text);
  const end = endOf(node);
  const put = lines.join(lineBreak);
  // A block scalar ends behind its last line break.
  if (end > startOf(node) && text[end - 1] === '\n') return { start: end, end, text: put + lineBreak };
  const stop = text.indexOf('\n', end);
  if (stop < 0) return { start: text.length, end: text.length, text: lineBreak + put };
  return { start: stop + 1, end: stop + 1, text: put + lineBreak };
}

/** The lines of `head` (`key:` or `-`) with a value, all behind `indent` spaces. */
export function linesOf(file: SourceFile, head: string, value: NewValue, indent: number): readonly string[] {
  const margin = ' '.repeat(indent);
  if (value.kind === 'written') return [`${margin}${head} ${value.text}`];
  if (head === '-')
    return value.lines.map((line, index) => (index === 0 ? `${margin}- ${line}` : indented(line, indent + 2)));
  const inner = value.lines[0]?.startsWith('-') && hasFlushLists(file.text) ? indent : indent + 2;
  return [`${margin}${head}`, ...value.lines.map(line => indented(line, inner))];
}

function indented(line: string, indent: number): string {
  return line === '' ? '' : ' '.repeat(indent) + line;
}

/** Whether a list of the file has its dashes at the column of the key that it belongs to. */
function hasFlushLists(text: string): boolean {
  return /^( *)(?:- )?[\w"'./-]+:[ ]*\r?\n\1- /m.test(text);
}

/** Puts `piece` behind the last element of a flow collection. */
export function flowAppend(file: SourceFile, node: MapNode | SeqNode, piece: string): TextEdit | undefined {
  const { text } = file;
  const close = endOf(node) - 1;
  const last = node.kind === 'map' ? node.pairs.at(-1) : node.items.at(-1);
  if (last === undefined) {
    const start = startOf(node) + 1;
    return { start, end: start, text: piece };
  }
  const end = 'key' in last ? Math.max(endOf(last.value), endOf(last.key)) : endOf(last);
  const comma = commaBetween(text, end, close);
  if (comma === undefined) return { start: end, end, text: `, ${piece}` };
  return { start: comma + 1, end: comma + 1, text: ` ${piece}` };
}

/** The comma between two offsets of a flow collection where no node stands, not in a comment. */
export function commaBetween(text: string, from: number, to: number): number | undefined {
  for (let at = from; at < to; at++) {
    if (text[at] === ',') return at;
    if (text[at] !== '#') continue;
    const stop = text.indexOf('\n', at);
    if (stop < 0) return undefined;
    at = stop;
  }
  return undefined;
}
