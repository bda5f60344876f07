import assert from 'node:assert/strict';
import type { Finding } from '../../src/schema/finding.ts';

/** One finding that a fixture expects, or that is there. Lines and columns count from 0. */
export interface Mark {
  readonly line: number;
  readonly from: number;
  /** At most the end of the line; one behind `from` where nothing is marked. */
  readonly to: number;
  /** `error config/unknown-field` */
  readonly what: string;
}

/** A fixture's text without its annotations. */
export interface Fixture {
  readonly text: string;
  readonly marks: readonly Mark[];
  /** Where `<|>` stood. */
  readonly cursor: number | undefined;
}

export type Analyse = (text: string) => readonly Finding[];

/** Blanks with one `#` among them, or nothing: the carets' column is the marked text's. */
const MARK = /^( *#? *)(\^+) ((?:error|warning|information|hint) \S+)$/;

const CURSOR = '<|>';

/**
 * Checks that the findings in a fixture are exactly those that caret lines under the text mark, and that no prefix of
 * the text makes the analysis throw. Common indentation is removed:
 *
 *     role: pdo
 *     #     ^^^ error config/unknown-value
 *
 * A caret line that marks the first column has no `#`.
 */
export function checkFixture(fixture: string, analyse: Analyse): void {
  const { text, marks } = parseFixture(fixture);
  const found = analyse(text).map(finding => markOf(text, finding));
  assert.deepEqual(found.toSorted(byPlace), marks.toSorted(byPlace), text);
  checkPrefixes(text, analyse);
}

/** Checks that `run` throws at no prefix of the text. */
export function checkPrefixes(text: string, run: (prefix: string) => unknown): void {
  for (let length = 0; length <= text.length; length++) {
    const prefix = text.slice(0, length);
    assert.doesNotThrow(() => run(prefix), `at ${JSON.stringify(prefix)}`);
  }
}

/** Takes a fixture apart: removes common indentation, caret lines and the cursor. */
export function parseFixture(fixture: string): Fixture {
  const marks: Mark[] = [];
  const lines: string[] = [];
  for (const line of dedent(fixture).split('\n')) {
    const [, blanks, carets, what] = MARK.exec(line) ?? [];
    if (blanks === undefined || carets === undefined || what === undefined) lines.push(line);
    else marks.push({ line: lines.length - 1, from: blanks.length, to: blanks.length + carets.length, what });
  }
  const text = lines.join('\n');
  const cursor = text.indexOf(CURSOR);
  return cursor < 0 ? { text, marks, cursor: undefined } : { text: text.replace(CURSOR, ''), marks, cursor };
}

/** The text without the indentation that all its lines share and without the line break at its start. */
export function dedent(text: string): string {
  const lines = text.replace(/^\n/, '').replace(/ +$/, '').split('\n');
  const indents = lines.filter(line => line.trim() !== '').map(line => line.length - line.trimStart().length);
  const common = Math.min(...indents);
  return lines.map(line => line.slice(Number.isFinite(common) ? common : 0)).join('\n');
}

function markOf(text: string, { span, severity, code }: Finding): Mark {
  const start = span.start === 0 ? 0 : text.lastIndexOf('\n', span.start - 1) + 1;
  const line = text.slice(0, span.start).split('\n').length - 1;
  const lineEnd = text.indexOf('\n', span.start);
  const end = Math.min(span.end, lineEnd < 0 ? text.length : lineEnd);
  const from = span.start - start;
  return { line, from, to: Math.max(from + 1, end - start), what: `${severity} ${code}` };
}

function byPlace(a: Mark, b: Mark): number {
  return a.line - b.line || a.from - b.from || a.what.localeCompare(b.what) || a.to - b.to;
}
