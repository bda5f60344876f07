import type { Span } from '../../yaml/span.ts';

/** What a comment says about whose access is needed. */
export interface AccountComment {
  /** As it is written behind `prometheus-kubernetes-account:`, blanks around it aside. */
  readonly text: string;
  /** Of that text. */
  readonly span: Span;
}

/** Comments further down are about something else. */
const LINES_READ = 20;

const LINE = /^[ \t]*#[ \t]*prometheus-kubernetes-account:[ \t]*(.*?)[ \t\r]*$/;
const BEHIND = /(?:^|[ \t])#[ \t]*prometheus-kubernetes-account:[ \t]*(.*?)[ \t\r]*$/;
const DISCOVERY = /^[ \t-]*["']?kubernetes_sd_configs["']?[ \t]*:/;

/**
 * The comment by which a configuration says whose access it needs: on a line of its own among the first 20, above the first
 * `kubernetes_sd_configs`. `# prometheus-kubernetes-account: monitoring/prometheus`.
 */
export function headComment(text: string): AccountComment | undefined {
  let start = 0;
  for (let line = 0; line < LINES_READ && start <= text.length; line++) {
    const end = endOfLine(text, start);
    if (DISCOVERY.test(text.slice(start, end))) return undefined;
    const comment = commentIn(text, { start, end }, LINE);
    if (comment) return comment;
    start = end + 1;
  }
  return undefined;
}

/** Every such comment of a text, wherever it stands. */
export function accountComments(text: string): readonly AccountComment[] {
  return text.includes('prometheus-kubernetes-account:') ? commentsWithin(text, { start: 0, end: text.length }) : [];
}

/** The first such comment in the lines of the span, also behind something else. */
export function commentWithin(text: string, span: Span): AccountComment | undefined {
  return commentsWithin(text, span)[0];
}

function commentsWithin(text: string, { start, end }: Span): readonly AccountComment[] {
  const found: AccountComment[] = [];
  const last = endOfLine(text, Math.max(start, end - 1));
  for (let at = start; at <= last; ) {
    const line = { start: at, end: endOfLine(text, at) };
    const comment = commentIn(text, line, BEHIND);
    if (comment) found.push(comment);
    at = line.end + 1;
  }
  return found;
}

function commentIn(text: string, { start, end }: Span, form: RegExp): AccountComment | undefined {
  const line = text.slice(start, end);
  const said = form.exec(line)?.[1];
  if (said === undefined) return undefined;
  // Nothing but blanks is behind it.
  const at = start + line.trimEnd().length - said.length;
  return { text: said, span: { start: at, end: at + said.length } };
}

function endOfLine(text: string, from: number): number {
  const found = text.indexOf('\n', from);
  return found < 0 ? text.length : found;
}
