/**
 * Values that depend on the objects of the cluster, as texts in which a symbol stands for what is not known: its name
 * between two characters of a private use area. What is written in a configuration has no such characters, or is not
 * judged.
 */
const OPEN = '\uE0A0';
const CLOSE = '\uE0A1';
const SYMBOL = /\uE0A0([^\uE0A1]*)\uE0A1/g;

/** A piece of a value: a text, or the name of what stands there. */
export type Piece = { readonly text: string } | { readonly symbol: string };

/** The text that stands for the value of `name`. */
export function symbol(name: string): string {
  return OPEN + name + CLOSE;
}

export function hasSymbols(value: string): boolean {
  return value.includes(OPEN);
}

/** Whether the value was cut inside a symbol, as a group of a regex may: it says nothing then. */
export function isTorn(value: string): boolean {
  const rest = value.replace(SYMBOL, '');
  return rest.includes(OPEN) || rest.includes(CLOSE);
}

/** The pieces of a value, no text empty. */
export function piecesOf(value: string): readonly Piece[] {
  return value
    .split(SYMBOL)
    .map((part, index) => (index % 2 === 0 ? { text: part } : { symbol: part }))
    .filter(piece => !('text' in piece) || piece.text !== '');
}

/** The names of the symbols in a value, in its order. */
export function symbolsIn(value: string): readonly string[] {
  return piecesOf(value).flatMap(piece => ('symbol' in piece ? [piece.symbol] : []));
}

/**
 * What the symbols of a value must stand for so that it is `text`; undefined when it cannot be that, `ambiguous` when it
 * can in more than one way.
 */
export function unify(value: string, text: string): ReadonlyMap<string, string> | 'ambiguous' | undefined {
  const pieces = piecesOf(value);
  const pattern = pieces.map(piece => ('text' in piece ? escapeRegex(piece.text) : '(.*?)')).join('');
  const match = new RegExp(`^${pattern}$`, 's').exec(text);
  if (!match) return undefined;
  const greedy = new RegExp(`^${pattern.replaceAll('(.*?)', '(.*)')}$`, 's').exec(text);
  const found = new Map<string, string>();
  for (const [index, name] of symbolsIn(value).entries()) {
    const part = match[index + 1] ?? '';
    if (part !== greedy?.[index + 1]) return 'ambiguous';
    const known = found.get(name);
    if (known !== undefined && known !== part) return undefined;
    found.set(name, part);
  }
  return found;
}

function escapeRegex(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}
