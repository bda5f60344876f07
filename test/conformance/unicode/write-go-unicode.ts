/** Writes src/prometheus/relabel/go-unicode-tables.ts from what the oracle says. Run it when the oracle's Go changes. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { askGoUnicode, type GoCharacter } from './ask-go-unicode.ts';

type Row = [first: number, last: number, step: number, delta: number];

const TARGET = path.resolve(import.meta.dirname, '../../../src/prometheus/relabel/go-unicode-tables.ts');

function caseRows(characters: readonly GoCharacter[], of: (one: GoCharacter) => number): readonly Row[] {
  const rows: Row[] = [];
  for (const one of characters) {
    const delta = of(one) - one.code;
    if (delta === 0) continue;
    const row = rows.at(-1);
    const gap = row ? one.code - row[1] : 0;
    const continues = row && row[3] === delta && gap <= 2 && (row[0] === row[1] || gap === row[2]);
    if (continues) {
      row[1] = one.code;
      row[2] = gap;
    } else {
      rows.push([one.code, one.code, 1, delta]);
    }
  }
  return rows;
}

/** Ranges of code points that are letters or digits here and not yet in Go. */
function newerRows(characters: readonly GoCharacter[]): readonly [number, number][] {
  const rows: [number, number][] = [];
  for (const { code, letterOrDigit } of characters) {
    const here = /[\p{L}\p{Nd}]/u.test(String.fromCodePoint(code));
    if (here === letterOrDigit) continue;
    if (!here) throw new Error(`U+${code.toString(16)} is a letter or digit in Go only: run this with a newer Node`);
    const row = rows.at(-1);
    if (row && row[1] === code - 1) row[1] = code;
    else rows.push([code, code]);
  }
  return rows;
}

function table(name: string, comment: string, type: string, rows: readonly (readonly number[])[]): string {
  const hex = (value: number, column: number) => (column < 2 ? `0x${value.toString(16)}` : String(value));
  const lines = rows.map(row => `  [${row.map(hex).join(', ')}],`);
  return `/** ${comment} */\nexport const ${name}: readonly ${type}[] = [\n${lines.join('\n')}\n];\n`;
}

const characters: GoCharacter[] = [];
for await (const one of askGoUnicode()) characters.push(one);

const text = [
  '// Written by test/conformance/unicode/write-go-unicode.ts from the answers of the real Prometheus. Do not edit.\n',
  '/** Every `step`th code point from `first` to `last` is mapped to itself plus `delta`. */',
  'export type CaseRow = readonly [first: number, last: number, step: number, delta: number];\n',
  table(
    'UPPER_CASE',
    "Go's unicode.ToUpper beyond ASCII.",
    'CaseRow',
    caseRows(characters, one => one.upper),
  ),
  table(
    'LOWER_CASE',
    "Go's unicode.ToLower beyond ASCII.",
    'CaseRow',
    caseRows(characters, one => one.lower),
  ),
  table(
    'NOT_YET_IN_GO',
    'Letters and digits, first to last, of Unicode versions newer than the one of Go.',
    '(readonly [first: number, last: number])',
    newerRows(characters),
  ),
].join('\n');
writeFileSync(TARGET, text);
console.log(`${path.basename(TARGET)}: ${text.split('\n').length} lines`);
