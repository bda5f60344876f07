import { absoluteEnd, READ_TO, type StoredDocument } from './chunk.ts';
import type { Dialect } from './dialect.ts';
import type { YamlProblem } from './node.ts';
import { forbiddenCharacters } from './refused/characters.ts';

/** Bytes that go-yaml v2 reads at once; characters that are cut at the end are left to the next time. */
const BLOCK = 512;
/** Characters that are looked at to know a `---`. */
const LOOKAHEAD = 4;

/**
 * The control characters behind what is read of the first document that keep its program from reading it: Prometheus
 * reads on by blocks, and rule files to their end.
 */
export function charactersBehind(documents: readonly StoredDocument[], text: string, dialect: Dialect): YamlProblem[] {
  const [first, second] = documents;
  const readTo = first?.chunk.problems.find(({ code }) => code === READ_TO);
  if (dialect === 'manifest' || first === undefined || (readTo ?? second) === undefined) return [];
  const start = readTo === undefined ? (second?.chunk.start ?? text.length) : first.chunk.start + readTo.rel;
  const found = forbiddenCharacters(text, start, text.length);
  if (found.length === 0 || dialect === 'rules') return found;
  const content = first.root === undefined ? first.chunk.start : absoluteEnd(first.root);
  const mark = text.slice(content, start).search(/^\.\.\.(?:\s|$)/m);
  const end = blocksTo(text, mark < 0 ? start : content + mark);
  return found.filter(({ span }) => span.start < end);
}

/** Where the blocks end that are read when the scanner stands at `at`. */
function blocksTo(text: string, at: number): number {
  let end = 0;
  while (end < at + LOOKAHEAD && end < text.length) end = blockEnd(text, end);
  return end;
}

function blockEnd(text: string, start: number): number {
  let bytes = 0;
  for (let at = start; at < text.length; ) {
    const code = text.codePointAt(at) ?? 0;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    if (bytes > BLOCK) return at;
    at += code < 0x10000 ? 1 : 2;
  }
  return text.length;
}
