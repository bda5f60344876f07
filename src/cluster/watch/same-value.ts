/**
 * Whether two trimmed objects hold the same: what JSON has, and Maps, whose order does not count. Both are read by the same
 * reader, so that a missing key and an undefined one need not be told apart.
 */
export function sameValue(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false;
  const isList = Array.isArray(one);
  if (isList !== Array.isArray(other) || one instanceof Map !== other instanceof Map) return false;
  if (isList) return sameItems(one, other as readonly unknown[]);
  if (one instanceof Map) return sameEntries(one, other as ReadonlyMap<unknown, unknown>);
  return sameFields(one as Readonly<Record<string, unknown>>, other as Readonly<Record<string, unknown>>);
}

function sameItems(one: readonly unknown[], other: readonly unknown[]): boolean {
  if (one.length !== other.length) return false;
  for (let index = 0; index < one.length; index++) if (!sameValue(one[index], other[index])) return false;
  return true;
}

function sameEntries(one: ReadonlyMap<unknown, unknown>, other: ReadonlyMap<unknown, unknown>): boolean {
  if (one.size !== other.size) return false;
  for (const [key, value] of one) if (!other.has(key) || !sameValue(value, other.get(key))) return false;
  return true;
}

function sameFields(one: Readonly<Record<string, unknown>>, other: Readonly<Record<string, unknown>>): boolean {
  for (const key in one) if (!sameValue(one[key], other[key])) return false;
  for (const key in other) if (other[key] !== undefined && one[key] === undefined) return false;
  return true;
}
