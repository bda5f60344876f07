import {
  ANY,
  type EnumShape,
  type FieldShape,
  type ObjectShape,
  type RemovedField,
  type Shape,
  scalar,
} from '../../schema/shape.ts';
import type { Constraint } from './constraints/constraint.ts';
import { constraintOf } from './constraints/constraints.ts';
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
  const title = `${article(kind)} ${kind}`;
  return definition && new DefinedShape(definition, { name: name ?? '', title, owner: `${title}’s ` });
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

/** Where a definition stands. */
interface DefinitionPlace {
  /** Its name, behind `@` with the variant of its constraints. */
  readonly name: string;
  readonly title: string;
  /** What stands before the names of its fields in titles: "a Deployment’s ". */
  readonly owner: string;
}

/** A definition of the OpenAPI as a shape, whose fields are made when somebody asks for them. */
class DefinedShape implements ObjectShape {
  readonly kind = 'object';
  readonly link = undefined;
  readonly removed: ReadonlyMap<string, RemovedField> = new Map();
  readonly #definition: Definition;
  readonly #place: DefinitionPlace;
  #fields: ReadonlyMap<string, FieldShape> | undefined;

  constructor(definition: Definition, place: DefinitionPlace) {
    this.#definition = definition;
    this.#place = place;
  }

  get title(): string {
    return this.#place.title;
  }

  get fields(): ReadonlyMap<string, FieldShape> {
    const { name: definition, owner } = this.#place;
    this.#fields ??= new Map(
      Object.entries(this.#definition.fields).map(([name, field]) => {
        return [name, fieldShape({ name, owner, field, constraint: constraintOf(definition, name) })];
      }),
    );
    return this.#fields;
  }

  get required(): readonly FieldShape[] {
    return [...this.fields.values()].filter(field => field.required !== 'no');
  }
}

interface FieldPlace {
  readonly name: string;
  readonly owner: string;
  readonly field: FieldDefinition;
  readonly constraint: Constraint;
}

function fieldShape(place: FieldPlace): FieldShape {
  const { name, field, constraint } = place;
  const [type, doc, details = {}] = field;
  return {
    name,
    shape: shapeOf(withType(type, constraint.type), details, place),
    doc,
    default: details.default,
    since: undefined,
    deprecated: details.deprecated,
    required: constraint.needed === true ? 'non-empty' : 'no',
    link: details.link,
    snippet: undefined,
  };
}

function withType(type: string, inside: string | undefined): string {
  return inside === undefined ? type : type.replace(/[^[\]]+$/, inside);
}

function shapeOf(type: string, details: FieldDetails, place: FieldPlace): Shape {
  const { name, owner, constraint } = place;
  if (type.startsWith('[]')) return listShape(shapeOf(type.slice(2), details, { ...place, owner: ENTRY }), constraint);
  if (type.startsWith('map[]')) {
    const value = shapeOf(type.slice(5), details, place);
    return { kind: 'map', keys: constraint.keys ?? 'string', value };
  }
  const definition = DEFINITIONS[type.replace(/@.*/, '')];
  if (definition !== undefined) {
    const title = owner === ENTRY ? `an entry of \`${name}\`` : `${owner}\`${name}\``;
    return new DefinedShape(definition, { name: type, title, owner: '' });
  }
  const values = constraint.values ?? (details.values && Object.keys(details.values));
  if (values !== undefined && type === 'string') return enumShape(values, details.values, constraint);
  return scalarShape(type, constraint);
}

/** The owner of what stands in a list. */
const ENTRY = 'an entry of ';

/** A null entry is an empty one: one that lacks what is needed is refused. */
function listShape(item: Shape, constraint: Constraint): Shape {
  const lacks = item.kind === 'object' && item.required.length > 0;
  return { kind: 'list', item, nullItems: constraint.nullItems ?? (lacks ? 'refused' : 'accepted') };
}

function enumShape(values: readonly string[], docs: FieldDetails['values'], { empty }: Constraint): EnumShape {
  const list = values.map(value => ({ value, doc: docs?.[value] ?? '', since: undefined }));
  return { kind: 'enum', values: list, letterCase: 'sensitive', empty: empty ?? 'accepted', others: 'refused' };
}

function scalarShape(type: string, { format, empty }: Constraint): Shape {
  const shape = plainScalar(type);
  if (shape.kind !== 'scalar') return shape;
  const isParsed = type === 'quantity' || type === 'time';
  return {
    ...shape,
    format: format ?? shape.format,
    empty: empty === 'refused' || isParsed ? 'by format' : 'accepted',
  };
}

function plainScalar(type: string): Shape {
  switch (type) {
    case 'string':
      return scalar('text');
    case 'bool':
    case 'int32':
    case 'int64':
      return scalar(type);
    case 'int-or-string':
      return scalar('int-or-text');
    case 'quantity':
      return scalar('number-or-text', 'quantity');
    case 'time':
      return scalar('text', 'timestamp');
    case 'bytes':
      return scalar('text', 'base64');
    default:
      return ANY;
  }
}
