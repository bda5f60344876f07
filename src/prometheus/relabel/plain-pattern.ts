/** A regex that plain string operations can answer. Every one of them is anchored at both ends. */
export type PlainPattern =
  /** `foo`, `a|b|c`, `(a|b|c)`, `(?:a|b)`: the text is one of these. */
  | { readonly kind: 'alternatives'; readonly texts: ReadonlySet<string>; readonly captured: boolean }
  /** `.*`, `(.+)`, `foo.*`, `foo-(.+)`, `(.*)-bar`: a prefix, at least `least` characters, a suffix. */
  | {
      readonly kind: 'wildcard';
      readonly prefix: string;
      readonly suffix: string;
      readonly least: 0 | 1;
      readonly captured: boolean;
    };

const LITERAL = String.raw`(?:[^\\.+*?()|[\]{}^$]|\\[!-/:-@[-\`{-~])*`;
const ALTERNATIVES = new RegExp(`^${LITERAL}(?:\\|${LITERAL})*$`);
const GROUP = /^\((\?:)?(.*)\)$/s;
const WILDCARD = new RegExp(`^(${LITERAL})(?:\\.([*+])|\\(\\.([*+])\\))(${LITERAL})$`);

/** Beyond this, looking for a fast path is not worth its time. */
const LONGEST_SOURCE = 100_000;

/** The plain form of a regex that has one; undefined for all others, which is never wrong, only slower. */
export function plainPattern(source: string): PlainPattern | undefined {
  if (source.length > LONGEST_SOURCE) return undefined;
  const wildcard = WILDCARD.exec(source);
  if (wildcard) return wildcardOf(wildcard);
  const group = GROUP.exec(source);
  const alternatives = group?.[2] ?? source;
  if (!ALTERNATIVES.test(alternatives)) return undefined;
  const captured = group !== null && group[1] === undefined;
  return { kind: 'alternatives', texts: alternativesOf(alternatives), captured };
}

/** The unescaped texts between the bars of `a|b\|c`. */
function alternativesOf(source: string): ReadonlySet<string> {
  const texts = new Set<string>();
  let text = '';
  for (const [piece] of source.matchAll(/\\.|\||[^\\|]+/gs)) {
    if (piece === '|') {
      texts.add(text);
      text = '';
    } else {
      text += unescaped(piece);
    }
  }
  return texts.add(text);
}

function wildcardOf(parts: RegExpExecArray): PlainPattern {
  const [, prefix = '', bare, grouped, suffix = ''] = parts;
  return {
    kind: 'wildcard',
    prefix: unescaped(prefix),
    suffix: unescaped(suffix),
    least: (bare ?? grouped) === '+' ? 1 : 0,
    captured: grouped !== undefined,
  };
}

function unescaped(literal: string): string {
  return literal.replace(/\\(.)/gs, '$1');
}
