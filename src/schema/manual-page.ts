import { describeShape, type EnumValue, type FieldShape, type ObjectShape, type Shape } from './shape.ts';

/** Markdown about a field: kind and default, what it does, since when, where the manual has it. */
export function fieldPage(field: FieldShape, owner: ObjectShape | undefined): string {
  const fallback = field.default === undefined ? '' : `, default \`${field.default}\``;
  const required = field.required === 'no' ? '' : ', required';
  return paragraphs([
    `**${field.name}**: ${describeShape(field.shape)}${required}${fallback}`,
    field.doc,
    field.deprecated === undefined ? '' : `Deprecated. ${field.deprecated}`,
    valueList(field.shape),
    field.since === undefined ? '' : `Since ${field.since}.`,
    manualLink(field.link ?? owner?.link),
  ]);
}

/** Markdown about one value of an enumeration. */
export function valuePage(value: EnumValue, field: FieldShape | undefined): string {
  return paragraphs([
    field === undefined ? `**${written(value)}**` : `**${field.name}: ${written(value)}**`,
    value.doc,
    value.since === undefined ? '' : `Since ${value.since}.`,
    manualLink(field?.link),
  ]);
}

function valueList(shape: Shape): string {
  if (shape.kind === 'list') return valueList(shape.item);
  return shape.kind === 'enum' ? shape.values.map(one => `- \`${written(one)}\`: ${one.doc}`).join('\n') : '';
}

/** The empty text in its quotes. */
function written({ value }: EnumValue): string {
  return value === '' ? '""' : value;
}

function manualLink(link: string | undefined): string {
  return link === undefined ? '' : `[Manual](${link})`;
}

function paragraphs(parts: readonly string[]): string {
  return parts.filter(part => part !== '').join('\n\n');
}
