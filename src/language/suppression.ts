import type { Finding } from '../schema/finding.ts';
import { lineStartAt } from '../yaml/lines.ts';

/** `# prometheus-kubernetes-ignore sd/no-filter, relabel/…: reason`, alone on its line or behind something. */
const COMMENT = /#[ \t]{0,8}prometheus-kubernetes-ignore[ \t]+([a-z][\w/, \t-]{0,400})/;
const MARK = 'prometheus-kubernetes-ignore';

/**
 * The findings that no comment silences. A comment counts for the line that it stands on and, alone on its line, for
 * the next line that is not a comment; it names codes (`sd/no-filter`), separated by commas.
 */
export function withoutSuppressed<T extends { readonly finding: Finding }>(
  text: string,
  found: readonly T[],
): readonly T[] {
  if (found.length === 0 || !text.includes(MARK)) return found;
  return found.filter(({ finding }) => !suppressedCodes(text, finding.span.start).has(finding.code));
}

function suppressedCodes(text: string, offset: number): ReadonlySet<string> {
  const codes = new Set<string>();
  let start = lineStartAt(text, offset);
  addCodes(codes, lineAt(text, start));
  while (start > 0) {
    start = lineStartAt(text, start - 1);
    const line = lineAt(text, start);
    if (!/^[ \t]*#/.test(line)) break;
    addCodes(codes, line);
  }
  return codes;
}

function addCodes(codes: Set<string>, line: string): void {
  const list = COMMENT.exec(line)?.[1];
  if (list === undefined) return;
  for (const code of list.split(',')) codes.add(code.trim());
}

function lineAt(text: string, start: number): string {
  const end = text.indexOf('\n', start);
  return text.slice(start, end < 0 ? text.length : end);
}
