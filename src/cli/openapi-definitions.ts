import type { Definition, FieldDefinition, FieldDetails } from '../kubernetes/shapes/definition.ts';

/** A schema as the API server publishes it, as far as it is read here. See https://spec.openapis.org/oas/v3.0.3 */
export interface OpenApiSchema {
  readonly description?: string;
  readonly type?: string;
  readonly format?: string;
  readonly $ref?: string;
  readonly allOf?: readonly OpenApiSchema[];
  readonly oneOf?: readonly OpenApiSchema[];
  readonly items?: OpenApiSchema;
  readonly additionalProperties?: OpenApiSchema;
  readonly properties?: Readonly<Record<string, OpenApiSchema>>;
  readonly required?: readonly string[];
  readonly enum?: readonly string[];
  readonly default?: unknown;
}

export type OpenApiSchemas = ReadonlyMap<string, OpenApiSchema>;

/** Longer documentation is cut at the end of a sentence. */
const LONGEST_DOC = 250;

/**
 * The definitions that the roots are made of, by their short names in alphabetical order: `apps.v1.Deployment` for
 * `io.k8s.api.apps.v1.Deployment`. Of what stands in a status alone, which nobody writes, there is no documentation.
 * Throws for what it does not understand.
 */
export function definitionsOf(
  schemas: OpenApiSchemas,
  roots: readonly string[],
): readonly (readonly [string, Definition])[] {
  const found = new Map<string, Definition>();
  const statuses: string[] = [];
  const collect = (names: readonly string[], docs: 'kept' | 'left out') => {
    const waiting = [...names];
    for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
      if (found.has(shortName(name))) continue;
      const schema = schemas.get(name);
      if (schema === undefined) throw new Error(`the API server has no ${name}`);
      const { definition, uses } = definitionOf(schema);
      found.set(shortName(name), docs === 'kept' ? definition : withoutDocs(definition));
      for (const use of uses) (use.endsWith('Status') ? statuses : waiting).push(use);
    }
  };
  collect(roots, 'kept');
  while (statuses.length > 0) collect(statuses.splice(0), 'left out');
  return [...found].toSorted(([a], [b]) => (a < b ? -1 : 1));
}

function withoutDocs({ fields }: Definition): Definition {
  const short = Object.entries(fields).map(([name, [type, , details]]) => {
    const values = details?.values && Object.fromEntries(Object.keys(details.values).map(value => [value, '']));
    const field: FieldDefinition = values === undefined ? [type, ''] : [type, '', { values }];
    return [name, field] as const;
  });
  return { doc: '', fields: Object.fromEntries(short) };
}

function definitionOf(schema: OpenApiSchema): { readonly definition: Definition; readonly uses: readonly string[] } {
  const uses: string[] = [];
  const fields: Record<string, FieldDefinition> = {};
  for (const [name, property] of Object.entries(schema.properties ?? {})) {
    fields[name] = fieldOf(property, schema.required?.includes(name) === true ? ['required'] : [], uses);
  }
  return { definition: { doc: readDescription(schema.description ?? '').doc, fields }, uses };
}

function fieldOf(property: OpenApiSchema, marks: readonly 'required'[], uses: string[]): FieldDefinition {
  const { doc, link, deprecated, valueDocs } = readDescription(property.description ?? '');
  const names = property.enum ?? property.items?.enum ?? property.additionalProperties?.enum;
  const fallback = defaultText(property.default);
  const details: FieldDetails = {
    ...(marks.includes('required') ? { required: true } : {}),
    ...(fallback === undefined ? {} : { default: fallback }),
    ...(names === undefined ? {} : { values: Object.fromEntries(names.map(one => [one, valueDocs.get(one) ?? ''])) }),
    ...(deprecated === undefined ? {} : { deprecated }),
    ...(link === undefined ? {} : { link }),
  };
  const type = typeOf(property, uses);
  return Object.keys(details).length === 0 ? [type, doc] : [type, doc, details];
}

/** The zero values of Go are the defaults of fields that are written always: they tell nobody anything. */
function defaultText(value: unknown): string | undefined {
  const isZero = value === '' || value === 0 || value === false || (typeof value === 'object' && value !== null);
  return value === undefined || isZero ? undefined : String(value);
}

/** `string`, `[]int32`, `map[]quantity`, `core.v1.Container`. */
function typeOf(schema: OpenApiSchema, uses: string[]): string {
  const reference = schema.$ref ?? schema.allOf?.[0]?.$ref;
  if (reference !== undefined) return typeOfReference(reference.slice(reference.lastIndexOf('/') + 1), uses);
  if (schema.items !== undefined) return `[]${typeOf(schema.items, uses)}`;
  if (schema.additionalProperties !== undefined) return `map[]${typeOf(schema.additionalProperties, uses)}`;
  switch (schema.type) {
    case 'string':
      return schema.format === 'byte' ? 'bytes' : 'string';
    case 'integer':
      return schema.format ?? 'int64';
    case 'boolean':
      return 'bool';
    default:
      throw new Error(`unknown type ${JSON.stringify(schema)}`);
  }
}

/** Definitions that are no mappings with known keys. */
const SPECIAL: ReadonlyMap<string, string> = new Map([
  ['io.k8s.apimachinery.pkg.api.resource.Quantity', 'quantity'],
  ['io.k8s.apimachinery.pkg.util.intstr.IntOrString', 'int-or-string'],
  ['io.k8s.apimachinery.pkg.apis.meta.v1.Time', 'time'],
  ['io.k8s.apimachinery.pkg.apis.meta.v1.FieldsV1', 'any'],
]);

function typeOfReference(name: string, uses: string[]): string {
  const special = SPECIAL.get(name);
  if (special !== undefined) return special;
  uses.push(name);
  return shortName(name);
}

/** `io.k8s.api.core.v1.Pod` → `core.v1.Pod`, `io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta` → `meta.v1.ObjectMeta`. */
function shortName(name: string): string {
  return name.split('.').slice(-3).join('.');
}

interface Description {
  readonly doc: string;
  readonly link: string | undefined;
  readonly deprecated: string | undefined;
  readonly valueDocs: ReadonlyMap<string, string>;
}

function readDescription(description: string): Description {
  const [main = '', values = ''] = description.split(/\n*Possible enum values:\n/);
  const link = /https:\/\/kubernetes\.io\/docs\/[^\s)]+/.exec(main)?.[0].replace(/[.,]+$/, '');
  const deprecated = /\bdeprecated:\s*([^.]+\.)/i.exec(main)?.[1];
  const valueDocs = values.split(/\n(?= - `)/).map(line => {
    const [, value = '', doc = ''] = /^\s*- `"(.*?)"`\s*([\s\S]*)$/.exec(line) ?? [];
    return [value, firstSentences(doc)] as const;
  });
  return { doc: firstSentences(main), link, deprecated: deprecated?.trim(), valueDocs: new Map(valueDocs) };
}

/** As many whole sentences as fit, at least one, without the links that stand on their own. */
function firstSentences(text: string): string {
  const plain = text
    .replaceAll(/\bMore info:?\s+\S+/gi, '')
    .replaceAll(/\bFor more information,? see:?\s+\S+/gi, '')
    .replaceAll(/\s+/g, ' ')
    .trim();
  let end = 0;
  for (const { index } of plain.matchAll(/[.!](?= [A-Z`"(*-]|$)|(?<=\S)$/g)) {
    if (end > 0 && index + 1 > LONGEST_DOC) break;
    end = index + 1;
  }
  return plain.slice(0, Math.min(end, 2 * LONGEST_DOC));
}
