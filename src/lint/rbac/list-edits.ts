import { compareUtf8 } from '../../prometheus/utf8-order.ts';
import type { TextEdit } from '../../yaml/edit.ts';
import { removeItem } from '../../yaml/edits.ts';
import { columnAt, commaBetween, flowAppend, isSound, lineBreakOf, linesBehind } from '../../yaml/insertion.ts';
import { lineStartAt } from '../../yaml/lines.ts';
import type { Pair, SeqNode, YamlNode } from '../../yaml/node.ts';
import { endOf, type SourceFile, spanOf, startOf } from '../../yaml/source.ts';
import { quoteDouble, writeText } from '../../yaml/write-scalar.ts';

/**
 * Adds texts to a list of scalars, written as its other items are: at their places where the items are sorted, else at the
 * end. Undefined where the text leaves no certain way.
 */
export function addTexts(file: SourceFile, seq: SeqNode, texts: readonly string[]): readonly TextEdit[] | undefined {
  if (!isSound(file, seq) || seq.items.some(item => item.kind !== 'scalar')) return undefined;
  const present = seq.items.map(textOf);
  const isSorted =
    present.length > 1 &&
    present.every((text, index) => index === 0 || compareUtf8(present[index - 1] ?? '', text) <= 0);
  const byPlace = Map.groupBy([...texts].sort(compareUtf8), text => {
    const index = isSorted ? present.findIndex(other => compareUtf8(text, other) < 0) : -1;
    return index < 0 ? present.length : index;
  });
  const edits = [...byPlace].map(([index, same]) => insertAt(file, seq, index, same));
  return edits.some(edit => edit === undefined) ? undefined : edits.filter(edit => edit !== undefined);
}

function insertAt(file: SourceFile, seq: SeqNode, index: number, texts: readonly string[]): TextEdit | undefined {
  const written = texts.map(text => writtenAs(seq.items[0], text));
  const next = seq.items[index];
  if (seq.flow) {
    if (!next) return flowAppend(file, seq, written.join(', '));
    return { start: startOf(next), end: startOf(next), text: written.map(one => `${one}, `).join('') };
  }
  if (file.text[startOf(seq)] !== '-') return undefined;
  const column = columnAt(file.text, startOf(seq));
  const lines = written.map(one => `${' '.repeat(column)}- ${one}`);
  const last = seq.items.at(-1);
  if (!next) return last && linesBehind(file, last, lines);
  const at = lineStartAt(file.text, startOf(next));
  // The line of the first item may hold more than the item.
  if (!/^ *- *$/.test(file.text.slice(at, startOf(next)))) return undefined;
  const lineBreak = lineBreakOf(file.text);
  return { start: at, end: at, text: lines.map(line => line + lineBreak).join('') };
}

/** The text as it is written beside `neighbour`: in the same quotes. */
export function writtenAs(neighbour: YamlNode | undefined, text: string): string {
  if (neighbour?.kind !== 'scalar') return writeText(text);
  if (neighbour.style === 'double') return quoteDouble(text);
  return neighbour.style === 'single' ? `'${text.replaceAll("'", "''")}'` : writeText(text);
}

/** Leaves the items at which `isKept` holds. Undefined for none of them, and where the text leaves no certain way. */
export function keepItems(
  file: SourceFile,
  seq: SeqNode,
  isKept: (index: number) => boolean,
): readonly TextEdit[] | undefined {
  const taken = seq.items.flatMap((_, index) => (isKept(index) ? [] : [index]));
  if (taken.length === seq.items.length) return undefined;
  if (!seq.flow || taken.length < 2) {
    const edits = taken.map(index => takeItem(file, seq, index));
    return edits.every(edit => edit !== undefined) ? edits : undefined;
  }
  const { start, end } = spanOf(seq);
  if (!isSound(file, seq) || file.text.slice(start, end).includes('#')) return undefined;
  const texts = seq.items.flatMap((item, index) =>
    isKept(index) ? [file.text.slice(startOf(item), endOf(item))] : [],
  );
  return [{ start, end, text: `[${texts.join(', ')}]` }];
}

/** Leaves an empty list as the value of an entry. Undefined where comments stand. */
export function emptyList(file: SourceFile, { key, value }: Pair): TextEdit | undefined {
  const start = endOf(key) + 1;
  const end = endOf(value);
  const isPlain = /^: *(?:\r?\n)? *$/.test(file.text.slice(endOf(key), startOf(value)));
  if (!isPlain || !isSound(file, value) || file.text.slice(start, end).includes('#')) return undefined;
  return { start, end, text: ' []' };
}

/** Removes an item of a list, be it in lines or between brackets. Undefined for the only one, and where comments stand. */
export function takeItem(file: SourceFile, seq: SeqNode, index: number): TextEdit | undefined {
  const item = seq.items[index];
  if (!item || seq.items.length === 1 || !isSound(file, seq)) return undefined;
  if (!seq.flow) return removeItem(file, seq, index);
  const next = seq.items[index + 1];
  const previous = seq.items[index - 1];
  const span = next
    ? { start: startOf(item), end: startOf(next) }
    : { start: previous ? endOf(previous) : startOf(item), end: endOf(item) };
  const taken = file.text.slice(span.start, span.end);
  if (taken.includes('#') || commaBetween(file.text, span.start, span.end) === undefined) return undefined;
  return { ...span, text: '' };
}

function textOf(node: YamlNode): string {
  return node.kind === 'scalar' ? node.text : '';
}
