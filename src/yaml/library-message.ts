/** What the library's error means, in plain words. Its own words where there are no better ones. */
export function plainMessage(code: string, message: string): string {
  const found = BY_MESSAGE.find(([start]) => message.startsWith(start));
  if (found !== undefined) return found[1];
  const closing = /must (?:be sufficiently indented and )?end with a ([\]}])$/.exec(message)?.[1];
  if (closing !== undefined) return `This bracket is never closed: \`${closing}\` is missing.`;
  return BY_CODE[code] ?? `${message}.`;
}

const BY_MESSAGE: readonly (readonly [string, string])[] = [
  ['Missing closing', 'This quote is never closed.'],
  ['Implicit map keys need to be followed', 'A colon is missing behind this key.'],
  ['Missing , between', 'A comma is missing before this.'],
  ['Missing , or : between', 'A comma or a colon is missing before this.'],
  ['Missing space after :', 'A space must stand behind this colon.'],
  ['Sequence item without -', 'A dash is missing before this: it stands in a list.'],
  ['Block collection cannot start on same line', 'A mapping or list cannot begin on the line of `---`.'],
  ['Tags and anchors must be separated', 'A space must stand between a tag or anchor and what it belongs to.'],
  ['Block scalar header includes extra characters', 'Text begins on the line below a `|` or `>`, not beside it.'],
  ['Unexpected ,', 'There is nothing before this comma.'],
  ['Could not resolve tag', 'This tag has no meaning: its handle is not declared.'],
];

const BY_CODE: { readonly [code: string]: string } = {
  ALIAS_PROPS: 'An alias cannot have a tag or an anchor.',
  BAD_ALIAS: 'An anchor or alias needs a name.',
  BAD_DQ_ESCAPE: 'This is no escape. Write `\\\\` for a backslash, or put the text in single quotes.',
  BAD_INDENT: 'This line is not indented like the lines that it belongs to.',
  BAD_PROP_ORDER: 'Tags and anchors stand behind the `-`, `?` or `:`.',
  BAD_SCALAR_START: 'Text cannot begin with this character. Put it in quotes.',
  BLOCK_AS_IMPLICIT_KEY: 'There cannot be another key on this line. Put the text in quotes, or begin a new line.',
  BLOCK_IN_FLOW: 'Between brackets there can be no dashes and no indented mappings.',
  MULTILINE_IMPLICIT_KEY: 'A key must stand on one line. Is a colon missing?',
  MULTIPLE_ANCHORS: 'A value can have one anchor only.',
  MULTIPLE_TAGS: 'A value can have one tag only.',
  RESOURCE_EXHAUSTION: 'This is nested too deeply to be read.',
  TAB_AS_INDENT: 'Tabs cannot indent. Use spaces.',
  UNEXPECTED_TOKEN: 'This cannot stand here.',
};
