import { resolveAlias } from '../yaml/anchors.ts';
import type { Dialect } from '../yaml/dialect.ts';
import { duplicateKeys, type Entry, entriesOf } from '../yaml/mapping.ts';
import { isMergeKey } from '../yaml/merge.ts';
import type { AliasNode, MapNode, ScalarNode, SeqNode, YamlNode } from '../yaml/node.ts';
import { isNull, readString } from '../yaml/scalar.ts';
import { spanOf } from '../yaml/source.ts';
import { decodedEntries } from './decoded-entries.ts';
import type { Finding } from './finding.ts';
import type { FieldShape, ListShape, MapShape, ObjectShape, Shape } from './shape.ts';
import { unknownField } from './unknown-field.ts';
import { checkEnum, checkScalar } from './validate-scalar.ts';
import {
  add,
  describeNode,
  inTextOrder,
  type Place,
  refuse,
  spanOfPlace,
  type Validation,
  type ValidationContext,
} from './validation.ts';

/** Deeper values are not looked at; no shape is that deep. */
const DEEPEST = 64;

/** Values behind aliases that one validation looks at. */
const ALIAS_BUDGET = 100_000;

/**
 * Everything that is wrong with a value by its shape alone, all at once, in the order of the text: unknown, duplicate
 * and missing fields, wrong kinds and types, unknown values, null entries, texts of the wrong format.
 *
 * `name` is what messages call the value, `trail` are the shapes of the mappings around it, the outermost first. A node
 * without content has no findings. Never throws.
 */
export function validate(
  node: YamlNode,
  shape: Shape,
  name: string,
  trail: readonly ObjectShape[],
  context: ValidationContext,
): readonly Finding[] {
  const run: Validation = { context, findings: [], aliasBudget: ALIAS_BUDGET };
  checkValue(run, node, shape, { node, key: undefined, name }, trail);
  return inTextOrder(run.findings);
}

function checkValue(run: Validation, node: YamlNode, shape: Shape, place: Place, trail: readonly ObjectShape[]): void {
  if (shape === run.context.leftOut || trail.length > DEEPEST) return;
  if (node.kind === 'alias') checkAlias(run, node, shape, place, trail);
  else if (shape.kind === 'any') checkAny(run, node, DEEPEST);
  else if (shape.kind === 'scalar' && node.kind === 'scalar') checkScalar(run, node, shape, place);
  else if (shape.kind === 'enum' && node.kind === 'scalar') checkEnum(run, node, shape, place);
  else if (shape.kind === 'list' && node.kind === 'seq') checkList(run, node, shape, place, trail);
  else if (shape.kind === 'map' && node.kind === 'map') checkMap(run, node, shape, trail);
  else if (shape.kind === 'object' && node.kind === 'map') checkObject(run, node, shape, trail);
  else refuseKind(run, node, shape, place);
}

function checkAlias(run: Validation, node: AliasNode, shape: Shape, place: Place, trail: readonly ObjectShape[]): void {
  const target = resolveAlias(run.context.document, node);
  if (target === undefined || run.aliasBudget-- <= 0) return;
  checkValue(run, target, shape, { ...place, node: target }, trail);
}

function refuseKind(run: Validation, node: YamlNode, shape: Shape, place: Place): void {
  if (isEmpty(run, node)) return;
  const wanted =
    shape.kind === 'list' ? 'a list' : shape.kind === 'map' || shape.kind === 'object' ? 'a mapping' : 'a text';
  const single =
    shape.kind === 'list' && node.kind === 'scalar' && node.style === 'plain' && /^[\w./:-]+$/.test(node.text);
  const hint = single ? ` Write \`[${node.text}]\`.` : '';
  const why = `${place.name} must be ${wanted}, not ${describeNode(node)}.${hint}`;
  refuse(run, 'wrong-type', spanOfPlace(place), why, single ? { replacement: `[${node.text}]` } : {});
}

function isEmpty(run: Validation, node: YamlNode): boolean {
  return node.kind === 'scalar' && isNull(node, run.context.dialect);
}

function checkList(
  run: Validation,
  node: SeqNode,
  shape: ListShape,
  place: Place,
  trail: readonly ObjectShape[],
): void {
  const name = `an entry of ${place.name}`;
  for (const item of node.items) {
    const inner: Place = { node: item, key: undefined, name };
    if (shape.nullItems === 'refused' && isEmpty(run, item)) {
      refuse(run, 'null-entry', spanOfItem(run, item, node), `${name} is empty. Fill it in or remove it.`, {});
    } else checkValue(run, item, shape.item, inner, trail);
  }
}

/** Whatever it is, the same key twice in a mapping is refused. */
function checkAny(run: Validation, node: YamlNode, depth: number): void {
  if (depth === 0) return;
  if (node.kind === 'map') {
    checkKeys(run, node, 'struct');
    for (const { value } of node.pairs) checkAny(run, value, depth - 1);
  } else if (node.kind === 'seq') for (const item of node.items) checkAny(run, item, depth - 1);
}

/** An empty entry has no text of its own: its dash is shown. */
function spanOfItem(run: Validation, item: YamlNode, list: SeqNode) {
  const span = spanOf(item);
  if (span.end > span.start || list.flow) return span;
  const dash = run.context.text.lastIndexOf('-', span.start);
  return dash < 0 ? span : { start: dash, end: dash + 1 };
}

function checkMap(run: Validation, node: MapNode, shape: MapShape, trail: readonly ObjectShape[]): void {
  const check = run.context.formats[shape.keys];
  const entries = entriesOf(run.context.document, node, run.context.dialect);
  if (!areDistinct(node, entries, namesIn(entries))) checkKeys(run, node, 'map');
  for (const entry of entries) {
    const inner = placeOf(entry);
    if (!isEmpty(run, entry.key)) {
      const wrong = check?.(entry.key.text);
      if (wrong !== undefined) refuse(run, wrong.problem, spanOf(entry.key), wrong.message, wrong.data);
    }
    checkValue(run, entry.valueNode, shape.value, inner, trail);
  }
}

function checkObject(run: Validation, node: MapNode, shape: ObjectShape, trail: readonly ObjectShape[]): void {
  const { document, dialect, replaced } = run.context;
  const entries = decodedEntries(document, node, dialect, replaced);
  const byName = namesIn(entries);
  if (!areDistinct(node, entries, byName)) checkKeys(run, node, 'struct');
  const inside = [...trail, shape];
  const meant = new Set<string>();
  for (const entry of entries) {
    const inner = placeOf(entry);
    const field = shape.fields.get(entry.key.text);
    if (field === undefined) meant.add(refuseField(run, entry, shape, trail, byName) ?? '');
    else {
      checkAge(run, entry, field, shape);
      checkValue(run, entry.valueNode, field.shape, inner, inside);
    }
  }
  // One mistake is told once: a misspelt field is not missing as well.
  for (const field of shape.required) {
    if (!meant.has(field.name)) checkRequired(run, node, field, shape, byName.get(field.name));
  }
}

/** The entry that counts of each name. */
function namesIn(entries: readonly Entry[]): ReadonlyMap<string, Entry> {
  const byName = new Map<string, Entry>();
  for (const entry of entries) if (!byName.has(entry.key.text)) byName.set(entry.key.text, entry);
  return byName;
}

/** Whether every key is a text of its own: a quick look that spares most mappings the thorough one. */
function areDistinct(node: MapNode, entries: readonly Entry[], byName: ReadonlyMap<string, Entry>): boolean {
  return entries.length === node.pairs.length && byName.size === entries.length;
}

function placeOf(entry: Entry): Place {
  return { node: entry.valueNode, key: entry.key, name: `\`${entry.key.text}\`` };
}

/** The field that was probably meant, if any. */
function refuseField(
  run: Validation,
  entry: Entry,
  shape: ObjectShape,
  trail: readonly ObjectShape[],
  present: ReadonlyMap<string, Entry>,
): string | undefined {
  const name = entry.key.text;
  const span = spanOf(entry.key);
  const removed = shape.removed.get(name);
  if (removed === undefined) {
    const unknown = unknownField(name, shape, trail, new Set(present.keys()));
    refuse(run, 'unknown-field', span, unknown.message, unknown.data);
    return unknown.meant;
  }
  if (run.context.lacks(removed.until) === undefined) {
    const hint = removed.instead === undefined ? 'Remove it.' : `Write \`${removed.instead}\`.`;
    const data = removed.instead === undefined ? {} : { replacement: removed.instead };
    refuse(run, 'removed-field', span, `\`${name}\` was removed in ${removed.until}. ${hint}`, {
      field: name,
      ...data,
    });
  }
  return removed.instead;
}

function checkAge(run: Validation, entry: Entry, field: FieldShape, shape: ObjectShape): void {
  const version = field.since === undefined ? undefined : run.context.lacks(field.since);
  if (version === undefined || field.since === undefined) return;
  const message = `${version} will not load this file: \`${field.name}\` is a field of ${shape.title} since ${field.since}.`;
  add(run, 'newer-than-version', 'warning', spanOf(entry.key), message, { since: field.since });
}

function checkRequired(
  run: Validation,
  node: MapNode,
  field: FieldShape,
  shape: ObjectShape,
  entry: Entry | undefined,
): void {
  const data = { field: field.name };
  if (entry === undefined) {
    refuse(run, 'missing-field', spanOfMissing(node), `${shape.title} needs \`${field.name}\`.`, data);
    return;
  }
  const { value } = entry;
  if (field.required !== 'non-empty') return;
  if (value.kind !== 'scalar') {
    if (field.shape.kind !== 'list' || value.kind !== 'seq' || value.items.length > 0) return;
    refuse(run, 'missing-field', spanOfPlace(placeOf(entry)), `\`${field.name}\` of ${shape.title} is empty.`, data);
    return;
  }
  const reading = readString(value, run.context.dialect);
  // An enumeration has its own word for the empty text.
  const refusedElsewhere = field.shape.kind === 'enum' && field.shape.empty === 'refused' && !isEmpty(run, value);
  if (refusedElsewhere || !(isEmpty(run, value) || (reading.ok && reading.value === ''))) return;
  refuse(run, 'missing-field', spanOfPlace(placeOf(entry)), `\`${field.name}\` of ${shape.title} is empty.`, data);
}

/** What misses a field is shown by its first key; an empty flow mapping as a whole. */
function spanOfMissing(node: MapNode) {
  return spanOf(node.pairs[0]?.key ?? node);
}

function checkKeys(run: Validation, node: MapNode, kind: 'struct' | 'map'): void {
  const { document, dialect } = run.context;
  for (const key of duplicateKeys(document, node, kind, dialect)) {
    refuse(run, 'duplicate-key', spanOf(key), duplicateKey(node, key, dialect), { field: textOf(key) });
  }
  for (const { key } of node.pairs) {
    const target = key.kind === 'alias' ? resolveAlias(document, key) : key;
    if (target === undefined || target.kind === 'scalar') continue;
    refuse(run, 'wrong-type', spanOf(key), 'a key must be a text.', {});
  }
}

function duplicateKey(node: MapNode, key: YamlNode, dialect: Dialect): string {
  if (isMergeKey(key, dialect)) return '`<<` brings a key that is there already. Remove one of them.';
  const name = `\`${textOf(key)}\``;
  const own = node.pairs.filter(pair => textOf(pair.key) === textOf(key)).length;
  return own === 1 && node.pairs.some(pair => isMergeKey(pair.key, dialect))
    ? `${name} has come by a merge (\`<<\`) already, and here a merge cannot be overridden. Remove one of them.`
    : `${name} is there twice. Keep one of them.`;
}

function textOf(key: YamlNode | ScalarNode): string {
  return key.kind === 'scalar' ? key.text : '';
}
