import { isMap, isSeq, type ParsedNode, type Scalar, type YAMLMap, type YAMLSeq } from './library.js';
import { lineStartAt } from './lines.ts';
import { isFlush, lineAt, ROOT_KEY } from './text-lines.ts';

export type LibraryMap = YAMLMap.Parsed<ParsedNode, ParsedNode | null>;
export type LibraryScalar = Scalar.Parsed;
export type LibrarySeq = YAMLSeq.Parsed<ParsedNode>;

/** Where an element of a list begins: the start of its line, and the column of its dash. */
export interface ElementLine {
  readonly line: number;
  readonly column: number;
}

/** Line starts of the root mapping's keys, or undefined unless all are plain unique words at column 0. */
export function entryLines(map: LibraryMap, text: string): readonly number[] | undefined {
  if (map.flow || map.anchor || map.tag || columnOf(map) !== 0) return undefined;
  const starts = map.items.map(pair => pair.key.range[0]);
  if (new Set(map.items.map(pair => sourceOf(pair.key))).size !== starts.length) return undefined;
  const first = starts[0];
  if (
    first === undefined ||
    !starts.every(at => (at === 0 || text[at - 1] === '\n') && ROOT_KEY.test(lineAt(text, at)))
  )
    return undefined;
  return isFlush(text.slice(first, map.range[2])) ? starts : undefined;
}

/** The lines of a list's dashes, or undefined unless each is the first thing on its line, all in one column. */
export function dashLines(seq: LibrarySeq, text: string): readonly ElementLine[] | undefined {
  const token = seq.srcToken;
  if (seq.flow || token?.type !== 'block-seq') return undefined;
  const out: ElementLine[] = [];
  for (const item of token.items) {
    const dash = item.start.find(part => part.type === 'seq-item-ind');
    if (dash === undefined) {
      if (item.value || item.start.some(part => part.type === 'anchor' || part.type === 'tag')) return undefined;
      continue;
    }
    const line = lineStartAt(text, dash.offset);
    for (let at = line; at < dash.offset; at++) if (text[at] !== ' ') return undefined;
    out.push({ line, column: dash.offset - line });
  }
  const column = out[0]?.column;
  return out.length === seq.items.length && out.every(one => one.column === column) ? out : undefined;
}

/** Column of a block collection, or undefined. */
export function columnOf(node: ParsedNode): number | undefined {
  const token = node.srcToken;
  return token !== undefined && (token.type === 'block-map' || token.type === 'block-seq') ? token.indent : undefined;
}

/** End of what a node really holds: the library's ranges of block collections take in comments behind them. */
export function contentEnd(node: ParsedNode): number {
  let last = node;
  for (;;) {
    const next = lastOf(last);
    if (next === undefined) return last.range[1];
    last = next;
  }
}

function lastOf(node: ParsedNode): ParsedNode | undefined {
  if (isMap(node) && !node.flow) {
    const pair = (node as LibraryMap).items.at(-1);
    return pair?.value ?? pair?.key;
  }
  return isSeq(node) && !node.flow ? (node as LibrarySeq).items.at(-1) : undefined;
}

function sourceOf(node: ParsedNode): string | undefined {
  return 'source' in node ? node.source : undefined;
}
