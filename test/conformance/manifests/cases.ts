import { isObject, type Json } from './json-tree.ts';

/** The text of a JSON value field. */
export function textOf(object: Json, ...keys: readonly string[]): string {
  let value: Json | undefined = object;
  for (const key of keys) value = isObject(value) ? value[key] : undefined;
  return typeof value === 'string' ? value : '';
}
