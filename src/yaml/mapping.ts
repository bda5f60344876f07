import { resolveAlias, type Target } from './anchors.ts';
import type { StoredDocument } from './chunk.ts';
import type { Dialect } from './dialect.ts';
import { isMergeKey, mergedMaps } from './merge.ts';
import type { MapNode, Pair, ScalarNode, YamlNode } from './node.ts';
import { isNull, resolveScalar } from './scalar.ts';
import type { YamlDocument } from './source.ts';

/** One key of a mapping with its value, as the program gets them. */
export interface Entry {
  readonly key: ScalarNode;
  /** What stands there or what its alias stands for. */
  readonly value: Target;
  /** As written. */
  readonly valueNode: YamlNode;
  /** Whether it comes from another mapping, by `<<`. */
  readonly merged: boolean;
}

/** Entries that one mapping may get by merging: aliases of aliases make small texts large. */
const MOST_MERGED = 10_000;
/** Merges inside of merges that are followed. */
const DEEPEST_MERGE = 200;

/**
 * The entries of a mapping, merged ones included, aliases resolved; keys that are no scalars and values that are aliases
 * of nothing are left out. A key that is there more than once stays so, the entry that counts first: in prometheus.yml
 * the first of the mapping's own, but what is merged behind it wins; in rule files the mapping's own; in manifests the
 * last. Looks at no more than 10,000 merged entries.
 */
export function entriesOf(document: YamlDocument, map: MapNode, dialect: Dialect): readonly Entry[] {
  const entries = ownEntries({ document, dialect, left: MOST_MERGED, depth: 0 }, map, false);
  return map.pairs.length === entries.length && entries.every(entry => !entry.merged) && dialect !== 'manifest'
    ? entries
    : winnersFirst(entries, dialect);
}

/** The entry of that name that counts, or undefined. */
export function findEntry(document: YamlDocument, map: MapNode, name: string): Entry | undefined {
  return entriesOf(document, map, (document as StoredDocument).dialect).find(entry => entry.key.text === name);
}

/**
 * The keys of a mapping that the decoder refuses because they are set already. What it decodes into matters:
 *
 * - `struct`: fields; merged ones may be overridden;
 * - `map`: a map with string keys; in prometheus.yml a key that a merge also brings is refused;
 * - `any`: like `map`, but `1` and `"1"` are two keys.
 *
 * In rule files the mapping's own keys alone count, and `<<` may be there only once. In manifests this is what strict
 * decoding refuses. For a merge that brings a key again, the `<<` is the key.
 */
export function duplicateKeys(
  document: YamlDocument,
  map: MapNode,
  how: 'struct' | 'map' | 'any',
  dialect: Dialect,
): readonly YamlNode[] {
  if (dialect === 'rules') return repeated(map.pairs, key => textualIdentity(key));
  const identity = (key: YamlNode) => keyIdentity(document, key, how, dialect);
  if (how === 'struct' && dialect === 'prometheus') {
    const own = map.pairs.filter(pair => !isMergeKey(pair.key, dialect));
    return repeated(own, identity);
  }
  return repeatedWithMerged({ document, dialect, left: MOST_MERGED, depth: 0 }, map, identity);
}

/** The keys that no program reads: collections and, in manifests, null. Aliases of nothing are told elsewhere. */
export function refusedKeys(document: YamlDocument, map: MapNode, dialect: Dialect): readonly YamlNode[] {
  return map.pairs.flatMap(({ key }) => {
    const node = resolveAlias(document, key);
    const isRefused = node?.kind === 'scalar' ? dialect === 'manifest' && isNull(node, dialect) : node !== undefined;
    return isRefused ? [key] : [];
  });
}

interface Walk {
  readonly document: YamlDocument;
  readonly dialect: Dialect;
  left: number;
  depth: number;
}

/** In the order in which the decoder sets them. */
function ownEntries(walk: Walk, map: MapNode, merged: boolean): Entry[] {
  const out: Entry[] = [];
  const later: Pair[] = [];
  for (const pair of map.pairs) {
    if (isMergeKey(pair.key, walk.dialect)) {
      // go-yaml v3 merges when the own keys are set.
      if (walk.dialect === 'rules') later.push(pair);
      else out.push(...entriesByMerge(walk, pair));
      continue;
    }
    const entry = entryOf(walk.document, pair, merged);
    if (entry === undefined) continue;
    if (merged && walk.left-- <= 0) return out;
    out.push(entry);
  }
  const last = later.at(-1);
  if (last !== undefined) out.push(...entriesByMerge(walk, last));
  return out;
}

function entriesByMerge(walk: Walk, pair: Pair): Entry[] {
  const out: Entry[] = [];
  if (walk.depth >= DEEPEST_MERGE) return out;
  walk.depth++;
  for (const map of mergedMaps(walk.document, pair.value, walk.dialect)) {
    if (walk.left <= 0) break;
    walk.left--;
    out.push(...ownEntries(walk, map, true));
  }
  walk.depth--;
  return out;
}

function entryOf(document: YamlDocument, { key, value }: Pair, merged: boolean): Entry | undefined {
  const keyNode = resolveAlias(document, key);
  const target = resolveAlias(document, value);
  if (keyNode?.kind !== 'scalar' || target === undefined) return undefined;
  return { key: keyNode, value: target, valueNode: value, merged };
}

/** Moves the entry that counts before the others of its name. */
function winnersFirst(entries: readonly Entry[], dialect: Dialect): readonly Entry[] {
  const groups = new Map<string, Entry[]>();
  for (const entry of entries) {
    const group = groups.get(entry.key.text);
    if (group === undefined) groups.set(entry.key.text, [entry]);
    else group.push(entry);
  }
  return [...groups.values()].flatMap(group => {
    const winner = group.length === 1 ? undefined : winnerOf(group, dialect);
    return winner === undefined ? group : [winner, ...group.filter(entry => entry !== winner)];
  });
}

function winnerOf(group: readonly Entry[], dialect: Dialect): Entry | undefined {
  if (dialect === 'rules') return group[0];
  if (dialect === 'manifest') return group.at(-1);
  // Of the own keys the first, unless a merge stands behind it.
  const own = group.findIndex(entry => !entry.merged);
  const lastMerged = group.findLastIndex(entry => entry.merged);
  return group[Math.max(own, lastMerged)];
}

function repeated(pairs: readonly Pair[], identity: (key: YamlNode) => string | undefined): readonly YamlNode[] {
  const seen = new Set<string>();
  return pairs.flatMap(({ key }) => (isNew(seen, identity(key)) ? [] : [key]));
}

function isNew(seen: Set<string>, identity: string | undefined): boolean {
  if (identity === undefined) return true;
  const known = seen.has(identity);
  seen.add(identity);
  return !known;
}

function repeatedWithMerged(
  walk: Walk,
  map: MapNode,
  identity: (key: YamlNode) => string | undefined,
): readonly YamlNode[] {
  const seen = new Set<string>();
  return map.pairs.flatMap(pair => {
    if (!isMergeKey(pair.key, walk.dialect)) return isNew(seen, identity(pair.key)) ? [] : [pair.key];
    const keys = entriesByMerge(walk, pair).map(entry => isNew(seen, identity(entry.key)));
    return keys.every(isFresh => isFresh) ? [] : [pair.key];
  });
}

/** go-yaml v3 compares kind and text; collections have no text. */
function textualIdentity(key: YamlNode): string {
  if (key.kind === 'scalar') return `scalar ${key.text}`;
  return key.kind === 'alias' ? `alias ${key.name}` : key.kind;
}

function keyIdentity(
  document: YamlDocument,
  key: YamlNode,
  how: 'struct' | 'map' | 'any',
  dialect: Dialect,
): string | undefined {
  const node = resolveAlias(document, key);
  if (node?.kind !== 'scalar') return undefined;
  const resolved = resolveScalar(node, dialect === 'manifest' ? 'prometheus' : dialect);
  if (resolved.type === 'refused') return undefined;
  if (how === 'any' && resolved.type !== 'null') {
    const isText = resolved.type === 'timestamp' || resolved.type === 'merge' || resolved.type === 'binary';
    return `${isText ? 'string' : resolved.type} ${String(resolved.value)}`;
  }
  if (how === 'any' && resolved.type === 'null') return 'null';
  return resolved.type === 'null' ? 'string ' : `string ${resolved.type === 'binary' ? resolved.value : node.text}`;
}
