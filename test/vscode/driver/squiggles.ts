import type { VSCode } from './connect.ts';
import { type DrawnLine, drawnLines } from './drawn-lines.ts';
import { until } from './until.ts';

/** A wavy underline as the user sees it. */
export interface Squiggle {
  readonly severity: 'error' | 'warning' | 'info' | 'hint';
  /** From 1. */
  readonly line: number;
  /** From 1, in UTF-16 units. */
  readonly column: number;
  /** What is underlined. */
  readonly text: string;
}

/** The underlines that the active editor draws, from top to bottom. */
export async function squiggles(code: VSCode): Promise<readonly Squiggle[]> {
  return (await drawnLines(code)).flatMap(onLine);
}

/** Waits until exactly these underlines are drawn. */
export async function waitForSquiggles(code: VSCode, wanted: readonly Squiggle[]): Promise<void> {
  const key = (all: readonly Squiggle[]) =>
    JSON.stringify(all.map(each => [each.line, each.column, each.text, each.severity]));
  await until(`the underlines ${key(wanted)}`, async () => {
    const found = await squiggles(code);
    if (key(found) !== key(wanted)) throw new Error(`there are ${key(found)}`);
    return true;
  });
}

function onLine(line: DrawnLine): Squiggle[] {
  return line.squiggles.flatMap(({ severity, left, right }) => {
    const centre = ([from, to]: readonly [number, number]) => (from + to) / 2;
    const covered = line.characters.map(edges => centre(edges) > left && centre(edges) < right);
    const start = covered.indexOf(true);
    if (start === -1 || line.number === undefined || !isSeverity(severity)) return [];
    return [
      { severity, line: line.number, column: start + 1, text: line.text.slice(start, covered.lastIndexOf(true) + 1) },
    ];
  });
}

function isSeverity(name: string): name is Squiggle['severity'] {
  return name === 'error' || name === 'warning' || name === 'info' || name === 'hint';
}
