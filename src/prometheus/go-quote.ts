const NAMED: ReadonlyMap<string, string> = new Map([
  ['\x07', '\\a'],
  ['\b', '\\b'],
  ['\f', '\\f'],
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
  ['\v', '\\v'],
  ['"', '\\"'],
  ['\\', '\\\\'],
]);

/**
 * The text as Go's `%q` prints it, for messages in Prometheus' own words. What is printable follows the Unicode version
 * of the JavaScript engine, so the newest characters may be escaped differently.
 * See https://pkg.go.dev/strconv#Quote
 */
export function goQuote(text: string): string {
  let quoted = '"';
  for (const character of text.toWellFormed()) quoted += quotedCharacter(character);
  return `${quoted}"`;
}

function quotedCharacter(character: string): string {
  const named = NAMED.get(character);
  if (named !== undefined) return named;
  if (/^[ \p{L}\p{M}\p{N}\p{P}\p{S}]$/u.test(character)) return character;
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x80) return `\\x${code.toString(16).padStart(2, '0')}`;
  if (code < 0x10000) return `\\u${code.toString(16).padStart(4, '0')}`;
  return `\\U${code.toString(16).padStart(8, '0')}`;
}
