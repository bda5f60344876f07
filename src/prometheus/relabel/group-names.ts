/** A regex whose groups carry unique names, and what they are called in the source. */
export interface NamedGroups {
  readonly source: string;
  /** By group number: the name, empty for groups without one. Entry 0 is the whole match. */
  readonly names: readonly string[];
}

// What may hold an opening parenthesis that opens no group comes first: quotes, escapes, classes with their inner
// [:names:]. A `]` right at the start of a class is an ordinary character.
const PIECE = /\\Q.*?(?:\\E|$)|\\.|\[\^?\]?(?:\\.|\[:[a-zA-Z^]{1,20}:\]|[^\]\\])*(?:\]|$)|\((?:\?P?<(\w+)>|(?!\?))/gs;

/**
 * Go lets several groups of one regex have the same name, re2js does not: gives each a name of its own. A source that
 * Go refuses may come out in any way, as long as it stays refused.
 */
export function withUniqueGroupNames(source: string): NamedGroups {
  const names = [''];
  const unique = source.replace(PIECE, (piece: string, name: string | undefined) => {
    if (!piece.startsWith('(')) return piece;
    names.push(name ?? '');
    return name === undefined ? piece : `(?P<group${names.length - 1}>`;
  });
  return { source: unique, names };
}
