import type { Fix } from '../schema/fix.ts';
import { type SourceFile, spanOf } from '../yaml/source.ts';
import type { Span } from '../yaml/span.ts';
import type { LabelReference } from './label-reference.ts';

/** Writes another label where the reference stands: see `replaceName`. */
export function replaceLabel(
  file: SourceFile,
  reference: LabelReference,
  replacement: string,
  kind: Fix['kind'],
): readonly Fix[] {
  return replaceName(file, spanOf(reference.node), reference.wanted.text, replacement, kind);
}

/**
 * Replaces the name that the scalar at `span` begins with, quotes and the rest of a regex untouched. None when the name is
 * not written there letter by letter, as behind an escape.
 */
export function replaceName(
  file: SourceFile,
  span: Span,
  name: string,
  replacement: string,
  kind: Fix['kind'],
): readonly Fix[] {
  const start = span.start + (/^["']/.test(file.text.slice(span.start, span.end)) ? 1 : 0);
  const end = start + name.length;
  if (file.text.slice(start, end) !== name || end > span.end) return [];
  return [{ title: `Change \`${name}\` to \`${replacement}\``, edits: [{ start, end, text: replacement }], kind }];
}
