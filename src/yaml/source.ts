import { absoluteEnd, absoluteSpan, absoluteStart, type Chunk, type StoredDocument, stored } from './chunk.ts';
import type { Dialect } from './dialect.ts';
import { documentProblems } from './document-problems.ts';
import type { TextEdit } from './edit.ts';
import type { YamlNode, YamlProblem } from './node.ts';
import { charactersBehind } from './read-ahead.ts';
import type { Span } from './span.ts';
import { parseStored, type StoredFile } from './stored-file.ts';
import { updateStored } from './update.ts';

/** One YAML document of a text. */
export interface YamlDocument {
  /** Undefined for a document without content. */
  readonly root: YamlNode | undefined;
}

/** A parsed YAML text. */
export interface SourceFile {
  readonly text: string;
  readonly dialect: Dialect;
  /** At least one, in the order of the text. Only of manifests does the program read more than the first. */
  readonly documents: readonly YamlDocument[];
}

/** Parses a text. Never throws: what is wrong with it is told by `problemsOf`. */
export function parseSource(text: string, dialect: Dialect): SourceFile {
  return parseStored(text, dialect);
}

/**
 * The file after an edit, equal to a full parse of the new text. Documents, entries of the root mapping and list items
 * that the edit did not touch keep their nodes and stamps; `file` itself must not be used afterwards. An edit outside
 * the text is cut to it.
 */
export function updateSource(file: SourceFile, edit: TextEdit): SourceFile {
  const start = Math.min(Math.max(edit.start, 0), file.text.length);
  const end = Math.min(Math.max(edit.end, start), file.text.length);
  return updateStored(file as StoredFile, { start, end, text: edit.text });
}

/** What is wrong with the YAML itself, by the program that reads it, in the order of the text. */
export function problemsOf(file: SourceFile): readonly YamlProblem[] {
  const { documents, dialect } = file as StoredFile;
  const out: YamlProblem[] = [];
  for (const document of dialect === 'manifest' ? documents : documents.slice(0, 1)) {
    collect(document.chunk, 0, out);
    out.push(...documentProblems(document));
  }
  out.push(...charactersBehind(documents, file.text, dialect));
  return out.sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
}

function collect(chunk: Chunk, parentStart: number, out: YamlProblem[]): void {
  const start = parentStart + chunk.base;
  for (const { nature, code, message, rel, length } of chunk.problems) {
    if (nature === 'silent') continue;
    out.push({ code, message, span: { start: start + rel, end: start + rel + length } });
  }
  for (const child of chunk.children) collect(child, start, out);
}

/** From the document's first character, `---` included, to the next document or the end of the text. */
export function documentSpan(document: YamlDocument): Span {
  const { chunk } = document as StoredDocument;
  return { start: chunk.start, end: chunk.start + chunk.length };
}

/** Whether the parser could not read the document as it stands: what is missing in its tree may still be in its text. */
export function hasSyntaxError(document: YamlDocument): boolean {
  return (document as StoredDocument).broken;
}

/** Absolute offset of the node's first character, behind its tag and anchor. */
export function startOf(node: YamlNode): number {
  return absoluteStart(node);
}

/** Absolute offset behind the node's last character; comments and blanks behind it are not its own. */
export function endOf(node: YamlNode): number {
  return absoluteEnd(node);
}

/** Where the node stands now. Offsets move with edits: whoever awaits must ask again. */
export function spanOf(node: YamlNode): Span {
  return absoluteSpan(node);
}

/**
 * An identity that changes whenever something changes inside the chunk (document, root entry or list item) that the
 * node belongs to, or in what its aliases stand for, and stays the same otherwise: a key for what was found about it.
 */
export function stampOf(node: YamlNode): object {
  return stored(node).chunk.stamp;
}

/** One step from a collection to what it holds. */
export type PathStep =
  | { readonly kind: 'key'; readonly index: number; readonly node: YamlNode }
  | { readonly kind: 'value'; readonly index: number; readonly node: YamlNode }
  | { readonly kind: 'item'; readonly index: number; readonly node: YamlNode };

/**
 * The way from the document's root (not itself a step) to the innermost node that holds `offset` or touches it. Empty
 * when the offset is in no child of the root.
 */
export function nodeAt(document: YamlDocument, offset: number): { readonly path: readonly PathStep[] } {
  const path: PathStep[] = [];
  for (let node = document.root; node !== undefined; ) {
    const step: PathStep | undefined = stepTo(node, offset);
    if (step === undefined) break;
    path.push(step);
    node = step.node;
  }
  return { path };
}

function stepTo(node: YamlNode, offset: number): PathStep | undefined {
  if (node.kind === 'map') {
    const index = lastAt(node.pairs.length, offset, at => startOf(node.pairs[at]?.key ?? node));
    const pair = node.pairs[index];
    if (pair === undefined) return undefined;
    if (holds(pair.value, offset)) return { kind: 'value', index, node: pair.value };
    return holds(pair.key, offset) ? { kind: 'key', index, node: pair.key } : undefined;
  }
  if (node.kind !== 'seq') return undefined;
  const index = lastAt(node.items.length, offset, at => startOf(node.items[at] ?? node));
  const item = node.items[index];
  return item !== undefined && holds(item, offset) ? { kind: 'item', index, node: item } : undefined;
}

/** Index of the last element that starts at or before `offset`, or -1. */
function lastAt(length: number, offset: number, start: (index: number) => number): number {
  let low = -1;
  let high = length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (start(middle) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

function holds(node: YamlNode, offset: number): boolean {
  return startOf(node) <= offset && offset <= endOf(node);
}
