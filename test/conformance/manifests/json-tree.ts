/** JSON as it is mutated. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
export type JsonObject = { readonly [key: string]: Json };
export type JsonPath = readonly (string | number)[];

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

/** Every value below the root, the outer ones first. */
export function* valuesIn(value: Json, at: JsonPath = []): Generator<{ readonly at: JsonPath; readonly value: Json }> {
  if (at.length > 0) yield { at, value };
  if (isList(value)) for (const [index, item] of value.entries()) yield* valuesIn(item, [...at, index]);
  else if (isObject(value)) for (const [key, item] of Object.entries(value)) yield* valuesIn(item, [...at, key]);
}

export function valueAt(root: Json, at: JsonPath): Json | undefined {
  let value: Json | undefined = root;
  for (const step of at) {
    if (isList(value) && typeof step === 'number') value = value[step];
    else if (isObject(value) && typeof step === 'string') value = value[step];
    else return undefined;
  }
  return value;
}

/** The root with another value at a path; undefined removes it. */
export function withValue(root: Json, at: JsonPath, value: Json | undefined): Json {
  const [step, ...rest] = at;
  if (step === undefined) return value ?? null;
  if (isList(root) && typeof step === 'number') {
    const inner = rest.length === 0 ? value : withValue(root[step] ?? null, rest, value);
    return inner === undefined ? root.toSpliced(step, 1) : root.toSpliced(step, 1, inner);
  }
  if (!isObject(root)) return root;
  const inner = rest.length === 0 ? value : withValue(root[step] ?? {}, rest, value);
  const entries = Object.entries(root).filter(([key]) => key !== step);
  const place = Object.keys(root).indexOf(String(step));
  if (inner !== undefined) entries.splice(place < 0 ? entries.length : place, 0, [String(step), inner]);
  return Object.fromEntries(entries);
}

/** `spec.containers[0].name` */
export function pathText(at: JsonPath): string {
  return at.map((step, index) => (typeof step === 'number' ? `[${step}]` : index === 0 ? step : `.${step}`)).join('');
}
