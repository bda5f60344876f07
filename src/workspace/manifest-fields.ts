import { resolveAlias, type Target } from '../yaml/anchors.ts';
import { entriesOf, findEntry } from '../yaml/mapping.ts';
import type { MapNode, YamlNode } from '../yaml/node.ts';
import { isNull, readBool, readString } from '../yaml/scalar.ts';
import { documentSpan, startOf, type YamlDocument } from '../yaml/source.ts';
import type { ManifestObject } from './manifest-object.ts';

/** A node of a manifest, with the document that its aliases are looked up in. */
export interface ManifestNode {
  readonly document: YamlDocument;
  readonly node: Target;
}

/** The object's own mapping, to go on from; undefined when the object is not of its file. */
export function rootOf(object: ManifestObject): ManifestNode | undefined {
  const at = startOf(object.node);
  const { documents } = object.file;
  let [first, last] = [0, documents.length - 1];
  while (first < last) {
    const middle = Math.ceil((first + last) / 2);
    const document = documents[middle];
    if (document !== undefined && documentSpan(document).start <= at) first = middle;
    else last = middle - 1;
  }
  const document = documents.slice(Math.max(0, first - 1), first + 1).find(one => {
    const span = documentSpan(one);
    return span.start <= at && at <= span.end;
  });
  return document && { document, node: object.node };
}

/**
 * The value below a path of keys, merged keys included and aliases resolved. Undefined for what is not there, is null or
 * stands below something that is no mapping.
 */
export function fieldOf(from: ManifestNode | undefined, ...keys: readonly string[]): ManifestNode | undefined {
  let at = from;
  for (const key of keys) {
    if (at?.node.kind !== 'map') return undefined;
    const entry = findEntry(at.document, at.node, key);
    at = entry && { document: at.document, node: entry.value };
  }
  return at?.node.kind === 'scalar' && isNull(at.node, 'manifest') ? undefined : at;
}

/** The items of the list below a path of keys; none for what is no list. */
export function itemsOf(from: ManifestNode | undefined, ...keys: readonly string[]): readonly ManifestNode[] {
  const list = fieldOf(from, ...keys);
  if (list?.node.kind !== 'seq') return [];
  const { document, node } = list;
  return node.items.flatMap(item => {
    const target = resolveAlias(document, item);
    return target ? [{ document, node: target }] : [];
  });
}

/** The keys of the mapping below a path of keys with their values; none for what is no mapping. */
export function pairsOf(
  from: ManifestNode | undefined,
  ...keys: readonly string[]
): readonly { readonly key: string; readonly keyNode: YamlNode; readonly value: ManifestNode }[] {
  const map = fieldOf(from, ...keys);
  if (map?.node.kind !== 'map') return [];
  const { document, node } = map;
  return entriesOf(document, node, 'manifest').map(({ key, value }) => ({
    key: key.text,
    keyNode: key,
    value: { document, node: value },
  }));
}

/** The text below a path of keys; undefined for what is no string to Kubernetes, `name: 1` for example. */
export function textOfField(from: ManifestNode | undefined, ...keys: readonly string[]): string | undefined {
  const found = fieldOf(from, ...keys);
  return found && textOfNode(found);
}

/** The text of a scalar; undefined for what is no string to Kubernetes. */
export function textOfNode({ node }: ManifestNode): string | undefined {
  if (node.kind !== 'scalar' || isNull(node, 'manifest')) return undefined;
  const read = readString(node, 'manifest');
  return read.ok ? read.value : undefined;
}

/** The boolean below a path of keys; undefined for what is none. */
export function booleanOfField(from: ManifestNode | undefined, ...keys: readonly string[]): boolean | undefined {
  const found = fieldOf(from, ...keys);
  if (found?.node.kind !== 'scalar') return undefined;
  const read = readBool(found.node, 'manifest');
  return read.ok ? read.value : undefined;
}

/** Whether the node is a mapping. */
export function isMap(one: ManifestNode | undefined): one is ManifestNode & { readonly node: MapNode } {
  return one?.node.kind === 'map';
}
