import type { Dialect } from './dialect.ts';
import type { AliasNode, MapNode, Pair, ScalarNode, SeqNode, YamlNode } from './node.ts';
import type { Opening } from './opening.ts';
import type { Span } from './span.ts';

/** Where a node stands: relative to a chunk, so that an edit elsewhere leaves it alone. */
export interface Place {
  chunk: Chunk;
  rel: number;
  /** -1 for a block collection: it ends with its last child. */
  readonly length: number;
}

export interface StoredMap extends MapNode, Place {
  pairs: Pair[];
}

export interface StoredSeq extends SeqNode, Place {
  items: YamlNode[];
}

export interface StoredScalar extends ScalarNode, Place {
  /** For block scalars: the column from which an indentation indicator counts. */
  readonly parentIndent: number;
}

export interface StoredAlias extends AliasNode, Place {}
export type StoredNode = StoredMap | StoredSeq | StoredScalar | StoredAlias;

/**
 * - `syntax`: the parser could not read the text as it stands;
 * - `refused`: readable, but the program that reads the file refuses it;
 * - `silent`: no problem to the reader of the file, but known to the incremental update.
 */
export type Nature = 'syntax' | 'refused' | 'silent';

export interface ChunkProblem {
  rel: number;
  readonly length: number;
  readonly code: string;
  readonly message: string;
  readonly nature: Nature;
  /** All that it depends on is inside its chunk: it cannot make the lexer run on into later text. */
  readonly local: boolean;
}

/** The code of the problem that marks in a document's chunk where Go stops reading it; what is wrong behind is no matter. */
export const READ_TO = 'yaml/read-to';
/** The column of a chunk that is an entry of the root mapping. */
export const ENTRY_COLUMN = -2;
/** The column of a chunk that is a whole document. */
export const DOCUMENT_COLUMN = -1;

/**
 * The unit of reuse: a document, an entry of its root mapping, or an item of a block list whose dashes start their
 * lines. Chunks tile their list: each runs to the line of the next one.
 */
export class Chunk {
  parent: Chunk | undefined;
  /** Offset from the parent's start; for a document from the start of the file. */
  base: number;
  length: number;
  /** Column of the dash, or one of the constants above. */
  readonly column: number;
  readonly nodes: StoredNode[] = [];
  readonly children: Chunk[] = [];
  readonly problems: ChunkProblem[] = [];
  /** Those of the nodes that are aliases or mappings with a `<<` key. */
  readonly referring: (StoredAlias | StoredMap)[] = [];
  /** Replaced whenever anything in this chunk or its children changes. */
  stamp: object = {};
  /** The document's root or the list's item. */
  item: YamlNode | undefined;
  pair: Pair | undefined;
  /** The collection that this chunk is one element of. */
  list: StoredMap | StoredSeq | undefined;

  constructor(parent: Chunk | undefined, base: number, length: number, column: number) {
    this.parent = parent;
    this.base = base;
    this.length = length;
    this.column = column;
  }

  /** Absolute offset. */
  get start(): number {
    let start = this.base;
    for (let chunk = this.parent; chunk !== undefined; chunk = chunk.parent) start += chunk.base;
    return start;
  }
}

/** The child that holds `rel` (an offset from the chunk's start), or undefined. */
export function childAt(chunk: Chunk, rel: number): Chunk | undefined {
  const { children } = chunk;
  let low = 0;
  let high = children.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((children[middle]?.base ?? 0) <= rel) low = middle;
    else high = middle - 1;
  }
  const child = children[low];
  return child !== undefined && child.base <= rel && rel < child.base + child.length ? child : undefined;
}

/** Whether the chunk or one of its children satisfies the test. */
export function someChunk(chunk: Chunk, test: (chunk: Chunk) => boolean): boolean {
  return test(chunk) || chunk.children.some(child => someChunk(child, test));
}

/** Every node of the room's own making carries its place; nodes come from nowhere else. */
export function stored(node: YamlNode): StoredNode {
  return node as StoredNode;
}

/** Where the node's first character stands in the file now. */
export function absoluteStart(node: YamlNode): number {
  const { chunk, rel } = stored(node);
  return chunk.start + rel;
}

/** Where the node ends; a block collection ends with its last child. */
export function absoluteEnd(node: YamlNode): number {
  for (let last = stored(node); ; ) {
    const next = last.length < 0 ? lastChild(last) : undefined;
    if (next === undefined) return absoluteStart(last) + Math.max(last.length, 0);
    last = stored(next);
  }
}

export function absoluteSpan(node: YamlNode): Span {
  return { start: absoluteStart(node), end: absoluteEnd(node) };
}

function lastChild(node: YamlNode): YamlNode | undefined {
  if (node.kind === 'map') return node.pairs.at(-1)?.value;
  return node.kind === 'seq' ? node.items.at(-1) : undefined;
}

/** Anchored nodes by name, good for one stamp of the document. */
export interface AnchorTable {
  readonly stamp: object;
  readonly byName: ReadonlyMap<string, readonly (MapNode | SeqNode | ScalarNode)[]>;
}

/** One document: its chunk, and whether something in it is open, so that chunk borders mean nothing. */
export class StoredDocument {
  readonly chunk: Chunk;
  readonly dialect: Dialect;
  open: boolean;
  /** Where everything that is open is, as long as the borders of chunks hold all the same; else empty. */
  openings: readonly Opening[] = [];
  /** The anchored nodes, as long as the chunk's stamp is the same. */
  anchors: AnchorTable | undefined;

  constructor(chunk: Chunk, dialect: Dialect) {
    this.chunk = chunk;
    this.dialect = dialect;
    this.open = hasOpenProblem(chunk);
  }

  /** Whether the parser could not read something of it. */
  get broken(): boolean {
    return someChunk(this.chunk, one => one.problems.some(problem => problem.nature === 'syntax'));
  }

  get root(): YamlNode | undefined {
    return this.chunk.item;
  }
}

/** Whether an error in the chunk may reach beyond it. */
export function hasOpenProblem(chunk: Chunk): boolean {
  return someChunk(chunk, one => one.problems.some(problem => !problem.local));
}
