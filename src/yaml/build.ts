import type { StoredAlias, StoredMap, StoredNode, StoredScalar, StoredSeq } from './chunk.ts';
import { Chunk, type ChunkProblem, DOCUMENT_COLUMN, ENTRY_COLUMN, READ_TO } from './chunk.ts';
import {
  contentEnd,
  dashLines,
  type ElementLine,
  entryLines,
  type LibraryMap,
  type LibraryScalar,
  type LibrarySeq,
} from './chunk-lines.ts';
import type { Dialect } from './dialect.ts';
import { mapFlowScalar } from './flow-scalar.ts';
import { isAlias, isMap, isScalar, type ParsedNode } from './library.js';
import type { Pair, ScalarStyle, YamlNode } from './node.ts';
import { isOpen, type Parsed } from './parse.ts';
import { errorsOf, placeErrors } from './place-errors.ts';
import { nextContentLine } from './text-lines.ts';

/** The tree does not hold all of the text: only the incremental update needs to know. */
const DROPPED: ChunkProblem = { rel: 0, length: 0, code: 'yaml/dropped', message: '', nature: 'silent', local: false };

/** Where Go stops reading a document before its end. */
const BEHIND: ChunkProblem = { rel: 0, length: 0, code: READ_TO, message: '', nature: 'silent', local: false };

const TOO_DEEP: ChunkProblem = {
  rel: 0,
  length: 1,
  code: 'yaml/too-deep',
  message: 'This is nested too deeply to be read.',
  nature: 'syntax',
  local: false,
};

/**
 * The documents of a parsed text whose first character stands at `base` of the file. They tile the text: the first owns
 * what stands before it, each ends where the next begins.
 */
export function buildDocuments(parsed: Parsed, text: string, base: number, dialect: Dialect): Chunk[] {
  const starts = parsed.documents.map((document, index) => (index === 0 ? 0 : document.range[0]));
  return parsed.documents.map((document, index) => {
    const from = starts[index] ?? 0;
    const chunk = new Chunk(undefined, base + from, (starts[index + 1] ?? text.length) - from, DOCUMENT_COLUMN);
    if (parsed.intact[index] === false) drop(chunk);
    if (parsed.deep[index]) chunk.problems.push({ ...TOO_DEEP });
    const opened: Opened[] = [];
    const site: Site = { chunk, base: from, text: parsed.text, written: text, dialect, opened };
    if (document.contents) chunk.item = contentOrNothing(build(document.contents, site));
    const { errors, end } = errorsOf(document, text, dialect);
    placeErrors(site, errors);
    const readTo = parsed.ends.find(at => at >= from && at < from + chunk.length) ?? end;
    if (readTo !== undefined) chunk.problems.push({ ...BEHIND, rel: readTo - from });
    return chunk;
  });
}

/** A document of nothing but comments has an empty scalar in the library's tree. */
function contentOrNothing(root: YamlNode): YamlNode | undefined {
  const isNothing = root.kind === 'scalar' && root.style === 'plain' && root.text === '';
  return isNothing && root.tag === undefined && root.anchor === undefined ? undefined : root;
}

/** Quoted text or a flow collection, from its first character to where the library gave up. */
interface Opened {
  readonly start: number;
  readonly end: number;
}

/** Where nodes are built: into which chunk, which begins at `base` of the text. */
export interface Site {
  readonly chunk: Chunk;
  readonly base: number;
  /** What was parsed. */
  readonly text: string;
  /** What is written: other than what was parsed where that was repaired. */
  readonly written: string;
  readonly dialect: Dialect;
  /** Collects what is not closed. */
  readonly opened: Opened[];
}

/** Our nodes and chunks for a node of the library. */
export function build(node: ParsedNode, site: Site): YamlNode {
  if (node.srcToken !== undefined && isOpen(node.srcToken))
    site.opened.push({ start: node.range[0], end: node.range[1] });
  if (isMap(node)) return buildMap(node as LibraryMap, site);
  if (isAlias(node)) {
    const alias: StoredAlias = { kind: 'alias', name: node.source, ...properties(node), ...place(node, site) };
    site.chunk.referring.push(alias);
    return own(site.chunk, alias);
  }
  if (!isScalar(node)) return buildSeq(node as LibrarySeq, site);
  const style = STYLES[node.type ?? 'PLAIN'] ?? 'plain';
  const parentIndent = node.srcToken !== undefined && 'indent' in node.srcToken ? node.srcToken.indent : 0;
  const scalar = { kind: 'scalar', style, text: scalarText(node, style, site) } as const;
  return own(site.chunk, { ...scalar, ...properties(node), ...place(node, site), parentIndent });
}

/** The value; by ourselves where the library's is not Go's: a last line without break, `\'`, what was repaired. */
function scalarText(node: LibraryScalar, style: ScalarStyle, { written: text, dialect }: Site): string {
  const value = node.source;
  const [start, end] = node.range;
  if (style === 'literal' || style === 'folded') {
    const isUnended =
      dialect !== 'manifest' && end === text.length && end > start && !text.endsWith('\n') && value.endsWith('\n');
    return isUnended ? value.slice(0, -1) : value;
  }
  if (style === 'plain') return value;
  const source = text.slice(start, end);
  return source.includes('\n') || source.includes("\\'") ? mapFlowScalar(source, style).value : value;
}

const STYLES: { readonly [type: string]: ScalarStyle } = {
  PLAIN: 'plain',
  QUOTE_SINGLE: 'single',
  QUOTE_DOUBLE: 'double',
  BLOCK_LITERAL: 'literal',
  BLOCK_FOLDED: 'folded',
};

function buildMap(node: LibraryMap, site: Site): StoredMap {
  const pairs: Pair[] = [];
  const map: StoredMap = { kind: 'map', flow: node.flow === true, pairs, ...properties(node), ...place(node, site) };
  const { chunk } = site;
  const isRoot = chunk.column === DOCUMENT_COLUMN && chunk.nodes.length === 0;
  own(chunk, map);
  const lines = isRoot ? entryLines(node, site.text) : undefined;
  node.items.forEach(({ key, value }, index) => {
    const line = lines?.[index];
    if (lines === undefined || line === undefined) {
      pairs.push(buildPair(key, value, site));
      return;
    }
    const entry = addChild(site, { line, column: ENTRY_COLUMN }, lines[index + 1], contentEnd(value ?? key), map);
    entry.pair = buildPair(key, value, { ...site, chunk: entry, base: line });
    pairs.push(entry.pair);
  });
  if (pairs.some(({ key }) => key.kind === 'scalar' && key.text === '<<')) chunk.referring.push(map);
  return map;
}

function buildPair(key: ParsedNode, value: ParsedNode | null, site: Site): Pair {
  const builtKey = build(key, site);
  return { key: builtKey, value: value === null ? absent(key.range[1], site) : build(value, site) };
}

/** An empty plain scalar where a value would stand. */
function absent(at: number, { chunk, base }: Site): StoredScalar {
  return own(chunk, {
    kind: 'scalar',
    style: 'plain',
    text: '',
    tag: undefined,
    anchor: undefined,
    chunk,
    rel: at - base,
    length: 0,
    parentIndent: 0,
  });
}

function buildSeq(node: LibrarySeq, site: Site): StoredSeq {
  const items: YamlNode[] = [];
  const seq: StoredSeq = { kind: 'seq', flow: node.flow === true, items, ...properties(node), ...place(node, site) };
  own(site.chunk, seq);
  const lines = dashLines(node, site.text);
  node.items.forEach((item, index) => {
    const line = lines?.[index];
    if (line === undefined) {
      items.push(build(item, site));
      return;
    }
    const child = addChild(site, line, lines?.[index + 1]?.line, contentEnd(item), seq);
    child.item = build(item, { ...site, chunk: child, base: line.line });
    items.push(child.item);
  });
  return seq;
}

/** A chunk for one element of a list. Something that is no content before the next one makes the tree incomplete. */
function addChild(
  site: Site,
  from: ElementLine,
  next: number | undefined,
  end: number,
  list: StoredMap | StoredSeq,
): Chunk {
  const rest = nextContentLine(site.text, end);
  const to = next ?? rest;
  const child = new Chunk(site.chunk, from.line - site.base, to - from.line, from.column);
  if (rest !== to) drop(child);
  child.list = list;
  site.chunk.children.push(child);
  return child;
}

function drop(chunk: Chunk): void {
  chunk.problems.push({ ...DROPPED });
}

function own<N extends StoredNode>(chunk: Chunk, node: N): N {
  chunk.nodes.push(node);
  return node;
}

function place(node: ParsedNode, { chunk, base }: Site): { chunk: Chunk; rel: number; length: number } {
  const isBlock = 'items' in node && !node.flow;
  const [start, end] = node.range;
  return { chunk, rel: start - base, length: isBlock ? -1 : end - start };
}

function properties(node: ParsedNode): { readonly tag: string | undefined; readonly anchor: string | undefined } {
  const { tag } = node;
  const anchor = 'anchor' in node ? node.anchor : undefined;
  return { tag: tag?.startsWith(CORE) ? `!!${tag.slice(CORE.length)}` : tag, anchor };
}

const CORE = 'tag:yaml.org,2002:';
