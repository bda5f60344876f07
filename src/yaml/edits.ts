import type { TextEdit } from './edit.ts';
import {
  columnAt,
  commaBetween,
  flowAppend,
  isSound,
  lineBreakOf,
  linesBehind,
  linesOf,
  type NewValue,
  startsLine,
} from './insertion.ts';
import { lineStartAt } from './lines.ts';
import type { MapNode, Pair, ScalarNode, SeqNode, YamlNode } from './node.ts';
import { resolveScalar } from './scalar.ts';
import { endOf, type SourceFile, spanOf, startOf } from './source.ts';
import { writeInStyle } from './write-scalar.ts';

/*
 * Each function answers with the smallest edit, in the neighbours' indentation, that touches no comment and nothing else;
 * undefined where the text leaves no certain way: explicit `?` keys, tags or anchors in front, tabs, broken YAML.
 */

/** Adds `key: value` at the end of a mapping. `key` is put as written. */
export function appendEntry(file: SourceFile, map: MapNode, key: string, value: NewValue): TextEdit | undefined {
  if (!isSound(file, map)) return undefined;
  if (map.flow) return value.kind === 'written' ? flowAppend(file, map, `${key}: ${value.text}`) : undefined;
  const last = map.pairs.at(-1);
  const indent = entryIndent(file, map);
  if (last === undefined || indent === undefined) return undefined;
  return linesBehind(file, lastWritten(last), linesOf(file, `${key}:`, value, indent));
}

/** Adds `key: value` before the entry at `index` of a mapping, at its end when there is none. */
export function insertEntry(
  file: SourceFile,
  map: MapNode,
  index: number,
  key: string,
  value: NewValue,
): TextEdit | undefined {
  const next = map.pairs[index];
  if (next === undefined) return appendEntry(file, map, key, value);
  if (!isSound(file, map)) return undefined;
  const at = startOf(next.key);
  if (map.flow) return value.kind === 'written' ? insertion(at, `${key}: ${value.text}, `) : undefined;
  const indent = entryIndent(file, map);
  if (indent === undefined) return undefined;
  const lineBreak = lineBreakOf(file.text);
  const lines = linesOf(file, `${key}:`, value, indent);
  if (startsLine(file.text, at))
    return insertion(lineStartAt(file.text, at), lines.map(line => line + lineBreak).join(''));
  // Behind a dash: the new entry takes the place of the first.
  return insertion(at, `${lines.join(lineBreak).slice(indent)}${lineBreak}${' '.repeat(indent)}`);
}

/** Adds an item at the end of a list. */
export function appendItem(file: SourceFile, seq: SeqNode, value: NewValue): TextEdit | undefined {
  if (!isSound(file, seq)) return undefined;
  if (seq.flow) return value.kind === 'written' ? flowAppend(file, seq, value.text) : undefined;
  const last = seq.items.at(-1);
  if (last === undefined || file.text[startOf(seq)] !== '-') return undefined;
  return linesBehind(file, last, linesOf(file, '-', value, columnAt(file.text, startOf(seq))));
}

/** Gives an entry that has no value (`key:`) one. */
export function fillEntry(file: SourceFile, map: MapNode, index: number, value: NewValue): TextEdit | undefined {
  const pair = map.pairs[index];
  if (pair === undefined || !isSound(file, map) || !isAbsent(pair.value) || !isBare(pair.value)) return undefined;
  const colon = file.text.slice(endOf(pair.key)).search(/[^ ]/) + endOf(pair.key);
  const indent = entryIndent(file, map);
  if (file.text[colon] !== ':' || (!map.flow && indent === undefined)) return undefined;
  if (value.kind === 'written') return insertion(colon + 1, ` ${value.text}`);
  if (map.flow || indent === undefined) return undefined;
  const [, ...lines] = linesOf(file, '', value, indent);
  return linesBehind(file, pair.key, lines);
}

/** Writes `text` in the place of a node that stands on its own: not of block collections and block scalars. */
export function replaceNode(file: SourceFile, node: YamlNode, text: string): TextEdit | undefined {
  const isBlock = (node.kind === 'map' || node.kind === 'seq') && !node.flow;
  const isBlockScalar = node.kind === 'scalar' && (node.style === 'literal' || node.style === 'folded');
  if (isBlock || isBlockScalar || isAbsent(node) || !isSound(file, node)) return undefined;
  return { ...spanOf(node), text };
}

/** Changes the text of a scalar in its own style, with quotes where the new text needs them. */
export function setScalar(file: SourceFile, node: ScalarNode, text: string): TextEdit | undefined {
  if (isAbsent(node)) return undefined;
  const wasString = resolveScalar(node, file.dialect).type === 'string';
  const written = writeInStyle(text, node.style, wasString);
  return written === undefined ? undefined : replaceNode(file, node, written);
}

/** Changes the name of a key, in its own style. */
export function renameKey(file: SourceFile, key: ScalarNode, name: string): TextEdit | undefined {
  return setScalar(file, key, name);
}

/** Removes an entry with its lines. Undefined for the only one: what is left would be null, not an empty mapping. */
export function removeEntry(file: SourceFile, map: MapNode, index: number): TextEdit | undefined {
  const pair = map.pairs[index];
  if (pair === undefined || !isSound(file, map)) return undefined;
  const next = map.pairs[index + 1];
  const previous = map.pairs[index - 1];
  const start = startOf(pair.key);
  const end = Math.max(endOf(pair.key), endOf(pair.value));
  if (map.flow) return removeFromFlow(file, map, { start, end }, previous, next);
  if (map.pairs.length === 1 || entryIndent(file, map) === undefined) return undefined;
  if (startsLine(file.text, start)) return wholeLines(file, lastWritten(pair), start);
  return next === undefined ? undefined : upTo(file.text, start, end, startOf(next.key));
}

/** Removes an item of a block list with its lines. Undefined for the only one. */
export function removeItem(file: SourceFile, seq: SeqNode, index: number): TextEdit | undefined {
  const item = seq.items[index];
  if (item === undefined || seq.flow || seq.items.length === 1 || !isSound(file, seq)) return undefined;
  const column = columnAt(file.text, startOf(seq));
  for (let line = lineStartAt(file.text, startOf(item)); ; line = lineStartAt(file.text, line - 1)) {
    const dash = line + column;
    if (file.text[dash] === '-' && file.text.slice(line, dash).trim() === '') return wholeLines(file, item, dash);
    if (line <= startOf(seq) || line === 0) return undefined;
  }
}

function insertion(at: number, text: string): TextEdit {
  return { start: at, end: at, text };
}

function isAbsent(node: YamlNode): boolean {
  return node.kind === 'scalar' && node.style === 'plain' && node.text === '';
}

function isBare(node: YamlNode): boolean {
  return node.tag === undefined && node.anchor === undefined;
}

/** The node behind which an entry's lines end. */
function lastWritten({ key, value }: Pair): YamlNode {
  return isAbsent(value) ? key : value;
}

/** Column of a block mapping's keys; undefined where explicit keys, tags or anchors make it uncertain. */
function entryIndent({ text }: SourceFile, map: MapNode): number | undefined {
  const first = map.pairs[0]?.key;
  if (first === undefined || !isBare(first) || map.flow) return undefined;
  const column = columnAt(text, startOf(first));
  for (const { key } of map.pairs) {
    const at = startOf(key);
    const before = text.slice(lineStartAt(text, at), at);
    if (columnAt(text, at) !== column || !/^[ -]*$/.test(before)) return undefined;
  }
  return column;
}

/** The lines from that of `start` to the end of the one on which `node` ends. */
function wholeLines({ text }: SourceFile, node: YamlNode, start: number): TextEdit {
  const end = endOf(node);
  const from = lineStartAt(text, start);
  if (end > startOf(node) && text[end - 1] === '\n') return { start: from, end, text: '' };
  const stop = text.indexOf('\n', end);
  if (stop >= 0) return { start: from, end: stop + 1, text: '' };
  // The last line of the file has no line break: that of the line before goes.
  const before = text[from - 2] === '\r' ? from - 2 : Math.max(0, from - 1);
  return { start: before, end: text.length, text: '' };
}

/** An entry behind a dash goes up to the next key, unless a comment stands between. */
function upTo(text: string, start: number, end: number, next: number): TextEdit | undefined {
  return text.slice(end, next).includes('#') ? undefined : { start, end: next, text: '' };
}

function removeFromFlow(
  { text }: SourceFile,
  map: MapNode,
  span: { readonly start: number; readonly end: number },
  previous: Pair | undefined,
  next: Pair | undefined,
): TextEdit | undefined {
  if (next !== undefined) return upTo(text, span.start, span.end, startOf(next.key));
  if (previous !== undefined) {
    const from = Math.max(endOf(previous.key), endOf(previous.value));
    return text.slice(from, span.start).includes('#') ? undefined : { start: from, end: span.end, text: '' };
  }
  const close = endOf(map) - 1;
  const comma = commaBetween(text, span.end, close);
  return { start: span.start, end: comma === undefined ? span.end : comma + 1, text: '' };
}
