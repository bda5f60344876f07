import type { Site } from './build.ts';
import { childAt } from './chunk.ts';
import { columnOf, contentEnd } from './chunk-lines.ts';
import type { Dialect } from './dialect.ts';
import { isEndingDirective } from './directive.ts';
import { isScalar, type ParsedNode } from './library.js';
import { type LibraryError, libraryProblem } from './library-problem.ts';
import { lineStartAt } from './lines.ts';
import type { Parsed } from './parse.ts';
import { nextContentLine } from './text-lines.ts';

/** What the library reported for a document, and where Go stops reading it before its end. */
interface Reported {
  readonly errors: readonly LibraryError[];
  readonly end: number | undefined;
}

/**
 * What the library reported for a document. Go reads no further than the token behind the root: what stands behind one
 * that has ended, by its brackets, its quotes or its indentation, and behind `...`, is no error.
 */
export function errorsOf(document: Parsed['documents'][number], text: string, dialect: Dialect): Reported {
  const all = [...document.errors, ...document.warnings].filter(error => !isBehindDocumentEnd(error, text));
  const root = document.contents;
  const end = root && endsByItself(root) ? contentEnd(root) : Number.POSITIVE_INFINITY;
  const behind = all.find(({ code, pos: [at] }) => {
    return code === 'UNEXPECTED_TOKEN' && at >= end && text.slice(end, at).includes('\n');
  });
  if (behind === undefined) return { errors: all, end: undefined };
  const next = firstCharacter(text, nextContentLine(text, end));
  if (/[%@`]/.test(text[next] ?? '') && !isEndingDirective(text, next, dialect)) return { errors: all, end: undefined };
  const errors = all.map(error => (error.pos[0] < behind.pos[0] ? error : { ...pick(error), isBehindRoot: true }));
  return { errors, end: next };
}

function isBehindDocumentEnd({ code, pos: [at] }: LibraryError, text: string): boolean {
  return code === 'UNEXPECTED_TOKEN' && /^\.\.\.[ \t]/.test(text.slice(lineStartAt(text, at), at));
}

function firstCharacter(text: string, line: number): number {
  let at = line;
  while (text[at] === ' ' || text[at] === '\t') at++;
  return at;
}

function pick({ name, code, message, pos, isBehindRoot = false }: LibraryError): LibraryError {
  return { name, code, message, pos, isBehindRoot };
}

function endsByItself(root: ParsedNode): boolean {
  if (isScalar(root)) return root.type === 'QUOTE_DOUBLE' || root.type === 'QUOTE_SINGLE';
  return ('flow' in root && root.flow === true) || (columnOf(root) ?? 0) > 0;
}

/**
 * Puts what the library reported into the innermost chunk that holds it, or at the end of the document. What is never
 * closed is shown where it begins.
 */
export function placeErrors({ chunk: root, base, written, opened }: Site, errors: readonly LibraryError[]): void {
  for (const error of errors) {
    const begin = UNCLOSED.test(error.message) ? opened.find(({ end }) => end === error.pos[0]) : undefined;
    const pos: readonly [number, number] = begin === undefined ? error.pos : [begin.start, begin.start + 1];
    const problem = libraryProblem({ ...pick(error), pos }, written);
    if (problem === undefined) continue;
    let chunk = root;
    let rel = pos[0] - base;
    for (let child = childAt(chunk, rel); child !== undefined; child = childAt(chunk, rel)) {
      rel -= child.base;
      chunk = child;
    }
    chunk.problems.push({ ...problem, rel });
  }
}

/** What the library says of quotes and brackets without an end. */
export const UNCLOSED = /^Missing closing|end with a [\]}]$/;
