import { absoluteEnd, absoluteStart, type Chunk, type StoredDocument, type StoredNode, stored } from './chunk.ts';
import type { AliasNode, MapNode, ScalarNode, SeqNode, YamlNode } from './node.ts';
import type { YamlDocument } from './source.ts';

/** What an alias can stand for. */
export type Target = MapNode | SeqNode | ScalarNode;

/** What a document's alias cannot stand for. */
export type AliasFault = 'unknown' | 'contains-itself';

/**
 * The node that an alias stands for: the latest anchor of that name before it. A node that is no alias is its own
 * answer. Undefined for an unknown anchor and for an alias inside of what it names. Never copies anything.
 */
export function resolveAlias(document: YamlDocument, node: YamlNode): Target | undefined {
  if (node.kind !== 'alias') return node;
  const found = lookUp(document as StoredDocument, node);
  return found === 'unknown' || found === 'contains-itself' ? undefined : found;
}

/** Why an alias stands for nothing; undefined when it does stand for something. */
export function aliasFault(document: YamlDocument, node: AliasNode): AliasFault | undefined {
  const found = lookUp(document as StoredDocument, node);
  return found === 'unknown' || found === 'contains-itself' ? found : undefined;
}

function lookUp(document: StoredDocument, alias: AliasNode): Target | AliasFault {
  const anchors = anchorsOf(document).get(alias.name) ?? [];
  const at = absoluteStart(alias);
  let low = -1;
  let high = anchors.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    const anchor = anchors[middle];
    if (anchor !== undefined && absoluteStart(anchor) < at) low = middle;
    else high = middle - 1;
  }
  const anchor = anchors[low];
  if (anchor === undefined) return 'unknown';
  return at < absoluteEnd(anchor) ? 'contains-itself' : anchor;
}

/** The document's anchored nodes by name, in the order of the text; kept until something in the document changes. */
function anchorsOf(document: StoredDocument): ReadonlyMap<string, readonly Target[]> {
  const { stamp } = document.chunk;
  if (document.anchors?.stamp === stamp) return document.anchors.byName;
  const all: Target[] = [];
  collect(document.chunk, all);
  all.sort((a, b) => absoluteStart(a) - absoluteStart(b));
  const byName = new Map<string, Target[]>();
  for (const node of all) {
    const list = byName.get(node.anchor ?? '');
    if (list === undefined) byName.set(node.anchor ?? '', [node]);
    else list.push(node);
  }
  document.anchors = { stamp, byName };
  return byName;
}

function collect(chunk: Chunk, out: Target[]): void {
  for (const node of chunk.nodes) if (node.anchor !== undefined && isTarget(node)) out.push(node);
  for (const child of chunk.children) collect(child, out);
}

function isTarget(node: StoredNode): node is Exclude<StoredNode, { kind: 'alias' }> {
  return stored(node).kind !== 'alias';
}
