import type { Random } from '../random.ts';

const ATOMS = [
  'a',
  'b',
  'o',
  'f',
  '.',
  '[a-c]',
  '[^a]',
  '\\w',
  '-',
  'ä',
  '😀',
  '\\.',
  ';',
  'bar',
  'foo',
  '\\d',
  '$',
  '^',
];
const REPEATS = ['', '', '', '', '*', '+', '?', '*?', '+?', '??', '{2}', '{1,2}', '{1,}?'];
const GROUPS = ['(', '(', '(?:', '(?P<n>', '(?P<m>', '(?i:', '(?s:', '(?U:'];

/** A regex that nearly always compiles, of nested groups, repeats and alternatives. */
export function randomRegex(random: Random): string {
  return alternatives(random, 3);
}

function alternatives(random: Random, depth: number): string {
  const most = random.happens(1, 3) ? 3 : 1;
  return random.list(1, most, () => sequence(random, depth)).join('|');
}

function sequence(random: Random, depth: number): string {
  return random.list(1, 3, () => piece(random, depth) + random.pick(REPEATS)).join('');
}

function piece(random: Random, depth: number): string {
  if (depth === 0 || random.happens(2, 3)) return random.pick(ATOMS);
  return `${random.pick(GROUPS)}${alternatives(random, depth - 1)})`;
}
