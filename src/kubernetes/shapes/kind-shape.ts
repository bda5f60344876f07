import {
  ANY,
  BOOL,
  type EnumShape,
  type FieldShape,
  listOf,
  mapOf,
  type ObjectShape,
  type RemovedField,
  type Shape,
  STRING,
  scalar,
  text,
} from '../../schema/shape.ts';
import type { Definition, FieldDefinition, FieldDetails } from './definition.ts';
import { DEFINITIONS } from './generated/definitions.js';
import { definitionName } from './kinds.ts';

/**
 * What an object of the kind looks like to the API server of the pinned version: names, types and published values of its
 * fields, with their documentation. Of a list kind (`RoleList`, `List`) it is the list with its items. Undefined for
 * other kinds. Mappings are converted when their fields are first asked for; nothing is kept between calls.
 * See https://kubernetes.io/docs/reference/kubernetes-api/
 */
export function kindShape(apiVersion: string, kind: string): ObjectShape | undefined {
  const name = definitionName(apiVersion, kind);
  const definition = name === undefined ? listDefinition(apiVersion, kind) : DEFINITIONS[name];
  return definition && new DefinedShape(definition, `${article(kind)} ${kind}`, `${article(kind)} ${kind}’s `);
}

/** What kubectl takes apart before it sends the items. */
function listDefinition(apiVersion: string, kind: string): Definition | undefined {
  if (!kind.endsWith('List')) return undefined;
  const isGeneral = apiVersion === 'v1' && kind === 'List';
  const item = isGeneral ? 'any' : definitionName(apiVersion, kind.slice(0, -'List'.length));
  const object = DEFINITIONS['core.v1.ConfigMap']?.fields;
  if (item === undefined || object?.['apiVersion'] === undefined || object['kind'] === undefined) return undefined;
  return {
    doc: '',
    fields: {
      apiVersion: object['apiVersion'],
      kind: object['kind'],
      metadata: ['any', 'Metadata of the list, which is not stored.'],
      items: [`[]${item}`, 'The objects.'],
    },
  };
}

function article(kind: string): string {
  return /^[AEIOU]/.test(kind) ? 'an' : 'a';
}

/** A definition of the OpenAPI as a shape, whose fields are made when somebody asks for them. */
class DefinedShape implements ObjectShape {
  readonly kind = 'object';
  readonly title: string;
  readonly link = undefined;
  readonly removed: ReadonlyMap<string, RemovedField> = new Map();
  readonly #definition: Definition;
  /** What stands before the names of fields in titles: "a Deployment’s ". */
  readonly #owner: string;
  #fields: ReadonlyMap<string, FieldShape> | undefined;

  constructor(definition: Definition, title: string, owner: string) {
    this.#definition = definition;
    this.title = title;
    this.#owner = owner;
  }

  get fields(): ReadonlyMap<string, FieldShape> {
    this.#fields ??= new Map(
      Object.entries(this.#definition.fields).map(([name, field]) => [name, fieldShape(name, field, this.#owner)]),
    );
    return this.#fields;
  }

  get required(): readonly FieldShape[] {
    return [...this.fields.values()].filter(field => field.required !== 'no');
  }
}

function fieldShape(name: string, [type, doc, details = {}]: FieldDefinition, owner: string): FieldShape {
  return {
    name,
    shape: shapeOf(type, details, name, owner),
    doc,
    default: details.default,
    since: undefined,
    deprecated: details.deprecated,
    required: 'no',
    link: details.link,
    snippet: undefined,
  };
}

function shapeOf(type: string, details: FieldDetails, name: string, owner: string): Shape {
  if (type.startsWith('[]')) return listOf(shapeOf(type.slice(2), details, name, `entry of ${owner}`));
  if (type.startsWith('map[]')) return mapOf('string', shapeOf(type.slice(5), details, name, owner));
  const definition = DEFINITIONS[type];
  if (definition !== undefined) {
    const title = owner.startsWith('entry of ') ? `an entry of \`${name}\`` : `${owner}\`${name}\``;
    return new DefinedShape(definition, title, '');
  }
  return details.values === undefined ? scalarShape(type) : enumShape(details.values);
}

function enumShape(values: Readonly<Record<string, string>>): EnumShape {
  const list = Object.entries(values).map(([value, doc]) => ({ value, doc, since: undefined }));
  return { kind: 'enum', values: list, letterCase: 'sensitive', empty: 'accepted', others: 'refused' };
}

function scalarShape(type: string): Shape {
  switch (type) {
    case 'string':
      return STRING;
    case 'bool':
      return BOOL;
    case 'int32':
    case 'int64':
      return scalar(type);
    case 'int-or-string':
      return scalar('int-or-text');
    case 'quantity':
      return scalar('number-or-text', 'quantity');
    case 'time':
      return text('timestamp');
    case 'bytes':
      return text('base64');
    default:
      return ANY;
  }
}
