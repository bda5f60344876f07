/** Go's range of int64 and uint64. */
const LEAST = -(2n ** 63n);
const GREATEST = 2n ** 63n - 1n;
const GREATEST_UNSIGNED = 2n ** 64n - 1n;

/** What strconv.ParseInt and ParseUint read with base 0: `0x1f`, `0o17`, `017`, `0b11`, decimal; in 64 bits. */
export function parseInteger(text: string): bigint | undefined {
  const match = /^([-+]?)(?:0[xX]([0-9a-fA-F]+)|0[bB]([01]+)|0[oO]?([0-7]+)|(0|[1-9][0-9]*))$/.exec(text);
  if (match === null) return undefined;
  const [, sign, hexadecimal, binary, octal, decimal] = match;
  const digits = hexadecimal ?? binary ?? octal ?? decimal ?? '';
  if (digits.length > 64 + 40) return undefined;
  const prefix = hexadecimal !== undefined ? '0x' : binary !== undefined ? '0b' : octal !== undefined ? '0o' : '';
  return inRange(BigInt(prefix + digits), sign ?? '');
}

/** What the libraries read beyond that: `0b` and, in v3, `0o` before digits that may have a sign of their own. */
export function parsePrefixed(text: string, prefix: 'b' | 'o'): bigint | undefined {
  const match = /^(-?)0([bo])([-+]?)([0-7]+)$/.exec(text);
  if (match === null || match[2] !== prefix) return undefined;
  const [, sign = '', , inner = '', digits = ''] = match;
  if (digits.length > 100 || (prefix === 'b' && !/^[01]+$/.test(digits)) || (sign !== '' && inner !== ''))
    return undefined;
  return inRange(BigInt(`0${prefix}${digits}`), sign || inner);
}

function inRange(magnitude: bigint, sign: string): bigint | undefined {
  const value = sign === '-' ? -magnitude : magnitude;
  if (value < LEAST) return undefined;
  return value <= GREATEST || (sign === '' && value <= GREATEST_UNSIGNED) ? value : undefined;
}

/** What Go's libraries take for a float: decimal only, finite. */
export function parseDecimal(text: string): number | undefined {
  if (!/^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/.test(text)) return undefined;
  const value = Number(text);
  return Number.isFinite(value) ? value : undefined;
}

/** A float as Go converts it to int64: the fraction is cut off; what does not fit becomes the least number. */
export function truncate(value: number): bigint {
  return Math.abs(value) >= 2 ** 63 ? LEAST : BigInt(Math.trunc(value));
}

/** Whether a float is at most the greatest int64, as Go compares them. */
export function fitsInt(value: number): boolean {
  return value <= 2 ** 63;
}

/** Whether a whole number is an int64. */
export function isInt64(value: bigint): boolean {
  return value >= LEAST && value <= GREATEST;
}
