import { documentSpan, endOf, nodeAt, type SourceFile, startOf, type YamlDocument } from '../yaml/source.ts';

/** `# yaml-language-server: $schema=…`, and `# $schema: …` of the IDEs of JetBrains. */
const SCHEMA = /^[ \t]*#[ \t]*(?:yaml-language-server[ \t]*:[^\n]{0,200}\$schema=|\$schema[ \t]*:)[ \t]*\S/gm;
/** Comment lines, blank lines and the marks between documents. */
const BETWEEN = /^(?:[ \t]*(?:#.*)?|---[ \t]*(?:#.*)?)\r?$/;

/**
 * Whether a comment names the schema of a document: then another tool judges it. It stands in the document, or right above
 * the mark that opens it. See https://github.com/redhat-developer/yaml-language-server#using-inlined-schema
 */
export function namesSchema(file: SourceFile, document: YamlDocument): boolean {
  const { start, end } = documentSpan(document);
  const from = startOfCommentsAbove(file.text, start);
  for (const { index } of file.text.slice(from, end).matchAll(SCHEMA)) {
    if (!isInsideScalar(document, from + index)) return true;
  }
  return false;
}

function startOfCommentsAbove(text: string, start: number): number {
  let from = start;
  while (from > 0) {
    const above = text.lastIndexOf('\n', from - 2) + 1;
    if (!BETWEEN.test(text.slice(above, from - 1)) || text.startsWith('---', above)) return from;
    from = above;
  }
  return from;
}

function isInsideScalar(document: YamlDocument, offset: number): boolean {
  const last = nodeAt(document, offset).path.at(-1)?.node;
  return last?.kind === 'scalar' && startOf(last) < offset && offset < endOf(last);
}
