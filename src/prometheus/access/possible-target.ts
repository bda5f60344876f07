import { hasSymbols, symbol, symbolsIn } from './symbols.ts';

/** What is possible of a target while rules run over it: its labels, with symbols for what the objects decide. */
export interface PossibleTarget {
  /** None has an empty value. */
  readonly labels: ReadonlyMap<string, string>;
  /** Symbols that stand for a text with something in it. */
  readonly filled: ReadonlySet<string>;
}

export const NOT_KNOWN_PREFIX = '?';

/** A symbol for a text of which nothing is known, as the result of `rule`. */
export function notKnown(rule: number): string {
  return symbol(`${NOT_KNOWN_PREFIX}${rule}`);
}

/** The target with the symbols replaced by what they stand for. */
export function withValues(target: PossibleTarget, values: ReadonlyMap<string, string>): PossibleTarget {
  const labels = new Map<string, string>();
  for (const [name, value] of target.labels) {
    const known = withValuesIn(value, values);
    if (known !== '') labels.set(name, known);
  }
  return { ...target, labels };
}

/** The target of which it is known that the symbols stand for something. */
export function withFilled(target: PossibleTarget, names: readonly string[]): PossibleTarget {
  return { ...target, filled: new Set([...target.filled, ...names]) };
}

/** The target with a label set, or removed by an empty value. */
export function withLabel(target: PossibleTarget, name: string, value: string): PossibleTarget {
  const labels = new Map(target.labels);
  if (value === '') labels.delete(name);
  else labels.set(name, value);
  return { ...target, labels };
}

/** Whether the value certainly has something in it. */
export function isFilledValue(target: PossibleTarget, value: string): boolean {
  if (value === '') return false;
  const symbols = symbolsIn(value);
  return !hasSymbols(value) || value !== symbols.map(symbol).join('') || symbols.some(name => target.filled.has(name));
}

function withValuesIn(value: string, values: ReadonlyMap<string, string>): string {
  let known = value;
  if (!hasSymbols(value)) return value;
  for (const [name, text] of values) known = known.replaceAll(symbol(name), text);
  return known;
}
