import { loadavg } from 'node:os';

/** One measured figure. */
export interface Figure {
  /** What was measured, in words that stay the same from run to run. */
  readonly figure: string;
  readonly value: number;
  /** `ratio` compares two times of the same run. */
  readonly unit: 'ms' | 'ratio' | 'bytes' | 'modules';
  /** The value may be at most this; `none`: it is only told. */
  readonly limit: number | 'none';
  /** How many measurements the value is the median of; 1 for what is the same every time. */
  readonly runs: number;
  /** What else was measured for it in the same run, by name. */
  readonly beside: Readonly<Record<string, number>>;
}

/** The fewest measurements of which a median counts. */
export const RUNS = 20;

export function keepsLimit({ value, limit }: Figure): boolean {
  return limit === 'none' || value <= limit;
}

/** The figure as a line of JSON, with the load average of the last minute. */
export function figureLine(figure: Figure): string {
  const { figure: name, value, unit, limit, runs, beside } = figure;
  const [load = 0] = loadavg();
  return JSON.stringify({
    figure: name,
    value: rounded(value),
    unit,
    limit: limit === 'none' ? null : limit,
    ok: keepsLimit(figure),
    runs,
    load: rounded(load),
    ...Object.fromEntries(Object.entries(beside).map(([key, each]) => [key, rounded(each)])),
  });
}

/** The middle of the values, the mean of the two middle ones for an even number; NaN for none. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (index: number) => sorted[index] ?? Number.NaN;
  return (at(Math.floor((sorted.length - 1) / 2)) + at(Math.ceil((sorted.length - 1) / 2))) / 2;
}

/** Three significant digits are more than a busy machine can repeat. */
function rounded(value: number): number {
  return Math.abs(value) >= 1000 ? Math.round(value) : Number(value.toPrecision(3));
}
