import type { Span } from '../yaml/span.ts';
import { type Cursor, cursorAt } from './cursor.ts';
import { fieldPage, valuePage } from './manual-page.ts';
import { describeShape, type EnumValue, type FieldShape, type ObjectShape, type Shape } from './shape.ts';
import { shapeAt } from './shape-at.ts';

/** One key or value that can be written at the cursor. */
export interface Completion {
  readonly kind: 'key' | 'value';
  readonly label: string;
  /** A few words beside the label. */
  readonly detail: string;
  /** Markdown. */
  readonly documentation: string;
  /** Where it goes, on one line; what stands there is replaced. */
  readonly replaces: Span;
  /** In the syntax of LSP snippets. Lines behind the first carry their whole indentation. */
  readonly snippet: string;
}

/** Whether a version that is known does not have what came in `since`. */
export type Lacks = (since: string) => boolean;

/**
 * What can be written at an offset by the shape: the keys that the mapping does not have yet, the values of an
 * enumeration, booleans, examples. Required keys come first, deprecated ones last. Works on half-typed text. Never
 * throws.
 */
export function completeIn(text: string, offset: number, root: Shape, lacks: Lacks): readonly Completion[] {
  const cursor = cursorAt(text, offset);
  const found = cursor && shapeAt(root, cursor.path);
  if (cursor === undefined || found === undefined) return [];
  const { shape, field } = found;
  if (shape.kind === 'object') return cursor.at === 'key' || cursor.flow ? keys(shape, cursor, lacks) : [];
  // Behind a key without its dash yet.
  if (shape.kind === 'list' && cursor.at === 'key' && !cursor.flow) return items(shape.item, field, cursor, lacks);
  // A list of scalars has the word itself at its dash.
  if (cursor.at === 'value' || (cursor.behindDash && !cursor.hasColon)) return values(shape, field, cursor, lacks);
  return [];
}

function keys(shape: ObjectShape, cursor: Cursor, lacks: Lacks): readonly Completion[] {
  const fields = [...shape.fields.values()].filter(
    field => !cursor.present.has(field.name) && !(field.since !== undefined && lacks(field.since)),
  );
  const rank = (field: FieldShape) => (field.required !== 'no' ? 0 : field.deprecated === undefined ? 1 : 2);
  return fields
    .toSorted((a, b) => rank(a) - rank(b))
    .map(field => ({
      kind: 'key',
      label: field.name,
      detail: field.deprecated === undefined ? describeShort(field.shape) : 'deprecated',
      documentation: fieldPage(field, shape),
      replaces: cursor.replaces,
      snippet: cursor.hasColon ? field.name : keySnippet(field, cursor),
    }));
}

/** Entries of a list whose first dash is not there yet. */
function items(item: Shape, field: FieldShape | undefined, cursor: Cursor, lacks: Lacks): readonly Completion[] {
  if (cursor.hasColon) return [];
  const inner = { ...cursor, column: cursor.column + 2, present: new Set<string>() };
  const found = item.kind === 'object' ? keys(item, inner, lacks) : values(item, field, inner, lacks);
  return found.map(one => ({ ...one, snippet: `- ${one.snippet}` }));
}

function values(shape: Shape, field: FieldShape | undefined, cursor: Cursor, lacks: Lacks): readonly Completion[] {
  const one = (value: string, documentation: string): Completion => ({
    kind: 'value',
    label: value,
    detail: '',
    documentation,
    replaces: cursor.replaces,
    snippet: (cursor.needsBlank ? ' ' : '') + escapeSnippet(quoteIfNeeded(value)),
  });
  if (shape.kind === 'enum') {
    const known = (value: EnumValue) => value.since === undefined || !lacks(value.since);
    return shape.values.filter(known).map(value => one(value.value, valuePage(value, field)));
  }
  if (shape.kind !== 'scalar') return [];
  const page = field === undefined ? '' : fieldPage(field, undefined);
  if (shape.type === 'bool') return ['true', 'false'].map(value => one(value, page));
  return shape.examples.map(value => one(value, page));
}

/** Texts that YAML would read as something else. */
function quoteIfNeeded(value: string): string {
  return /^[\w$(][^:#,[\]{}]*(?::[^\s,[\]{}#][^,[\]{}#]*)*$/.test(value) ? value : `'${value.replaceAll("'", "''")}'`;
}

function escapeSnippet(value: string): string {
  return value.replaceAll(/[\\$}]/g, '\\$&');
}

function keySnippet(field: FieldShape, cursor: Cursor): string {
  const indent = ' '.repeat(cursor.column);
  if (cursor.flow) return `${field.name}: $0`;
  if (field.snippet !== undefined) return field.snippet.replaceAll('\n', `\n${indent}`);
  return `${field.name}:${valueSnippet(field.shape, `${indent}  `)}`;
}

function valueSnippet(shape: Shape, indent: string): string {
  switch (shape.kind) {
    case 'list':
      if (shape.item.kind !== 'object') return shape.item.kind === 'any' ? `\n${indent}- $0` : ' [$0]';
      return `\n${indent}- ${firstKey(shape.item)}$0`;
    case 'object':
      return `\n${indent}${firstKey(shape)}$0`;
    case 'map':
      return `\n${indent}$0`;
    case 'any':
      return '$0';
    default:
      return ' $0';
  }
}

function firstKey(shape: ObjectShape): string {
  const [first] = shape.required;
  return first === undefined ? '' : `${first.name}: `;
}

function describeShort(shape: Shape): string {
  return shape.kind === 'enum' ? shape.values.map(one => one.value).join(' | ') : describeShape(shape);
}
