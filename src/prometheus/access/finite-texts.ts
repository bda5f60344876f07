/** More texts than this are not told apart. */
const MOST = 32;
const LITERAL = /[^\\.+*?()|[\]{}^$]/;

interface Reader {
  readonly source: string;
  at: number;
}

/**
 * The texts that a regex matches when those are few and can be read off it: literals, alternatives, groups, what is
 * optional. Undefined for any other, which only means that more is thought possible.
 */
export function finiteTexts(source: string): readonly string[] | undefined {
  if (source.length > 2000) return undefined;
  const reader: Reader = { source: source.replace(/^\^/, '').replace(/(?<!\\)\$$/, ''), at: 0 };
  const texts = alternatives(reader);
  return reader.at === reader.source.length ? texts : undefined;
}

function alternatives(reader: Reader): readonly string[] | undefined {
  const all = new Set<string>();
  for (;;) {
    const texts = sequence(reader);
    if (!texts) return undefined;
    for (const text of texts) all.add(text);
    if (reader.source[reader.at] !== '|') break;
    reader.at++;
  }
  return all.size > MOST ? undefined : [...all];
}

function sequence(reader: Reader): readonly string[] | undefined {
  let texts: readonly string[] = [''];
  while (reader.at < reader.source.length && !/[|)]/.test(reader.source[reader.at] ?? '')) {
    const item = optional(reader, one(reader));
    if (!item || texts.length * item.length > MOST) return undefined;
    texts = texts.flatMap(head => item.map(tail => head + tail));
  }
  return texts;
}

function optional(reader: Reader, item: readonly string[] | undefined): readonly string[] | undefined {
  if (!item || reader.source[reader.at] !== '?') return item;
  reader.at++;
  return reader.source[reader.at] === '?' ? undefined : [...item, ''];
}

function one(reader: Reader): readonly string[] | undefined {
  const { source, at } = reader;
  const character = source[at] ?? '';
  if (character === '(') return group(reader);
  if (character === '\\') {
    const escaped = source[at + 1] ?? '';
    reader.at += 2;
    return /^[!-/:-@[-`{-~]$/.test(escaped) ? [escaped] : undefined;
  }
  reader.at++;
  return LITERAL.test(character) ? [character] : undefined;
}

function group(reader: Reader): readonly string[] | undefined {
  reader.at += reader.source.startsWith('(?:', reader.at) ? 3 : 1;
  const texts = alternatives(reader);
  if (!texts || reader.source[reader.at] !== ')') return undefined;
  reader.at++;
  return texts;
}
