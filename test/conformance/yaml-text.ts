/** The text as a double-quoted YAML scalar of ASCII characters only, which every YAML parser reads alike. */
export function yamlText(text: string): string {
  return JSON.stringify(text).replace(/[^\x20-\x7e]/gu, character => {
    const code = (character.codePointAt(0) ?? 0).toString(16);
    return code.length > 4 ? `\\U${code.padStart(8, '0')}` : `\\u${code.padStart(4, '0')}`;
  });
}
