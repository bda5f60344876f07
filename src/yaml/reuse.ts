import type { Chunk, ChunkProblem, StoredDocument, StoredNode } from './chunk.ts';
import { hasAnchor, restampAliases } from './replace.ts';

interface Side {
  readonly chunk: Chunk;
  /** Absolute offset of the chunk in `text`. */
  readonly start: number;
  readonly text: string;
}

/**
 * After a parse of more than one chunk: puts the old documents, entries and items back wherever they come out the same,
 * so that their nodes and stamps stay. The old ones must not have moved yet.
 */
export function reuseDocuments(
  before: readonly StoredDocument[],
  oldText: string,
  after: readonly StoredDocument[],
  newText: string,
): readonly StoredDocument[] {
  const side = (document: StoredDocument, text: string): Side => {
    return { chunk: document.chunk, start: document.chunk.base, text };
  };
  const old = before.map(document => side(document, oldText));
  const next = after.map(document => side(document, newText));
  const { head, tail } = commonEnds(old, next);
  const first = old[head];
  const second = next[head];
  if (first !== undefined && second !== undefined && head < old.length - tail && head < next.length - tail) {
    reuseChildren(first, second);
    if (hasAnchor(first.chunk) || hasAnchor(second.chunk)) restampAliases(second.chunk);
  }
  return after.map((document, index) => {
    const fromEnd = after.length - index;
    const kept = index < head ? before[index] : fromEnd <= tail ? before[before.length - fromEnd] : undefined;
    if (kept === undefined) return document;
    kept.chunk.base = document.chunk.base;
    return kept;
  });
}

/** How many elements are the same from the front, and of the others how many from the back. */
function commonEnds(old: readonly Side[], next: readonly Side[]): { readonly head: number; readonly tail: number } {
  const least = Math.min(old.length, next.length);
  let head = 0;
  while (head < least && isSame(old[head], next[head])) head++;
  let tail = 0;
  while (tail < least - head && isSame(old[old.length - 1 - tail], next[next.length - 1 - tail])) tail++;
  return { head, tail };
}

/** Puts the children of `old` that come out the same into `next`, and looks into the first and the last that do not. */
function reuseChildren(old: Side, next: Side): void {
  const before = childrenOf(old);
  const after = childrenOf(next);
  const { head, tail } = commonEnds(before, after);
  const places = placesInLists(next.chunk);
  for (let index = 0; index < head; index++) takeBack(next.chunk, index, before[index]?.chunk, places[index]);
  for (let back = 1; back <= tail; back++) {
    const index = after.length - back;
    takeBack(next.chunk, index, before[before.length - back]?.chunk, places[index]);
  }
  const oldRest = before.slice(head, before.length - tail);
  const newRest = after.slice(head, after.length - tail);
  reuseInside(oldRest[0], newRest[0]);
  if (oldRest.length > 1 && newRest.length > 1) reuseInside(oldRest.at(-1), newRest.at(-1));
}

function reuseInside(old: Side | undefined, next: Side | undefined): void {
  if (old !== undefined && next !== undefined && old.chunk.column === next.chunk.column) reuseChildren(old, next);
}

function childrenOf({ chunk, start, text }: Side): readonly Side[] {
  return chunk.children.map(child => ({ chunk: child, start: start + child.base, text }));
}

/** For each child its index in the list that it is an element of. */
function placesInLists(chunk: Chunk): readonly number[] {
  const counts = new Map<Chunk['list'], number>();
  return chunk.children.map(({ list }) => {
    const count = counts.get(list) ?? 0;
    counts.set(list, count + 1);
    return count;
  });
}

/** Puts an old child where its equal stands. */
function takeBack(parent: Chunk, index: number, kept: Chunk | undefined, place: number | undefined): void {
  const replaced = parent.children[index];
  const list = replaced?.list;
  if (kept === undefined || replaced === undefined || list === undefined || place === undefined) return;
  if (list.kind === 'map' && kept.pair !== undefined) list.pairs[place] = kept.pair;
  if (list.kind === 'seq' && kept.item !== undefined) list.items[place] = kept.item;
  kept.parent = parent;
  kept.base = replaced.base;
  kept.list = list;
  parent.children[index] = kept;
}

function isSame(old: Side | undefined, next: Side | undefined): boolean {
  if (old === undefined || next === undefined || old.chunk.length !== next.chunk.length) return false;
  if (
    old.text.slice(old.start, old.start + old.chunk.length) !==
    next.text.slice(next.start, next.start + next.chunk.length)
  )
    return false;
  return isSameTree(old.chunk, next.chunk);
}

/** Whether two chunks over the same text hold the same nodes, problems and children. Nodes stand in the order of the tree. */
function isSameTree(a: Chunk, b: Chunk): boolean {
  if (a.length !== b.length || a.column !== b.column || a.nodes.length !== b.nodes.length) return false;
  if (a.children.length !== b.children.length || a.problems.length !== b.problems.length) return false;
  return (
    a.nodes.every((node, index) => isSameNode(node, b.nodes[index])) &&
    a.problems.every((problem, index) => isSameProblem(problem, b.problems[index])) &&
    a.children.every((child, index) => {
      const other = b.children[index];
      return other !== undefined && child.base === other.base && isSameTree(child, other);
    })
  );
}

function isSameProblem(a: ChunkProblem, b: ChunkProblem | undefined): boolean {
  return (
    a.rel === b?.rel && a.length === b.length && a.code === b.code && a.message === b.message && a.nature === b.nature
  );
}

function isSameNode(a: StoredNode, b: StoredNode | undefined): boolean {
  if (b === undefined || a.rel !== b.rel || a.length !== b.length || a.tag !== b.tag || a.anchor !== b.anchor)
    return false;
  if (a.kind === 'scalar') return b.kind === 'scalar' && a.text === b.text && a.style === b.style;
  if (a.kind === 'alias') return b.kind === 'alias' && a.name === b.name;
  if (a.kind === 'map') return b.kind === 'map' && a.flow === b.flow && a.pairs.length === b.pairs.length;
  return b.kind === 'seq' && a.flow === b.flow && a.items.length === b.items.length;
}
