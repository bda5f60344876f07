import { readFile } from 'node:fs/promises';
import { openDocument } from '../language/document.ts';
import { findingsOf } from '../language/findings.ts';
import { type KnownVersion, parseVersion } from '../prometheus/version.ts';
import { lineStarts, positionAt } from '../yaml/lines.ts';
import { decodeText } from './decode-text.ts';

/** One finding as a JSON line: `range` is `[line, character, line, character]`, from 0, in UTF-16 units. */
export interface CheckLine {
  readonly file: string;
  readonly code: string;
  readonly severity: string;
  readonly range: readonly [number, number, number, number];
  readonly message: string;
}

/** The findings of one text, in its order. */
export function checkText(file: string, text: string, version: KnownVersion): readonly CheckLine[] {
  const lines = lineStarts(text);
  return findingsOf(openDocument(text), { version, severities: new Map() }).map(({ finding }) => {
    const start = positionAt(lines, finding.span.start);
    const end = positionAt(lines, finding.span.end);
    const range = [start.line, start.character, end.line, end.character] as const;
    return { file, code: finding.code, severity: finding.severity, range, message: finding.message };
  });
}

/** `npm run check -- [--prometheus-version 3.16] FILES…`: exit code 1 when a finding is an error, 2 for a file that cannot be read. */
async function main(args: readonly string[]): Promise<number> {
  const at = args.indexOf('--prometheus-version');
  const version = at < 0 ? 'unknown' : parseVersion(args[at + 1] ?? '');
  const files = at < 0 ? args : args.toSpliced(at, 2);
  if (files.length === 0 || (at >= 0 && version === 'unknown')) {
    console.error('usage: npm run check -- [--prometheus-version 3.16] FILES…');
    return 2;
  }
  let code = 0;
  for (const file of files) {
    try {
      for (const line of checkText(file, decodeText(await readFile(file)), version)) {
        console.log(JSON.stringify(line));
        if (line.severity === 'error') code = Math.max(code, 1);
      }
    } catch (error) {
      console.error(`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
      code = 2;
    }
  }
  return code;
}

if (import.meta.main) process.exitCode = await main(process.argv.slice(2));
