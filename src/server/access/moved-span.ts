import type { Span } from '../../yaml/span.ts';

/** What differs between two texts: one stretch, between what they have in common at both ends. */
export interface TextChange {
  readonly start: number;
  /** Of the text before. */
  readonly end: number;
  /** How much longer the text after is. */
  readonly growth: number;
}

/** Compares two texts; undefined when they are equal. */
export function textChange(before: string, after: string): TextChange | undefined {
  if (before === after) return undefined;
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before.charCodeAt(start) === after.charCodeAt(start)) start++;
  let tail = 0;
  while (
    tail < shorter - start &&
    before.charCodeAt(before.length - 1 - tail) === after.charCodeAt(after.length - 1 - tail)
  ) {
    tail++;
  }
  return { start, end: before.length - tail, growth: after.length - before.length };
}

/** Where a span is after the change; undefined when the change has touched it. */
export function movedSpan(span: Span, change: TextChange | undefined): Span | undefined {
  if (!change || span.end < change.start) return span;
  if (span.start <= change.end) return undefined;
  return { start: span.start + change.growth, end: span.end + change.growth };
}
