import type { Random } from '../random.ts';

/** A line that holds a key: `head` is its indentation with the dashes. */
export interface PairLine {
  readonly at: number;
  readonly head: string;
  readonly key: string;
  readonly value: string;
}

/** Index of a line at random. */
export function anyLine(lines: readonly string[], random: Random): number {
  return random.below(lines.length);
}

export function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}

/** Behind the last line that is indented deeper than line `start`. */
export function blockEnd(lines: readonly string[], start: number): number {
  const depth = indentOf(lines[start] ?? '');
  let end = start + 1;
  while (end < lines.length && ((lines[end] ?? '').trim() === '' || indentOf(lines[end] ?? '') > depth)) end++;
  return end;
}

/** The key and value of a line, undefined where there is none. */
export function pairAt(lines: readonly string[], at: number): PairLine | undefined {
  const found = /^(\s*(?:- +)*)([\w"'.<]+):(?:[ \t]+(.*))?$/.exec(lines[at] ?? '');
  return found ? { at, head: found[1] ?? '', key: found[2] ?? '', value: found[3] ?? '' } : undefined;
}

/** A line with a key at random, undefined when none is found. */
export function anyPair(lines: readonly string[], random: Random): PairLine | undefined {
  const pairs = lines.flatMap((_, at) => pairAt(lines, at) ?? []);
  return pairs.length === 0 ? undefined : random.pick(pairs);
}

/** One with a plain or quoted value on the same line. */
export function anyValue(lines: readonly string[], random: Random): PairLine | undefined {
  const pairs = lines.flatMap((_, at) => pairAt(lines, at) ?? []).filter(({ value }) => /^[^|>&*#]/.test(value));
  return pairs.length === 0 ? undefined : random.pick(pairs);
}

/** A key whose block holds nothing but what `pattern` matches, with those lines, trimmed; undefined for none. */
export function anyBlockOf(
  lines: readonly string[],
  pattern: RegExp,
  random: Random,
): { readonly pair: PairLine; readonly end: number; readonly children: readonly string[] } | undefined {
  const blocks = lines.flatMap((_, at) => {
    const pair = pairAt(lines, at);
    const end = blockEnd(lines, at);
    const children = lines.slice(at + 1, end).filter(line => line.trim() !== '');
    const fits = pair?.value === '' && children.length > 0 && children.every(line => pattern.test(line));
    return fits ? [{ pair, end, children: children.map(line => line.trim()) }] : [];
  });
  return blocks.length === 0 ? undefined : random.pick(blocks);
}
