import { type Chunk, type StoredDocument, stored } from '../../src/yaml/chunk.ts';
import type { YamlNode } from '../../src/yaml/node.ts';
import { endOf, problemsOf, type SourceFile, startOf } from '../../src/yaml/source.ts';

/** Undefined when two files are the same in nodes, spans, borders of chunks and problems; else what differs first. */
export function differenceOf(ours: SourceFile, theirs: SourceFile): string | undefined {
  if (ours.text !== theirs.text) return 'text';
  if (ours.documents.length !== theirs.documents.length) {
    return `documents: ${ours.documents.length} and ${theirs.documents.length}`;
  }
  for (const [index, document] of ours.documents.entries()) {
    const other = theirs.documents[index];
    const found = nodeDifference(document.root, other?.root) ?? chunkDifference(chunkOf(document), chunkOf(other));
    if (found !== undefined) return `document ${index}: ${found}`;
  }
  const mine = JSON.stringify(problemsOf(ours));
  const fresh = JSON.stringify(problemsOf(theirs));
  return mine === fresh ? undefined : `problems: ${mine} and ${fresh}`;
}

function chunkOf(document: object | undefined): Chunk | undefined {
  return (document as StoredDocument | undefined)?.chunk;
}

function nodeDifference(a: YamlNode | undefined, b: YamlNode | undefined): string | undefined {
  if (a === undefined || b === undefined) return a === b ? undefined : `a node is missing: ${label(a ?? b)}`;
  if (label(a) !== label(b)) return `${label(a)} and ${label(b)}`;
  if (a.kind === 'map' && b.kind === 'map') {
    for (const [index, pair] of a.pairs.entries()) {
      const other = b.pairs[index];
      const found = nodeDifference(pair.key, other?.key) ?? nodeDifference(pair.value, other?.value);
      if (found !== undefined) return found;
    }
  }
  if (a.kind === 'seq' && b.kind === 'seq') {
    for (const [index, item] of a.items.entries()) {
      const found = nodeDifference(item, b.items[index]);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

function label(node: YamlNode | undefined): string {
  if (node === undefined) return 'nothing';
  const own = `${node.kind} ${startOf(node)}-${endOf(node)} ${node.tag ?? ''} ${node.anchor ?? ''}`;
  if (node.kind === 'scalar') return `${own} ${node.style} ${node.text}`;
  if (node.kind === 'alias') return `${own} ${node.name}`;
  return `${own} ${node.flow} ${node.kind === 'map' ? node.pairs.length : node.items.length}`;
}

function chunkDifference(a: Chunk | undefined, b: Chunk | undefined): string | undefined {
  if (a === undefined || b === undefined) return a === b ? undefined : 'a chunk is missing';
  const shape = (one: Chunk) => `chunk ${one.start}+${one.length} column ${one.column} with ${one.children.length}`;
  if (shape(a) !== shape(b)) return `${shape(a)} and ${shape(b)}`;
  if (a.nodes.length !== b.nodes.length) return `${shape(a)}: ${a.nodes.length} and ${b.nodes.length} nodes`;
  if (!a.nodes.every(node => stored(node).chunk === a)) return `${shape(a)}: a node belongs to another chunk`;
  if (!a.children.every(child => child.parent === a)) return `${shape(a)}: a chunk belongs to another`;
  for (const [index, child] of a.children.entries()) {
    const found = chunkDifference(child, b.children[index]);
    if (found !== undefined) return found;
  }
  return undefined;
}
