import type { Finding } from '../schema/finding.ts';
import type { TextEdit } from '../yaml/edit.ts';
import { lineStartAt } from '../yaml/lines.ts';
import { endOf, nodeAt, startOf, type YamlDocument } from '../yaml/source.ts';
import type { ConfigPart, LanguageDocument } from './document.ts';

/** As {@link silencingEdit}, for a finding anywhere in a document, be it in a part or in a manifest around it. */
export function silencingEditIn({ file, parts }: LanguageDocument, finding: Finding): TextEdit | undefined {
  const { start } = finding.span;
  const part = parts.find(({ embedded }) => embedded === undefined || embedded.toInner(start) !== undefined);
  if (part) return silencingEdit(file.text, part, finding);
  const line = lineStartAt(file.text, start);
  const isInside = file.documents.some(document => holdsInScalar(document, line));
  return isInside ? undefined : commentAt(file.text, line, finding);
}

/**
 * The edit that writes a silencing comment above the finding's line, indented like it; undefined where a comment line
 * cannot stand, as in a quoted scalar.
 */
export function silencingEdit(text: string, part: ConfigPart, finding: Finding): TextEdit | undefined {
  const start = lineStartAt(text, finding.span.start);
  return isBetweenNodes(part, start) ? commentAt(text, start, finding) : undefined;
}

function commentAt(text: string, start: number, finding: Finding): TextEdit {
  const indent = /^[ \t]*/.exec(text.slice(start, start + 200))?.[0] ?? '';
  const eol = text.slice(0, 2000).includes('\r\n') ? '\r\n' : '\n';
  return { start, end: start, text: `${indent}# prometheus-kubernetes-ignore ${finding.code}: ${eol}` };
}

/** Whether the line that starts here does not continue a scalar of the part, and is a line of the part's own text. */
function isBetweenNodes(part: ConfigPart, outerLineStart: number): boolean {
  if (!part.embedded) return !insideScalar(part, outerLineStart);
  const lineStart = part.embedded.toOuterEdit({ start: 0, end: 0, text: '#\n' });
  const inner = part.embedded.toInner(outerLineStart);
  return lineStart !== undefined && (inner === undefined || !insideScalar(part, inner));
}

function insideScalar(part: ConfigPart, offset: number): boolean {
  const document = part.source.documents[0];
  return document !== undefined && holdsInScalar(document, offset);
}

function holdsInScalar(document: YamlDocument, offset: number): boolean {
  const last = nodeAt(document, offset).path.at(-1)?.node;
  return last?.kind === 'scalar' && startOf(last) < offset && offset < endOf(last);
}
