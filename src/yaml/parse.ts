import { Composer, type CST, type Document, type ParsedNode, Parser } from './library.js';

/** What the library made of a text. */
export interface Parsed {
  readonly documents: readonly Document.Parsed<ParsedNode>[];
  /** The types of the tokens at the level of the stream. */
  readonly types: ReadonlySet<string>;
  /** For each document whether its tree holds all of its text. */
  readonly intact: readonly boolean[];
}

/**
 * `failsafe`: every scalar keeps its text, the dialect decides later what it is. `strict: false` accepts `"a"#c` as the
 * Go programs do; the length of keys is then checked by ourselves. `uniqueKeys` is quadratic.
 */
const OPTIONS = {
  schema: 'failsafe',
  keepSourceTokens: true,
  resolveKnownTags: false,
  uniqueKeys: false,
  strict: false,
  prettyErrors: false,
  logLevel: 'silent',
} as const;

/** Parses a text with the library. Never throws; errors are data of the documents. */
export function parseText(text: string): Parsed {
  const tokens = [...new Parser().parse(text)];
  const composed = [...new Composer(OPTIONS).compose(tokens, true, text.length)];
  const documents = composed as Document.Parsed<ParsedNode>[];
  const intact = tokens.filter(token => token.type === 'document').map(token => isIntact(token.value));
  return { documents, types: new Set(tokens.map(token => token.type)), intact };
}

/**
 * The composer drops a value that follows a key without colon, and with it every error inside. Whether that happened,
 * or anything was left open, shows in the tokens. Without recursion: the nesting of tokens has no bound.
 */
function isIntact(root: CST.Token | undefined): boolean {
  const stack: CST.Token[] = root === undefined ? [] : [root];
  for (let token = stack.pop(); token !== undefined; token = stack.pop()) {
    if (!isClosed(token)) return false;
    if (!('items' in token)) continue;
    for (const item of token.items) {
      if (item.value) stack.push(item.value);
      if (!('key' in item) || !item.key) continue;
      stack.push(item.key);
      if (item.value && !item.sep?.some(part => part.type === 'map-value-ind')) return false;
    }
  }
  return true;
}

function isClosed(token: CST.Token): boolean {
  switch (token.type) {
    case 'single-quoted-scalar':
    case 'double-quoted-scalar':
      return token.source.length > 1 && token.source.at(-1) === token.source[0];
    case 'flow-collection':
      return token.end[0]?.source === ']' || token.end[0]?.source === '}';
    case 'block-map':
      return !token.items.some(item => propertiesBeforeLineBreak(item.start));
    default:
      return true;
  }
}

/** A tag or anchor alone on a line before a key makes an error that stands at the next line. */
function propertiesBeforeLineBreak(start: readonly CST.SourceToken[]): boolean {
  const first = start.findIndex(part => part.type === 'anchor' || part.type === 'tag');
  return first >= 0 && start.slice(first).some(part => part.type === 'newline');
}
