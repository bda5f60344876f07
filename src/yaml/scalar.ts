import type { Dialect } from './dialect.ts';
import type { ScalarNode } from './node.ts';
import { fitsInt, isInt64, parseDecimal, parseInteger, parsePrefixed, truncate } from './number.ts';
import { isTimestamp } from './timestamp.ts';

/** What a scalar is to the program that decodes it without knowing what is wanted. */
export type Resolved =
  | { readonly type: 'null' }
  | { readonly type: 'bool'; readonly value: boolean }
  | { readonly type: 'int'; readonly value: bigint }
  | { readonly type: 'float'; readonly value: number }
  | { readonly type: 'string'; readonly value: string }
  | { readonly type: 'timestamp'; readonly value: string }
  | { readonly type: 'binary'; readonly value: string }
  | { readonly type: 'merge'; readonly value: string }
  /** The tag and the text contradict each other: the program refuses the file. */
  | { readonly type: 'refused'; readonly message: string };

/** The value of a scalar as a certain type; not ok when the program refuses it as that type. */
export type Read<T> = { readonly ok: true; readonly value: T } | { readonly ok: false };

const NOT_OK = { ok: false } as const;

/**
 * Resolves a scalar as the dialect's library does: go-yaml v2 for `prometheus` and, with the way through JSON, for
 * `manifest`; go-yaml v3 for `rules`. See https://pkg.go.dev/go.yaml.in/yaml/v2 and /v3.
 */
export function resolveScalar(node: ScalarNode, dialect: Dialect): Resolved {
  const resolved = resolveTagged(node, dialect);
  return dialect === 'manifest' ? throughJson(resolved) : resolved;
}

/** Whether the scalar is null: the field is then left at its zero value. */
export function isNull(node: ScalarNode, dialect: Dialect): boolean {
  if (node.style === 'plain' && node.tag === undefined) return NULLS.has(node.text);
  return resolveScalar(node, dialect).type === 'null';
}

/** The scalar as a string field gets it; null is ''. A manifest's field takes strings only. */
export function readString(node: ScalarNode, dialect: Dialect): Read<string> {
  if (node.style !== 'plain' && node.tag === undefined) return { ok: true, value: node.text };
  const resolved = resolveScalar(node, dialect);
  switch (resolved.type) {
    case 'refused':
      return NOT_OK;
    case 'null':
      return { ok: true, value: '' };
    case 'binary':
      return { ok: true, value: resolved.value };
    case 'bool':
    case 'int':
    case 'float':
      return dialect === 'manifest' ? NOT_OK : { ok: true, value: node.text };
    default:
      return { ok: true, value: node.text };
  }
}

/** The scalar as a boolean field gets it; null is false. Rule files also take `yes` and its kin, quoted or not. */
export function readBool(node: ScalarNode, dialect: Dialect): Read<boolean> {
  const resolved = resolveScalar(node, dialect);
  if (resolved.type === 'null') return { ok: true, value: false };
  if (resolved.type === 'bool') return { ok: true, value: resolved.value };
  const old = dialect === 'rules' && resolved.type === 'string' ? OLD_BOOLS.get(resolved.value) : undefined;
  return old === undefined ? NOT_OK : { ok: true, value: old };
}

/**
 * The scalar as a whole-number field gets it; null is 0. Floats are cut off at the point, but not in manifests. The
 * value may lie beyond the field's own range: up to 2^64-1, down to -2^63.
 */
export function readInt(node: ScalarNode, dialect: Dialect): Read<bigint> {
  const resolved = resolveScalar(node, dialect);
  if (resolved.type === 'null') return { ok: true, value: 0n };
  if (resolved.type === 'int') return { ok: true, value: resolved.value };
  if (resolved.type !== 'float' || dialect === 'manifest' || !fitsInt(resolved.value)) return NOT_OK;
  return { ok: true, value: truncate(resolved.value) };
}

/** The scalar as a floating-point field gets it; null is 0. */
export function readFloat(node: ScalarNode, dialect: Dialect): Read<number> {
  const resolved = resolveScalar(node, dialect);
  if (resolved.type === 'null') return { ok: true, value: 0 };
  if (resolved.type === 'int') return { ok: true, value: Number(resolved.value) };
  return resolved.type === 'float' ? { ok: true, value: resolved.value } : NOT_OK;
}

const NULLS: ReadonlySet<string> = new Set(['', '~', 'null', 'Null', 'NULL']);
const OLD_BOOLS: ReadonlyMap<string, boolean> = new Map([
  ...['y', 'Y', 'yes', 'Yes', 'YES', 'on', 'On', 'ON'].map(word => [word, true] as const),
  ...['n', 'N', 'no', 'No', 'NO', 'off', 'Off', 'OFF'].map(word => [word, false] as const),
]);
const BOOLS: ReadonlyMap<string, boolean> = new Map([
  ...['true', 'True', 'TRUE'].map(word => [word, true] as const),
  ...['false', 'False', 'FALSE'].map(word => [word, false] as const),
]);
const SPECIAL_FLOATS: ReadonlyMap<string, number> = new Map([
  ...['.nan', '.NaN', '.NAN'].map(word => [word, Number.NaN] as const),
  ...['.inf', '.Inf', '.INF', '+.inf', '+.Inf', '+.INF'].map(word => [word, Number.POSITIVE_INFINITY] as const),
  ...['-.inf', '-.Inf', '-.INF'].map(word => [word, Number.NEGATIVE_INFINITY] as const),
]);
/** The types that a tag can ask for, by tag. Text with any other tag is a string. */
const TAG_TYPES: ReadonlyMap<string, Resolved['type']> = new Map([
  ['!!bool', 'bool'],
  ['!!int', 'int'],
  ['!!float', 'float'],
  ['!!null', 'null'],
  ['!!timestamp', 'timestamp'],
]);

function resolveTagged(node: ScalarNode, dialect: Dialect): Resolved {
  const { tag, text } = node;
  const isQuoted = node.style !== 'plain';
  if (tag === undefined || (tag === '!' && dialect === 'rules')) {
    return isQuoted ? { type: 'string', value: text } : resolvePlain(text, dialect, true);
  }
  if (tag === '!!binary') return decodeBinary(text);
  const wanted = TAG_TYPES.get(tag);
  if (wanted === undefined) return { type: 'string', value: text };
  const resolved = resolvePlain(text, dialect, wanted === 'timestamp');
  if (resolved.type === wanted) return resolved;
  if (wanted === 'float' && resolved.type === 'int' && isInt64(resolved.value))
    return { type: 'float', value: Number(resolved.value) };
  return { type: 'refused', message: `\`${text.slice(0, 40)}\` cannot be read as ${tag}.` };
}

function resolvePlain(text: string, dialect: Dialect, withTimestamps: boolean): Resolved {
  if (NULLS.has(text)) return { type: 'null' };
  if (text === '<<') return { type: 'merge', value: text };
  const bool = BOOLS.get(text) ?? (dialect === 'rules' ? undefined : OLD_BOOLS.get(text));
  if (bool !== undefined) return { type: 'bool', value: bool };
  const special = SPECIAL_FLOATS.get(text);
  if (special !== undefined) return { type: 'float', value: special };
  if (!/^[-+.0-9]/.test(text)) return { type: 'string', value: text };
  return resolveNumber(text, dialect, withTimestamps) ?? { type: 'string', value: text };
}

function resolveNumber(text: string, dialect: Dialect, withTimestamps: boolean): Resolved | undefined {
  if (withTimestamps && isTimestamp(text)) return { type: 'timestamp', value: text };
  const isFraction = text.startsWith('.');
  const digits = isFraction ? text : text.replaceAll('_', '');
  const int = isFraction ? undefined : parseInteger(digits);
  if (int !== undefined) return { type: 'int', value: int };
  const float = parseDecimal(
    isFraction && /^\.\d[\d_eE+-]*$/.test(text) && !/_(?!\d)|(?<!\d)_/.test(text) ? text.replaceAll('_', '') : digits,
  );
  if (float !== undefined) return { type: 'float', value: float };
  if (isFraction) return undefined;
  const prefixed = parsePrefixed(digits, 'b') ?? (dialect === 'rules' ? parsePrefixed(digits, 'o') : undefined);
  return prefixed === undefined ? undefined : { type: 'int', value: prefixed };
}

function decodeBinary(text: string): Resolved {
  const base64 = text.replaceAll(/[\r\n]/g, '');
  if (base64.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(base64)) {
    return { type: 'refused', message: 'This is not base64, which !!binary asks for.' };
  }
  const bytes = Uint8Array.from(atob(base64), char => char.charCodeAt(0));
  return { type: 'binary', value: new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes) };
}

/** JSON has no infinities, no dates, and does not tell `1.0` from `1`. */
function throughJson(resolved: Resolved): Resolved {
  if (resolved.type === 'int')
    return isInt64(resolved.value) ? resolved : { type: 'float', value: Number(resolved.value) };
  if (resolved.type === 'timestamp' || resolved.type === 'binary' || resolved.type === 'merge') {
    return { type: 'string', value: resolved.value };
  }
  if (resolved.type !== 'float') return resolved;
  if (!Number.isFinite(resolved.value))
    return { type: 'refused', message: 'JSON, which the API server reads, has no such number.' };
  const isWhole = Number.isInteger(resolved.value) && Math.abs(resolved.value) < 1e21;
  const whole = isWhole ? BigInt(String(resolved.value)) : undefined;
  return whole !== undefined && isInt64(whole) ? { type: 'int', value: whole } : resolved;
}
