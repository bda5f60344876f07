import type { Random } from '../random.ts';
import { anyBlockOf, anyLine, anyPair, anyValue, blockEnd, indentOf, type PairLine } from './text-pairs.ts';
import { KEYS, ODD_CHARACTERS, VALUES } from './text-values.ts';

/** Changes the lines of a text in place; some find nothing to change. */
export type TextChange = (lines: string[], random: Random) => void;

/** The text with the change of that name. */
export function changeText(text: string, name: string, random: Random): string {
  const lines = text.replace(/\n$/, '').split('\n');
  TEXT_CHANGES[name]?.(lines, random);
  return `${lines.join('\n')}\n`;
}

/** The changes by name: what slips of the hand, of an editor or of a generator do to a text. */
export const TEXT_CHANGES: { readonly [name: string]: TextChange } = {
  'line deleted': (lines, random) => void lines.splice(anyLine(lines, random), 1),
  'block deleted': onBlock((lines, start, end) => void lines.splice(start, end - start)),
  'line twice': onBlock((lines, start) => void lines.splice(start, 0, lines[start] ?? '')),
  'block twice': onBlock((lines, start, end) => void lines.splice(start, 0, ...lines.slice(start, end))),
  'line moved': (lines, random) => {
    const [line = ''] = lines.splice(anyLine(lines, random), 1);
    lines.splice(random.below(lines.length + 1), 0, line);
  },
  'block moved': onBlock((lines, start, end, random) => {
    const block = lines.splice(start, end - start);
    lines.splice(random.below(lines.length + 1), 0, ...block);
  }),
  'line indented': onEachLine((line, random) => ' '.repeat(1 + random.below(3)) + line),
  'line dedented': onEachLine((line, random) => line.slice(Math.min(indentOf(line), 1 + random.below(3)))),
  'block indented': onBlock((lines, start, end, random) => {
    const by = ' '.repeat(1 + random.below(4));
    for (let at = start; at < end; at++) lines[at] = by + (lines[at] ?? '');
  }),
  'block dedented': onBlock((lines, start, end, random) => {
    const by = 1 + random.below(3);
    for (let at = start; at < end; at++) lines[at] = (lines[at] ?? '').slice(Math.min(indentOf(lines[at] ?? ''), by));
  }),
  'cut off': (lines, random) => {
    const text = lines.join('\n');
    lines.splice(0, lines.length, ...text.slice(0, random.below(text.length)).split('\n'));
  },
  'character deleted': onCharacter((before, after) => before + after.slice(1)),
  'character added': onCharacter((before, after, random) => before + random.pick(ODD_CHARACTERS) + after),
  'character replaced': onCharacter((before, after, random) => before + random.pick(ODD_CHARACTERS) + after.slice(1)),
  'quotes swapped': onEachLine(line => line.replace(/['"]/g, quote => (quote === "'" ? '"' : "'"))),
  'quotes removed': onEachLine(line => line.replace(/['"]/g, '')),
  'value quoted': onPair(anyValue, ({ value }, random) => around(value, random.pick(["'", '"']))),
  'key quoted': (lines, random) => {
    const pair = anyPair(lines, random);
    if (pair) lines[pair.at] = `${pair.head}${around(pair.key, random.pick(["'", '"']))}: ${pair.value}`;
  },
  'tabs as indentation': onEachLine(line => line.replace(/^ +/, blanks => '\t'.repeat(Math.ceil(blanks.length / 2)))),
  'tab in a line': onEachLine((line, random) =>
    random.pick([
      `${line}\t`,
      line.replace(': ', ':\t'),
      line.replace('- ', '-\t'),
      `${line}\t# c`,
      line.replace(':', '\t:'),
    ]),
  ),
  'line of tabs': (lines, random) => insert(lines, random, ['\t', ' \t', '  \t', '\t# c', '  \t# c']),
  'blank line': (lines, random) => insert(lines, random, ['', '   ', '              ']),
  'spaces behind': onEachLine(line => `${line}   `),
  'comment behind': onEachLine((line, random) =>
    line.concat(
      random.pick([' # c', '# c', ' #', ' # \u00e9\u{1f600}\u2028', ' # \t', ' # "\'', ' # \u0085', ' # - a: b']),
    ),
  ),
  'comment line': (lines, random) =>
    insert(lines, random, ['# c', '#', "    # it's", '  #---', '# \u2029 x', '      # {']),
  'other value': onPair(anyPair, (_, random) => random.pick(VALUES)),
  'other item': onEachLine((line, random) =>
    line.replace(/^(\s*- +)[^\s].*/, `$1${random.pick(VALUES).replaceAll('$', '$$$$')}`),
  ),
  'other key': (lines, random) => {
    const pair = anyPair(lines, random);
    if (pair) lines[pair.at] = `${pair.head}${random.pick(KEYS)}: ${pair.value}`;
  },
  'new pair': (lines, random) => {
    const pair = anyPair(lines, random);
    if (pair) lines.splice(pair.at + 1, 0, `${blank(pair.head)}${random.pick(KEYS)}: ${random.pick(VALUES)}`);
  },
  'explicit key': onPairLines(anyPair, ({ head, key, value }) => [`${head}? ${key}`, `${blank(head)}: ${value}`]),
  'space at the colon': onEachLine((line, random) => line.replace(':', random.pick([' :', '  :', '::', ':  ', ': :']))),
  'no space at the colon': onEachLine(line => line.replace(': ', ':')),
  'other dash': onEachLine((line, random) =>
    random.pick([
      line.replace('- ', '-'),
      line.replace('- ', '  '),
      line.replace('- ', '- - '),
      line.replace(/^(\s*)(\w)/, '$1- $2'),
    ]),
  ),
  'block scalar': onPairLines(anyValue, ({ head, key, value }, random) => [
    `${head}${key}: ${random.pick(['|', '>', '|-', '>-', '|+', '>+', '|2', '>1-', '| # c', '|9', '|0'])}`,
    `${' '.repeat(head.length + random.pick([1, 2, 2, 4]))}${value}`,
  ]),
  'value on the next line': onPairLines(anyValue, ({ head, key, value }, random) => [
    `${head}${key}:`,
    `${' '.repeat(head.length + random.below(4))}${value}`,
  ]),
  'value on two lines': onPairLines(anyValue, ({ head, key, value }, random) => {
    const at = random.below(value.length);
    return [`${head}${key}: ${value.slice(0, at)}`, `${' '.repeat(head.length + random.below(4))}${value.slice(at)}`];
  }),
  tag: onPair(
    anyPair,
    ({ value }, random) =>
      `${random.pick(['!!str', '!!map', '!!seq', '!!int', '!x', '!', '!!null', '!!set', '!<tag:yaml.org,2002:str>', '!!'])} ${value}`,
  ),
  anchor: onPair(
    anyPair,
    ({ value }, random) =>
      `${random.pick(['&a', '&a-b', '&a.b', '&\u00e9', '&a &b', '&a !!str', '!!str &a', '&', '&a:', '&a,'])} ${value}`,
  ),
  alias: aliasForBlock,
  merge: mergeOfItems,
  'flow list': (lines, random) => asFlow(lines, /^\s*- [^:{[&*#]+$/, random),
  'flow mapping': (lines, random) => asFlow(lines, /^\s*[\w"']+: [^#&*|>]+$/, random),
  'document mark': (lines, random) => insert(lines, random, ['---', '...', '--- ', '--- # c', '---a', '... # c']),
  'document before': (lines, random) =>
    void lines.unshift(
      ...random.pick([['---'], ['%YAML 1.1', '---'], ['# c', '---'], ['...'], ['%YAML 1.3', '---'], ['%FOO', '---']]),
    ),
  'document behind': (lines, random) =>
    void lines.push(...random.pick([['---'], ['...'], ['---', 'a: b'], ['---', 'a: ['], ['...', 'x'], ['---', '\ta']])),
  'carriage returns': lines => {
    for (let at = 0; at < lines.length; at++) lines[at] = `${lines[at] ?? ''}\r`;
  },
  'a carriage return': onEachLine(line => `${line}\r`),
  'only carriage returns': lines => void lines.splice(0, lines.length, lines.join('\r')),
  'byte order mark': lines => void lines.splice(0, 1, `\ufeff${lines[0] ?? ''}`),
  'long value': onPair(anyValue, (_, random) =>
    random.pick(['a'.repeat(1100), around('b'.repeat(5000), "'"), `"${'c '.repeat(1500)}"`]),
  ),
  'long key': (lines, random) => {
    const pair = anyPair(lines, random);
    if (pair) lines[pair.at] = `${pair.head}${'k'.repeat(random.pick([1000, 1023, 1024, 1025, 1100]))}: ${pair.value}`;
  },
  'deep value': onPair(anyPair, (_, random) => {
    const depth = random.pick([3, 50, 200]);
    return '['.repeat(depth) + ']'.repeat(depth);
  }),
};

function onEachLine(change: (line: string, random: Random) => string): TextChange {
  return (lines, random) => {
    const at = anyLine(lines, random);
    lines[at] = change(lines[at] ?? '', random);
  };
}

function onCharacter(change: (before: string, after: string, random: Random) => string): TextChange {
  return onEachLine((line, random) => {
    const at = random.below(line.length + 1);
    return change(line.slice(0, at), line.slice(at), random);
  });
}

function onBlock(change: (lines: string[], start: number, end: number, random: Random) => void): TextChange {
  return (lines, random) => {
    const start = anyLine(lines, random);
    change(lines, start, blockEnd(lines, start), random);
  };
}

type Find = (lines: readonly string[], random: Random) => PairLine | undefined;

/** Puts another value behind the key. */
function onPair(find: Find, value: (pair: PairLine, random: Random) => string): TextChange {
  return onPairLines(find, (pair, random) => [`${pair.head}${pair.key}: ${value(pair, random)}`]);
}

function onPairLines(find: Find, change: (pair: PairLine, random: Random) => readonly string[]): TextChange {
  return (lines, random) => {
    const pair = find(lines, random);
    if (pair) lines.splice(pair.at, 1, ...change(pair, random));
  };
}

/** One value gets an anchor, another one becomes its alias. */
function aliasForBlock(lines: string[], random: Random): void {
  const pairs = [anyPair(lines, random), anyPair(lines, random)].filter(pair => pair !== undefined);
  const [first, second] = pairs.toSorted((a, b) => a.at - b.at);
  if (!first || !second || first.at === second.at) return;
  const key = random.happens(1, 2) ? first.key : second.key;
  lines.splice(second.at, blockEnd(lines, second.at) - second.at, `${second.head}${key}: *x`);
  lines[first.at] = `${first.head}${first.key}: &x ${first.value}`;
}

/** One list item gets an anchor, a later one merges it: in front of its keys, behind the first, or alone. */
function mergeOfItems(lines: string[], random: Random): void {
  const starts = lines.flatMap((line, at) => (/^\s*- +\w+:/.test(line) ? [at] : []));
  if (starts.length < 2) return;
  const [first = 0, second = 0] = [random.pick(starts), random.pick(starts)].toSorted((a, b) => a - b);
  if (first === second) return;
  const line = lines[second] ?? '';
  const head = /^\s*- +/.exec(line)?.[0] ?? '';
  const own = `${blank(head)}${line.slice(head.length)}`;
  const merge = random.pick(['<<: *m', '<<: [*m]']);
  const place = random.below(3);
  if (place === 0) lines.splice(second, 1, `${head}${merge}`, own);
  else if (place === 1) lines.splice(second + 1, 0, `${blank(head)}${merge}`);
  else lines.splice(second, blockEnd(lines, second) - second, `${head}${merge}`);
  lines[first] = (lines[first] ?? '').replace(/^(\s*- +)/, (_, dash: string) => `${dash}&m\n${blank(dash)}`);
}

/** A block collection in flow style, right or nearly so. */
function asFlow(lines: string[], pattern: RegExp, random: Random): void {
  const block = anyBlockOf(lines, pattern, random);
  if (!block) return;
  const { pair, end, children } = block;
  const parts = children.map(child => child.replace(/^- /, ''));
  const [open, close] = random.happens(1, 8) !== children[0]?.startsWith('- ') ? ['[', ']'] : ['{', '}'];
  const text = random.pick([
    `${open}${parts.join(', ')}${close}`,
    `${open}${parts.join(',')},${close}`,
    `${open} ${parts.join(' , ')} `,
    `${open}\n${parts.join(',\n')}\n${close}`,
    `${open}\n    ${parts.join(',\n    ')}\n    ${close}`,
    `${open}${parts.join(', ').replaceAll(': ', ':')}${close}`,
    `${open},${parts.join(', ')}${close}`,
  ]);
  lines.splice(pair.at, end - pair.at, `${pair.head}${pair.key}: ${text}`);
}

function insert(lines: string[], random: Random, texts: readonly string[]): void {
  lines.splice(random.below(lines.length + 1), 0, random.pick(texts));
}

function around(text: string, quote: string): string {
  return `${quote}${text}${quote}`;
}

function blank(head: string): string {
  return ' '.repeat(head.length);
}
