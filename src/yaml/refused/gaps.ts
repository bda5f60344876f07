import type { Chunk } from '../chunk.ts';
import type { Span } from '../span.ts';
import type { Site } from './check.ts';

/** The parts of a chunk's text that belong to no child chunk, in order. */
export function ownParts({ chunk, start }: Site): readonly Span[] {
  return without(
    { start, end: start + chunk.length },
    chunk.children.map(child => spanOfChild(child, start)),
  );
}

function spanOfChild(child: Chunk, start: number): Span {
  return { start: start + child.base, end: start + child.base + child.length };
}

/** The parts of `whole` outside of the spans, which stand in order and do not overlap. */
export function without(whole: Span, spans: readonly Span[]): readonly Span[] {
  const out: Span[] = [];
  let at = whole.start;
  for (const { start, end } of spans) {
    if (start > at) out.push({ start: at, end: start });
    at = Math.max(at, end);
  }
  if (at < whole.end) out.push({ start: at, end: whole.end });
  return out;
}

/** What stands in the chunk and is not block structure: scalars, aliases, flow collections as a whole, child chunks. */
export function solids({ chunk, start }: Site): readonly Span[] {
  const spans = chunk.children.map(child => spanOfChild(child, start));
  for (const node of chunk.nodes) {
    if (node.length > 0) spans.push({ start: start + node.rel, end: start + node.rel + node.length });
  }
  return spans.sort((a, b) => a.start - b.start || b.end - a.end);
}
