import type { Span } from '../yaml/span.ts';
import type { Finding } from './finding.ts';

/** The findings where they stand after all text before them has grown by `shift` (shrunk, if negative). */
export function movedFindings(findings: readonly Finding[], shift: number): readonly Finding[] {
  if (shift === 0) return findings;
  return findings.map(finding => ({
    ...finding,
    span: moved(finding.span, shift),
    related: finding.related.map(one => ({ ...one, span: moved(one.span, shift) })),
  }));
}

function moved(span: Span, shift: number): Span {
  return { start: span.start + shift, end: span.end + shift };
}
