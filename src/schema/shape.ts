/**
 * What a field holds. The room that owns the shape brings a check for each format it uses (`FormatTable`); a format
 * without a check accepts everything. Whole numbers are checked as their decimal digits.
 */
export type TextFormat =
  | 'string'
  | 'duration'
  | 'size'
  | 'url'
  | 'regex'
  | 'label-name'
  | 'label-value'
  | 'metric-name'
  | 'secret'
  | 'path'
  | 'glob'
  | 'label-selector'
  | 'field-selector'
  | 'template'
  | 'promql'
  | 'quantity'
  | 'timestamp'
  | 'base64'
  | 'label-key'
  | 'annotation-key'
  | 'finalizer'
  | 'config-key'
  | 'dns-label'
  | 'dns-name'
  | 'search-domain'
  | 'domain-path'
  | 'resource-name'
  | 'env-name'
  | 'env-prefix'
  | 'header-name'
  | 'sysctl'
  | 'local-path'
  | 'host-path'
  | 'absolute-path'
  | 'iqn'
  | 'schedule'
  | 'ip'
  | 'cidr'
  | 'port'
  | 'port-or-none'
  | 'port-name'
  | 'port-or-name'
  | 'count-or-percentage'
  | 'percentage'
  | 'positive'
  | 'not-negative'
  | 'up-to-255'
  | 'deadline'
  | 'user-id'
  | 'file-mode';

/**
 * How the scalar itself is read. `int32` and `int64` are signed and refuse what does not fit; `int-or-text` is an `int32`
 * or a text; `number-or-text` is any number or a text, checked by its format.
 */
export type ScalarType =
  | 'text'
  | 'bool'
  | 'int'
  | 'uint'
  | 'float'
  | 'int32'
  | 'int64'
  | 'int-or-text'
  | 'number-or-text';

export interface ScalarShape {
  readonly kind: 'scalar';
  readonly type: ScalarType;
  readonly format: TextFormat;
  /** `accepted`: an empty text is as good as none, whatever the format says. */
  readonly empty: 'accepted' | 'by format';
  /** Values to offer, none of which is obligatory. */
  readonly examples: readonly string[];
}

export interface EnumValue {
  readonly value: string;
  readonly doc: string;
  /** The first version that knows the value, such as `2.41`; undefined for all. */
  readonly since: string | undefined;
}

export interface EnumShape {
  readonly kind: 'enum';
  readonly values: readonly EnumValue[];
  readonly letterCase: 'sensitive' | 'insensitive';
  /** What happens to the empty text. Null is read as the program's zero value and never looked up here. */
  readonly empty: 'accepted' | 'refused';
  /** `accepted`: the values are offered and documented, somebody else judges the others. */
  readonly others: 'accepted' | 'refused';
}

export interface ListShape {
  readonly kind: 'list';
  readonly item: Shape;
  readonly nullItems: 'accepted' | 'refused';
}

/** A mapping with free keys. */
export interface MapShape {
  readonly kind: 'map';
  /** Format of the keys. */
  readonly keys: TextFormat;
  readonly value: Shape;
}

export interface FieldShape {
  readonly name: string;
  readonly shape: Shape;
  /** A sentence or two in Markdown, without the default. */
  readonly doc: string;
  /** As it would be written; undefined for none. */
  readonly default: string | undefined;
  /** The first version that knows the field, such as `2.35`; undefined for all that matter. */
  readonly since: string | undefined;
  /** Why and for what it should be given up; undefined when it should not. */
  readonly deprecated: string | undefined;
  /** `non-empty`: neither absent, nor null, nor the empty text or list. */
  readonly required: 'no' | 'present' | 'non-empty';
  /** Its own section of the manual; undefined when the object's stands for it. */
  readonly link: string | undefined;
  /** What to insert for it, with `$1` placeholders; undefined to derive it from the shape. */
  readonly snippet: string | undefined;
}

/** A field that later versions refuse. */
export interface RemovedField {
  /** The first version that refuses it. */
  readonly until: string;
  /** The field to write instead; undefined when there is none. */
  readonly instead: string | undefined;
  readonly doc: string;
}

/** A mapping with known keys. */
export interface ObjectShape {
  readonly kind: 'object';
  /** Stands in "… is not a field of TITLE": "a scrape config", "`global`". */
  readonly title: string;
  readonly fields: ReadonlyMap<string, FieldShape>;
  /** Those of the fields that have to be there. */
  readonly required: readonly FieldShape[];
  readonly removed: ReadonlyMap<string, RemovedField>;
  /** The manual's page and section. */
  readonly link: string | undefined;
}

/** Anything at all, unchecked. */
export interface AnyShape {
  readonly kind: 'any';
}

/** What a YAML value may be, with what a user should know about it. */
export type Shape = ObjectShape | MapShape | ListShape | ScalarShape | EnumShape | AnyShape;

export const ANY: AnyShape = { kind: 'any' };
export const BOOL: ScalarShape = scalar('bool');
export const INT: ScalarShape = scalar('int');
export const UINT: ScalarShape = scalar('uint');
export const FLOAT: ScalarShape = scalar('float');
export const STRING: ScalarShape = text('string');

/** A text of the given format, with values worth offering. */
export function text(format: TextFormat, ...examples: readonly string[]): ScalarShape {
  return { kind: 'scalar', type: 'text', format, empty: 'by format', examples };
}

/** A scalar of the type, in a format if one is given. */
export function scalar(type: ScalarType, format: TextFormat = 'string'): ScalarShape {
  return { kind: 'scalar', type, format, empty: 'by format', examples: [] };
}

/** A list in which null entries are ordinary values. */
export function listOf(item: Shape): ListShape {
  return { kind: 'list', item, nullItems: 'accepted' };
}

/** A list whose null entries the program refuses. */
export function listWithoutNulls(item: Shape): ListShape {
  return { kind: 'list', item, nullItems: 'refused' };
}

export function mapOf(keys: TextFormat, value: Shape): MapShape {
  return { kind: 'map', keys, value };
}

/** A case-sensitive enumeration that refuses every other text, the empty one too. Documentation by value. */
export function oneOf(values: { readonly [value: string]: string }): EnumShape {
  const list = Object.entries(values).map(([value, doc]) => ({ value, doc, since: undefined }));
  return { kind: 'enum', values: list, letterCase: 'sensitive', empty: 'refused', others: 'refused' };
}

/** What a table of fields says about one of them; the rest has its usual value. */
export type FieldEntry = { readonly shape: Shape; readonly doc: string } & Partial<Omit<FieldShape, 'name'>>;

export interface ObjectEntry {
  readonly title: string;
  readonly link: string | undefined;
  readonly fields: { readonly [name: string]: FieldEntry };
  readonly removed?: { readonly [name: string]: RemovedField };
}

/** A mapping with known keys, from its table. */
export function objectOf(entry: ObjectEntry): ObjectShape {
  const fields = new Map<string, FieldShape>();
  for (const [name, field] of Object.entries(entry.fields)) fields.set(name, { ...USUAL, ...field, name });
  return {
    kind: 'object',
    title: entry.title,
    link: entry.link,
    fields,
    required: [...fields.values()].filter(field => field.required !== 'no'),
    removed: new Map(Object.entries(entry.removed ?? {})),
  };
}

const USUAL = {
  default: undefined,
  since: undefined,
  deprecated: undefined,
  required: 'no',
  link: undefined,
  snippet: undefined,
} as const;

/** The kind of value in a few words: `duration`, `list of string`, `mapping`, ``pod` | `node``. */
export function describeShape(shape: Shape): string {
  switch (shape.kind) {
    case 'any':
      return 'any value';
    case 'object':
      return 'mapping';
    case 'map':
      return `mapping of ${shape.keys === 'string' ? 'name' : describeFormat(shape.keys)} to ${describeShape(shape.value)}`;
    case 'list':
      return `list of ${describeShape(shape.item)}`;
    case 'enum':
      return shape.values.map(one => `\`${one.value}\``).join(' | ');
    case 'scalar':
      return shape.type === 'text' || shape.type === 'number-or-text'
        ? describeFormat(shape.format)
        : NAMES[shape.type];
  }
}

const NAMES = {
  bool: 'boolean',
  int: 'integer',
  uint: 'integer, 0 or more',
  float: 'number',
  int32: 'integer',
  int64: 'integer',
  'int-or-text': 'integer or string',
} as const;

function describeFormat(format: TextFormat): string {
  return format.replaceAll('-', ' ');
}
