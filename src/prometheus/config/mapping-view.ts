import { decodedEntries } from '../../schema/decoded-entries.ts';
import { resolveAlias } from '../../yaml/anchors.ts';
import type { Entry } from '../../yaml/mapping.ts';
import type { MapNode, YamlNode } from '../../yaml/node.ts';
import { isNull, readBool, readInt, readString } from '../../yaml/scalar.ts';
import { spanOf, type YamlDocument } from '../../yaml/source.ts';
import type { Span } from '../../yaml/span.ts';
import type { Field } from './field.ts';
import { REPLACED_FIELDS } from './replaced-fields.ts';

/** A mapping with its entries by name. Of a field that is there twice the first one counts, as in go-yaml. */
export interface MappingView {
  readonly node: MapNode;
  readonly document: YamlDocument;
  readonly entries: ReadonlyMap<string, Entry>;
}

const ABSENT = { state: 'absent' } as const;

/** The entries of a mapping, merged ones too, aliases resolved. */
export function viewMapping(document: YamlDocument, node: MapNode): MappingView {
  const entries = new Map<string, Entry>();
  for (const entry of decodedEntries(document, node, 'prometheus', REPLACED_FIELDS)) {
    if (!entries.has(entry.key.text)) entries.set(entry.key.text, entry);
  }
  return { node, document, entries };
}

/** The node, or what it stands for if it is an alias; undefined for an alias of nothing. */
export function resolved(document: YamlDocument, node: YamlNode): YamlNode | undefined {
  return node.kind === 'alias' ? resolveAlias(document, node) : node;
}

/** Whether the node is a null value. */
export function isNullNode(node: YamlNode): boolean {
  return node.kind === 'scalar' && isNull(node, 'prometheus');
}

/** A text field; null is the empty text. */
export function textField(mapping: MappingView, name: string): Field<string> {
  return scalarField(mapping, name, '', node => readString(node, 'prometheus'));
}

/** A boolean field; null is false. */
export function boolField(mapping: MappingView, name: string): Field<boolean> {
  return scalarField(mapping, name, false, node => readBool(node, 'prometheus'));
}

/** A whole number; null is 0. */
export function integerField(mapping: MappingView, name: string): Field<bigint> {
  return scalarField(mapping, name, 0n, node => readInt(node, 'prometheus'));
}

type Reading<T> = { readonly ok: true; readonly value: T } | { readonly ok: false };

function scalarField<T>(
  mapping: MappingView,
  name: string,
  zero: T,
  read: (node: YamlNode & { kind: 'scalar' }) => Reading<T>,
): Field<T> {
  const entry = mapping.entries.get(name);
  if (entry === undefined) return ABSENT;
  const { key, value } = entry;
  if (isNullNode(value)) return { state: 'set', value: zero, key, node: value };
  const reading: Reading<T> = value.kind === 'scalar' ? read(value) : { ok: false };
  return reading.ok
    ? { state: 'set', value: reading.value, key, node: value }
    : { state: 'unreadable', key, node: value };
}

/** A nested mapping; null is absent, as a nil pointer or an empty struct has no fields. */
export function mapField(mapping: MappingView, name: string): Field<MapNode> {
  const entry = mapping.entries.get(name);
  if (entry === undefined || isNullNode(entry.value)) return ABSENT;
  const { key, value } = entry;
  return value.kind === 'map' ? { state: 'set', value, key, node: value } : { state: 'unreadable', key, node: value };
}

/** A list with its aliases resolved; null is the empty list. */
export function listField(mapping: MappingView, name: string): Field<readonly YamlNode[]> {
  const entry = mapping.entries.get(name);
  if (entry === undefined) return ABSENT;
  const { key, value } = entry;
  if (isNullNode(value)) return { state: 'set', value: [], key, node: value };
  if (value.kind !== 'seq') return { state: 'unreadable', key, node: value };
  const items = value.items.map(item => resolved(mapping.document, item)).filter(item => item !== undefined);
  return { state: 'set', value: items, key, node: value };
}

/** The mappings in a list; what is not a mapping is left out. */
export function mapsIn(mapping: MappingView, name: string): readonly MappingView[] {
  const list = listField(mapping, name);
  if (list.state !== 'set') return [];
  return list.value.filter(item => item.kind === 'map').map(item => viewMapping(mapping.document, item));
}

/** Whether the field is written with a value other than null. */
export function isWritten(mapping: MappingView, name: string): boolean {
  const entry = mapping.entries.get(name);
  return entry !== undefined && !isNullNode(entry.value);
}

/** Whether the field is a text with something in it. An unreadable one counts as empty: it has its own finding. */
export function isFilled(mapping: MappingView, name: string): boolean {
  const field = textField(mapping, name);
  return field.state === 'set' && field.value !== '';
}

/** Whether the field is readable and true. */
export function isTrue(mapping: MappingView, name: string): boolean {
  const field = boolField(mapping, name);
  return field.state === 'set' && field.value;
}

/** Where the field's key stands; the mapping's first key when the field is absent. */
export function keySpan(mapping: MappingView, name: string): Span {
  const entry = mapping.entries.get(name);
  return spanOf(entry?.key ?? mapping.node.pairs[0]?.key ?? mapping.node);
}

/** Where the field's value stands; its key where the value is empty. */
export function valueSpan(mapping: MappingView, name: string): Span {
  const entry = mapping.entries.get(name);
  if (entry === undefined) return keySpan(mapping, name);
  const span = spanOf(entry.value);
  return span.start === span.end ? spanOf(entry.key) : span;
}
