/** An object of JSON text. */
export type JsonObject = Readonly<Record<string, unknown>>;

/**
 * The readers of this file take a part of a Kubernetes object, parsed from JSON, as Go decodes it: what is missing or
 * null is the zero value. So is what has the wrong type, which an API server never sends. None of them throws.
 */

/** The object, an empty one for anything else. */
export function objectOf(value: unknown): JsonObject {
  return optionalObject(value) ?? {};
}

/** The object, undefined for anything else: what is a pointer in Go. */
export function optionalObject(value: unknown): JsonObject | undefined {
  return isObject(value) ? value : undefined;
}

/** The text, '' for anything else. */
export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** The text, undefined for anything else. */
export function optionalText(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** The whole number of 32 bits, 0 for anything else. */
export function int32Of(value: unknown): number {
  return optionalInt32(value) ?? 0;
}

/** The whole number of 32 bits, undefined for anything else. */
export function optionalInt32(value: unknown): number | undefined {
  // Adding 0 makes 0 of -0.
  return typeof value === 'number' && (value | 0) === value ? value + 0 : undefined;
}

/** The boolean, undefined for anything else. */
export function optionalBoolean(value: unknown): boolean | undefined {
  return typeof value === 'boolean' ? value : undefined;
}

/** The items as `read` reads them, none for what is no list. A null item is read as the zero value. */
export function listOf<T>(value: unknown, read: (item: unknown) => T): readonly T[] {
  return Array.isArray(value) ? value.map(item => read(item)) : [];
}

/** A map of texts, such as labels; empty for anything else. */
export function textsByKey(value: unknown): ReadonlyMap<string, string> {
  return new Map(Object.entries(objectOf(value)).map(([key, text]) => [key, textOf(text)]));
}

/** Whether it is an object and no list. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
