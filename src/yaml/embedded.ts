import { blockIndent, type LastLine, mapBlockScalar } from './block-scalar.ts';
import { stored } from './chunk.ts';
import type { TextEdit } from './edit.ts';
import { mapFlowScalar } from './flow-scalar.ts';
import { lineStartAt } from './lines.ts';
import type { ScalarNode, ScalarStyle } from './node.ts';
import { innerOffset, lastStarting, type Mapped, outerEnd, outerStart } from './segments.ts';
import { endOf, type SourceFile, startOf } from './source.ts';
import type { Span } from './span.ts';

/** A document that stands in a scalar of another, with the way between their offsets. Good until the outer text changes. */
export interface Embedded {
  /** The scalar's value: indentation, chomping, folding, quotes and escapes undone; line breaks are `\n`. */
  readonly text: string;
  /** Where the character at `offset` of the text stands outside. */
  toOuter(offset: number): number;
  /** The span outside: from its first character to behind its last. */
  toOuterSpan(span: Span): Span;
  /** What stands at an outer offset; undefined outside of the scalar's content. In indentation: the line's start. */
  toInner(outerOffset: number): number | undefined;
  /**
   * The edit of the outer text that changes the text exactly so: new lines get the block's indentation. Undefined where
   * that cannot be written: folded and quoted hosts take only changes inside one piece that need no escape.
   */
  toOuterEdit(edit: TextEdit): TextEdit | undefined;
}

interface Host {
  readonly mapped: Mapped;
  readonly source: string;
  readonly style: ScalarStyle;
  readonly parentIndent: number;
  readonly lastLine: LastLine;
  readonly start: number;
}

/** The document that `node`, a scalar of `file`, holds. */
export function embed(file: SourceFile, node: ScalarNode): Embedded {
  const start = startOf(node);
  const source = file.text.slice(start, endOf(node));
  const place = stored(node);
  const parentIndent = 'parentIndent' in place ? place.parentIndent : 0;
  const { style } = node;
  const lastLine = file.dialect === 'manifest' ? 'ended' : 'as-written';
  const mapped = mapScalar(source, style, parentIndent, lastLine);
  const host: Host = { mapped, source, style, parentIndent, lastLine, start };
  return {
    text: mapped.value,
    toOuter: offset => start + outerStart(mapped, offset),
    toOuterSpan: span => spanOutside(host, span),
    toInner: outer => {
      const rel = outer - start;
      return rel < contentStart(host) || rel > source.length ? undefined : innerOffset(mapped, rel);
    },
    toOuterEdit: edit => editOutside(host, edit),
  };
}

/** The one edit that turns the text of `before` into that of `after`; undefined when they are equal. */
export function innerEdit(before: Embedded, after: Embedded): TextEdit | undefined {
  const old = before.text;
  const next = after.text;
  if (old === next) return undefined;
  const least = Math.min(old.length, next.length);
  let head = 0;
  while (head < least && old.charCodeAt(head) === next.charCodeAt(head)) head++;
  let tail = 0;
  while (tail < least - head && old.charCodeAt(old.length - 1 - tail) === next.charCodeAt(next.length - 1 - tail))
    tail++;
  return { start: head, end: old.length - tail, text: next.slice(head, next.length - tail) };
}

function mapScalar(source: string, style: ScalarStyle, parentIndent: number, lastLine: LastLine): Mapped {
  if (style === 'literal' || style === 'folded') return mapBlockScalar(source, parentIndent, lastLine);
  return mapFlowScalar(source, style);
}

/** Where content may begin: behind the quote or behind the header's line. */
function contentStart({ source, style }: Host): number {
  if (style === 'plain') return 0;
  if (style === 'single' || style === 'double') return 1;
  const end = source.indexOf('\n');
  return end < 0 ? source.length + 1 : end + 1;
}

function spanOutside({ mapped, start }: Host, span: Span): Span {
  const from = start + outerStart(mapped, span.start);
  return { start: from, end: span.end <= span.start ? from : start + outerEnd(mapped, span.end) };
}

function editOutside(host: Host, edit: TextEdit): TextEdit | undefined {
  const outer = host.style === 'literal' ? literalEdit(host, edit) : pieceEdit(host, edit);
  if (outer === undefined) return undefined;
  const { mapped, source, style, parentIndent, lastLine, start } = host;
  const want = mapped.value.slice(0, edit.start) + edit.text + mapped.value.slice(edit.end);
  const changed = source.slice(0, outer.start) + outer.text + source.slice(outer.end);
  if (mapScalar(changed, style, parentIndent, lastLine).value !== want) return undefined;
  return { start: start + outer.start, end: start + outer.end, text: outer.text };
}

/** In a literal block lines are lines: each gets the block's indentation. */
function literalEdit({ mapped, source, parentIndent }: Host, edit: TextEdit): TextEdit | undefined {
  const indent = ' '.repeat(blockIndent(source, parentIndent) || Math.max(parentIndent, 0) + 2);
  const lineBreak = source.includes('\r\n') ? '\r\n' : '\n';
  const { value } = mapped;
  const atEnd = edit.end >= value.length && (value.endsWith('\n') || value === '');
  const startsLine = edit.start === 0 || value[edit.start - 1] === '\n';
  const end = edit.end > edit.start ? behind(mapped, edit.end) : pointOutside(mapped, edit.end);
  let start = edit.end > edit.start ? outerStart(mapped, edit.start) : end;
  const [first = '', ...more] = edit.text.split('\n');
  const rest = more.map((line, index) => {
    const isOpen = index === more.length - 1 && atEnd;
    return lineBreak + (line === '' && (isOpen || index < more.length - 1) ? '' : indent + line);
  });
  // At the end of the block the outer offset stands at the start of a line, before any indentation.
  if (atEnd && startsLine) {
    start = lineStartOf(source, start);
    const lead = first === '' ? '' : indent;
    return { start, end, text: lead + first + rest.join('') };
  }
  return { start, end, text: first + rest.join('') };
}

function lineStartOf(source: string, at: number): number {
  const line = lineStartAt(source, at);
  return source.slice(line, at).trim() === '' ? line : at;
}

/** Where a deletion up to `offset` ends: before the next line's content, so that its indentation goes with the break. */
function behind(mapped: Mapped, offset: number): number {
  return offset >= mapped.value.length ? outerEnd(mapped, offset) : outerStart(mapped, offset);
}

function pointOutside(mapped: Mapped, offset: number): number {
  return outerStart(mapped, offset);
}

/** Elsewhere only what stays inside one piece that is written byte for byte, and needs no quoting. */
function pieceEdit({ mapped, style }: Host, edit: TextEdit): TextEdit | undefined {
  if (!isPlainEnough(edit.text, style)) return undefined;
  const { segments } = mapped;
  for (const probe of [edit.start, edit.start - 1]) {
    const segment = segments[lastStarting(segments, probe, 'from')];
    if (segment === undefined || segment.length !== segment.outerLength) continue;
    const start = edit.start - segment.from;
    const end = edit.end - segment.from;
    if (start >= 0 && end <= segment.length)
      return { start: segment.at + start, end: segment.at + end, text: edit.text };
  }
  return undefined;
}

function isPlainEnough(text: string, style: ScalarStyle): boolean {
  if (style === 'single') return /^[^\n\r']*$/.test(text);
  if (style === 'double') return /^[^\n\r"\\]*$/.test(text);
  if (style === 'plain') return /^[\w./-]*$/.test(text);
  return /^[^\n\r]*$/.test(text);
}
