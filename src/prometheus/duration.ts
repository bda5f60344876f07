import { goQuote } from './go-quote.ts';

/** A length of time in whole milliseconds, never negative. Prometheus' largest (2^63-1 ns) is exact as a number. */
export type Duration = number;

export type DurationReading =
  | { readonly ok: true; readonly duration: Duration }
  /** `message` is Prometheus' own wording. */
  | { readonly ok: false; readonly message: string };

interface Unit {
  readonly name: string;
  readonly milliseconds: number;
  /** Written only when nothing smaller is left over, as 90d reads better than 12w6d. */
  readonly onlyIfExact: boolean;
}

const SECOND = 1000;
const DAY = 24 * 3600 * SECOND;

/** From the largest, the only order in which they may be written. */
const UNITS: readonly Unit[] = [
  { name: 'y', milliseconds: 365 * DAY, onlyIfExact: true },
  { name: 'w', milliseconds: 7 * DAY, onlyIfExact: true },
  { name: 'd', milliseconds: DAY, onlyIfExact: false },
  { name: 'h', milliseconds: 3600 * SECOND, onlyIfExact: false },
  { name: 'm', milliseconds: 60 * SECOND, onlyIfExact: false },
  { name: 's', milliseconds: SECOND, onlyIfExact: false },
  { name: 'ms', milliseconds: 1, onlyIfExact: false },
];

/** 2^63-1 nanoseconds. */
const LONGEST: Duration = 9_223_372_036_854;

/** 2^64, from where Go's ParseUint refuses a number. */
const UINT64_END = 2n ** 64n;

const LONGEST_TEXT = 1000;

/**
 * Reads a Prometheus duration such as `1h30m`; undefined when Prometheus refuses it. A bare `0` is the only number
 * without a unit; there are no signs, fractions or blanks.
 * See https://prometheus.io/docs/prometheus/latest/configuration/configuration/#configuration-file
 */
export function parseDuration(text: string): Duration | undefined {
  const reading = readDuration(text);
  return reading.ok ? reading.duration : undefined;
}

/** As {@link parseDuration}, with Prometheus' message for what it refuses. */
export function readDuration(text: string): DurationReading {
  if (text === '0') return { ok: true, duration: 0 };
  if (text === '') return refused('empty duration string');
  if (text.length > LONGEST_TEXT) return notADuration(text);
  let duration = 0;
  let last = -1;
  for (let rest = text; rest !== ''; ) {
    const part = /^([0-9]+)([^0-9]+)/.exec(rest);
    const [whole, digits, name] = part ?? [];
    if (whole === undefined || digits === undefined || BigInt(digits) >= UINT64_END) return notADuration(text);
    const position = UNITS.findIndex(unit => unit.name === name);
    const unit = UNITS[position];
    if (!unit) return refused(`unknown unit ${goQuote(name ?? '')} in duration ${goQuote(text)}`);
    if (position <= last) return notADuration(text);
    last = position;
    duration += Number(digits) * unit.milliseconds;
    if (duration > LONGEST) return refused('duration out of range');
    rest = rest.slice(whole.length);
  }
  return { ok: true, duration };
}

/** Prometheus' canonical way to write a duration: `60s` → `1m`, `90s` → `1m30s`, `14d` → `2w`, `8d` → `8d`, 0 → `0s`. */
export function formatDuration(duration: Duration): string {
  let rest = Math.trunc(duration);
  if (rest <= 0) return '0s';
  let text = '';
  for (const unit of UNITS) {
    if (rest < unit.milliseconds || (unit.onlyIfExact && rest % unit.milliseconds !== 0)) continue;
    text += `${Math.floor(rest / unit.milliseconds)}${unit.name}`;
    rest %= unit.milliseconds;
  }
  return text;
}

function notADuration(text: string): DurationReading {
  return refused(`not a valid duration string: ${goQuote(text)}`);
}

function refused(message: string): DurationReading {
  return { ok: false, message };
}
