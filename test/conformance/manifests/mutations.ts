import type { Shape } from '../../../src/schema/shape.ts';
import { isList, isObject, type Json, type JsonPath, pathText, valuesIn, withValue } from './json-tree.ts';

/** An object with one thing changed. */
export interface Mutant {
  /** What was changed, as `remove spec.containers`. */
  readonly what: string;
  readonly object: Json;
}

const OTHER_VALUES: readonly Json[] = ['text', 7, 1.5, true, ['text'], [{}], { key: 'text' }];
const TEXTS: readonly string[] = ['Bad_Name!', 'UPPER', 'a.b', 'a/b', '0', 'x'.repeat(300)];
const NUMBERS: readonly number[] = [-1, 0, 1, 101, 70_000, 3_000_000_000];

/**
 * Every small change of every value in the object: removed, empty, of another type, misspelt, out of its range. Its
 * apiVersion and kind stay: with others it is none of the known kinds.
 */
export function* mutantsOf(object: Json, shape: Shape): Generator<Mutant> {
  if (isObject(object)) yield* aroundKeys(object, [], object);
  for (const { at, value } of valuesIn(object)) {
    if (at.length === 1 && (at[0] === 'apiVersion' || at[0] === 'kind')) continue;
    const where = pathText(at);
    const set = (what: string, other: Json | undefined): Mutant => ({
      what: `${what} ${where}`,
      object: withValue(object, at, other),
    });
    yield set('remove', undefined);
    yield set('null', null);
    const empty = emptyOf(value);
    if (JSON.stringify(empty) !== JSON.stringify(value)) yield set('empty', empty);
    for (const other of OTHER_VALUES)
      if (typeOf(other) !== typeOf(value)) yield set(`${JSON.stringify(other)} in`, other);
    if (typeof value === 'string') for (const text of TEXTS) yield set(`${text.slice(0, 12)} in`, text);
    if (typeof value === 'number') for (const number of NUMBERS) yield set(`${number} in`, number);
    for (const text of enumTexts(shape, at)) if (text !== value) yield set(`${text} in`, text);
    if (isList(value) && value[0] !== undefined) yield set('twice', [...value, value[0]]);
    if (isObject(value)) yield* aroundKeys(object, at, value);
  }
}

function* aroundKeys(root: Json, at: JsonPath, value: { readonly [key: string]: Json }): Generator<Mutant> {
  const where = pathText(at);
  yield { what: `unknown in ${where}`, object: withValue(root, [...at, 'unknownField'], 'text') };
  for (const key of Object.keys(value)) {
    if (at.length === 0 && (key === 'apiVersion' || key === 'kind')) continue;
    const renamed = {
      what: `misspelt ${pathText([...at, key])}`,
      object: withKey(root, at, value, key, misspelt(key)),
    };
    yield renamed;
  }
}

function withKey(root: Json, at: JsonPath, value: { readonly [key: string]: Json }, key: string, other: string): Json {
  const entries = Object.entries(value).map(([name, inner]) => [name === key ? other : name, inner]);
  const changed = Object.fromEntries(entries) as Json;
  return at.length === 0 ? changed : withValue(root, at, changed);
}

/** Two letters swapped, or one added where that changes nothing. */
function misspelt(key: string): string {
  const middle = Math.max(1, Math.floor(key.length / 2));
  const swapped = key.slice(0, middle - 1) + (key[middle] ?? 'x') + (key[middle - 1] ?? '') + key.slice(middle + 1);
  return swapped === key ? `${key}x` : swapped;
}

function emptyOf(value: Json): Json {
  if (isList(value)) return [];
  if (isObject(value)) return {};
  return typeof value === 'string' ? '' : typeof value === 'number' ? 0 : false;
}

function typeOf(value: Json): string {
  return isList(value) ? 'list' : Number.isInteger(value) ? 'integer' : typeof value;
}

/** Values of the enumeration at that place, and one that is none. */
function enumTexts(shape: Shape, at: JsonPath): readonly string[] {
  const found = shapeBelow(shape, at);
  if (found?.kind !== 'enum') return [];
  const names = found.values.map(one => one.value);
  return [...names.slice(0, 6), 'Bogus', names[0]?.toLowerCase() ?? ''];
}

/** The shape of the value at a path; undefined where nothing is known. */
export function shapeBelow(root: Shape, at: JsonPath): Shape | undefined {
  let shape: Shape | undefined = root;
  for (const step of at) {
    if (shape?.kind === 'list') shape = shape.item;
    else if (shape?.kind === 'map') shape = shape.value;
    else if (shape?.kind === 'object') shape = shape.fields.get(String(step))?.shape;
    else return undefined;
  }
  return shape;
}
