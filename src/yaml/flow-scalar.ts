import { type Mapped, SegmentWriter } from './segments.ts';

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['0', '\0'],
  ['a', '\x07'],
  ['b', '\b'],
  ['e', '\x1b'],
  ['f', '\f'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
  ['v', '\v'],
  ['N', '\u0085'],
  ['_', '\u00a0'],
  ['L', '\u2028'],
  ['P', '\u2029'],
  [' ', ' '],
  ['"', '"'],
  ["'", "'"],
  ['/', '/'],
  ['\\', '\\'],
  ['\t', '\t'],
]);

const HEX_DIGITS: { readonly [kind: string]: number } = { x: 2, u: 4, U: 8 };

/** The value of a plain or quoted scalar and its pieces. `source` has the quotes. */
export function mapFlowScalar(source: string, style: 'plain' | 'single' | 'double'): Mapped {
  const out = new SegmentWriter();
  const isQuoted = style !== 'plain';
  const quote = style === 'single' ? "'" : '"';
  const isClosed = isQuoted && source.length > 1 && source.endsWith(quote);
  const end = source.length - (isClosed ? 1 : 0);
  for (let at = isQuoted ? 1 : 0; at < end; ) {
    const char = source[at];
    if (char === ' ' || char === '\t' || isBreak(source, at)) at = whiteSpace(out, source, at, end);
    else if (style === 'single' && char === "'") {
      out.put("'", at, 2);
      at += 2;
    } else if (style === 'double' && char === '\\') at = writeEscape(out, source, at, end);
    else {
      let stop = at + 1;
      while (stop < end && !isSpecial(source, stop)) stop++;
      out.copy(source.slice(at, stop), at);
      at = stop;
    }
  }
  return out.finish();
}

function isSpecial(source: string, at: number): boolean {
  const char = source[at];
  return char === ' ' || char === '\t' || char === "'" || char === '\\' || isBreak(source, at);
}

function isBreak(source: string, at: number): boolean {
  return source[at] === '\n' || (source[at] === '\r' && source[at + 1] === '\n');
}

/** White space stays as it is on one line; with one line break it is a space, with more the further breaks. */
function whiteSpace(out: SegmentWriter, source: string, from: number, end: number): number {
  let at = from;
  let breaks = 0;
  for (; at < end; at++) {
    if (source[at] === '\n') breaks++;
    else if (source[at] !== ' ' && source[at] !== '\t' && !isBreak(source, at)) break;
  }
  if (breaks === 0) out.copy(source.slice(from, at), from);
  else out.put(breaks === 1 ? ' ' : '\n'.repeat(breaks - 1), from, at - from);
  return at;
}

function writeEscape(out: SegmentWriter, source: string, at: number, end: number): number {
  const kind = source[at + 1] ?? '';
  if (isBreak(source, at + 1)) {
    let next = at + (kind === '\n' ? 2 : 3);
    while (next < end && (source[next] === ' ' || source[next] === '\t')) next++;
    return next;
  }
  const digits = HEX_DIGITS[kind] ?? 0;
  const written = source.slice(at, at + 2 + digits);
  out.put(digits === 0 ? (ESCAPES.get(kind) ?? written) : fromHex(written), at, written.length);
  return at + Math.max(written.length, 1);
}

function fromHex(written: string): string {
  const code = /^\\[xuU][0-9A-Fa-f]+$/.test(written) ? Number.parseInt(written.slice(2), 16) : Number.NaN;
  return code <= 0x10ffff ? String.fromCodePoint(code) : written;
}
