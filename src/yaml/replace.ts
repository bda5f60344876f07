import { type Chunk, type StoredDocument, type StoredMap, type StoredSeq, someChunk } from './chunk.ts';

/** Puts new chunks where `old` stood, moves what follows by `delta`, and renews the stamps of what is concerned. */
export function replaceChunk(document: StoredDocument, old: Chunk, chunks: readonly Chunk[], delta: number): void {
  const { parent, list } = old;
  if (parent === undefined || list === undefined) return;
  const at = old.base;
  const index = parent.children.indexOf(old);
  for (const chunk of chunks) {
    chunk.parent = parent;
    chunk.base += at;
    chunk.list = list;
  }
  parent.children.splice(index, 1, ...chunks);
  replaceElement(list, old, chunks);
  for (let next = index + chunks.length; next < parent.children.length; next++) {
    const sibling = parent.children[next];
    if (sibling !== undefined) sibling.base += delta;
  }
  moveAncestors(parent, at + old.length, delta);
  if (hasAnchor(old) || chunks.some(hasAnchor)) restampAliases(document.chunk);
}

function replaceElement(list: StoredMap | StoredSeq, old: Chunk, chunks: readonly Chunk[]): void {
  if (list.kind === 'map') {
    const pairs = chunks.flatMap(chunk => (chunk.pair === undefined ? [] : [chunk.pair]));
    if (old.pair !== undefined) list.pairs.splice(list.pairs.indexOf(old.pair), 1, ...pairs);
    return;
  }
  const items = chunks.flatMap(chunk => (chunk.item === undefined ? [] : [chunk.item]));
  if (old.item !== undefined) list.items.splice(list.items.indexOf(old.item), 1, ...items);
}

/** Moves what stands behind the replaced text, which ended at `end` from the start of `parent`. */
function moveAncestors(parent: Chunk, end: number, delta: number): void {
  let edge = end;
  for (let chunk: Chunk | undefined = parent; chunk !== undefined; chunk = chunk.parent) {
    chunk.stamp = {};
    // Not sorted: an empty value stands behind the blanks that follow it.
    for (const node of chunk.nodes) if (node.rel >= edge) node.rel += delta;
    for (const problem of chunk.problems) if (problem.rel >= edge) problem.rel += delta;
    edge += chunk.base;
    chunk.length += delta;
    for (const sibling of chunk.parent?.children ?? []) if (sibling.base > chunk.base) sibling.base += delta;
  }
}

export function hasAnchor(chunk: Chunk): boolean {
  return someChunk(chunk, one => one.nodes.some(node => node.anchor !== undefined));
}

/** What an alias stands for may have changed with any anchor: renews the stamps of every chunk that holds one. */
export function restampAliases(chunk: Chunk): boolean {
  let holds = chunk.referring.some(node => node.kind === 'alias');
  for (const child of chunk.children) if (restampAliases(child)) holds = true;
  if (holds) chunk.stamp = {};
  return holds;
}
