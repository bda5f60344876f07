import { re2jsClassName } from './class-names.ts';

/** A regex in the syntax of re2js, and what its groups are called in Go's. */
export interface Re2jsSource {
  readonly source: string;
  /** By group number: the name, empty for groups without one. Entry 0 is the whole match. */
  readonly names: readonly string[];
}

// Unicode classes and groups, after all that may hold their characters and means something else: quotes, escapes,
// bracketed classes with their inner [:names:]. A `]` right at the start of a bracketed class is an ordinary character.
const PIECE =
  /\\Q.*?(?:\\E|$)|\\[pP](?:\{[^}]{0,100}\}|.)|\\.|\[\^?\]?(?:\\.|\[:[a-zA-Z^]{1,20}:\]|[^\]\\])*(?:\]|$)|\((?:\?P?<(\w+)>|(?!\?))/gs;
const ESCAPE = /\\[pP](?:\{[^}]{0,100}\}|.)|\\./gs;

/**
 * Says a Go regex in the way of re2js where the two differ: several groups of one name, names of Unicode classes. A
 * source that Go refuses may come out in any way, as long as it stays refused. What remains different are the
 * characters that Unicode has assigned or given other properties since version 15.0, which Go has: `\p{L}` or `(?i)`
 * may match those here.
 */
export function re2jsSource(source: string): Re2jsSource {
  const names = [''];
  const rewritten = source.replace(PIECE, (piece: string, name: string | undefined) => {
    if (piece.startsWith('\\')) return rewrittenEscape(piece);
    if (piece.startsWith('[')) return piece.replace(ESCAPE, rewrittenEscape);
    names.push(name ?? '');
    return name === undefined ? piece : `(?P<group${names.length - 1}>`;
  });
  return { source: rewritten, names };
}

function rewrittenEscape(piece: string): string {
  const [, letter, name] = /^\\([pP])(?:\{([^}]*)\}|[a-z])$/.exec(piece) ?? [];
  if (letter === undefined) return piece;
  return `\\${letter}{${re2jsClassName(name ?? piece.slice(2))}}`;
}
