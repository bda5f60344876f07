import { columnAt, type NewValue } from '../../yaml/insertion.ts';
import { lineStartAt } from '../../yaml/lines.ts';
import type { Pair } from '../../yaml/node.ts';
import { endOf, type SourceFile, startOf } from '../../yaml/source.ts';

/**
 * The value of an entry as it is written, with the comment behind it, to be put into a block mapping elsewhere; undefined
 * where that is not certain: tags, anchors, texts of several lines, a comment between the key and its value.
 */
export function movedValue({ text }: SourceFile, { key, value }: Pair): NewValue | undefined {
  const [start, end] = [startOf(value), endOf(value)];
  const isBare = value.tag === undefined && value.anchor === undefined;
  if (!isBare || start === end || text.slice(endOf(key), start).includes('#')) return undefined;
  const lineEnd = text.indexOf('\n', end);
  const comment = /^[ \t]+#[^\r]*/.exec(text.slice(end, lineEnd < 0 ? text.length : lineEnd))?.[0] ?? '';
  const own = text.slice(start, end);
  if (!own.includes('\n')) return { kind: 'written', text: own + comment };
  if ((value.kind !== 'map' && value.kind !== 'seq') || value.flow) return undefined;
  const column = columnAt(text, start);
  const lines = (text.slice(lineStartAt(text, start), end) + comment).split(/\r?\n/);
  const isInside = lines.every(line => line.slice(0, column).trim() === '');
  return isInside ? { kind: 'block', lines: lines.map(line => line.slice(column)) } : undefined;
}
