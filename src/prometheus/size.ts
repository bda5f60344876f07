const LETTERS = ['K', 'M', 'G', 'T', 'P', 'E'];

/** Each way of writing on its own: a text uses one of them throughout. Both count by 1024. */
const SUFFIXES = ['iB', 'B'];

/** Where the Go parser takes a digit sequence for too long. */
const DIGITS_END = (2n ** 63n - 10n) / 10n;

const LARGEST = 2 ** 63;
const LONGEST_TEXT = 1000;

/**
 * Reads a size such as `512MB`, `1.5GiB` or `1GB512MB` in bytes; undefined when Prometheus refuses it. An optional sign
 * comes first; a bare `0` is the only number without a unit; `kB` is refused. KB and KiB are both 1024 bytes.
 * See https://pkg.go.dev/github.com/alecthomas/units#ParseBase2Bytes
 */
export function parseSize(text: string): number | undefined {
  if (text.length > LONGEST_TEXT) return undefined;
  const negative = text.startsWith('-');
  const unsigned = /^[-+]/.test(text) ? text.slice(1) : text;
  if (unsigned === '0') return 0;
  for (const suffix of SUFFIXES) {
    const bytes = sum(unsigned, suffix);
    if (bytes === undefined || bytes > LARGEST) continue;
    // 2^63 itself slips through Go's check and wraps around. Adding 0 makes -0 an ordinary zero.
    return (negative || bytes === LARGEST ? -Math.trunc(bytes) : Math.trunc(bytes)) + 0;
  }
  return undefined;
}

function sum(text: string, suffix: string): number | undefined {
  if (text === '') return undefined;
  let bytes = 0;
  for (let rest = text; rest !== ''; ) {
    const [whole, digits, fraction, name] = /^([0-9]*)(?:\.([0-9]*))?([^0-9.]*)/.exec(rest) ?? [];
    if (whole === undefined || name === undefined || !(digits || fraction)) return undefined;
    const unit = unitOf(name, suffix);
    const integer = integerOf(digits ?? '');
    const decimals = integerOf(fraction ?? '');
    if (unit === undefined || integer === undefined || decimals === undefined) return undefined;
    bytes += (integer + decimals / powerOfTen((fraction ?? '').length)) * unit;
    rest = rest.slice(whole.length);
  }
  return bytes;
}

function unitOf(name: string, suffix: string): number | undefined {
  if (name === 'B') return 1;
  const power = LETTERS.findIndex(letter => letter + suffix === name);
  return power < 0 ? undefined : 1024 ** (power + 1);
}

function integerOf(digits: string): number | undefined {
  if (digits === '') return 0;
  // The parser looks before it takes another digit, so the last one may still pass the bound.
  return BigInt(digits.slice(0, -1) || '0') >= DIGITS_END ? undefined : Number(digits);
}

/** Multiplied up as Go does, so that long fractions round alike. */
function powerOfTen(exponent: number): number {
  let power = 1;
  for (let i = 0; i < exponent; i++) power *= 10;
  return power;
}
