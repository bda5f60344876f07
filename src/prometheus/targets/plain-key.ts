/**
 * A text that two pieces of plain data share exactly when they are equal: as JSON, with maps, sets and big numbers, and
 * undefined told from null. The order of keys, entries and members counts.
 */
export function plainKey(value: unknown): string {
  return JSON.stringify(value, replacePlain) ?? 'undefined';
}

function replacePlain(_key: string, value: unknown): unknown {
  if (value instanceof Map) return { map: [...value] };
  if (value instanceof Set) return { set: [...value] };
  return typeof value === 'bigint' ? { bigint: String(value) } : value;
}
