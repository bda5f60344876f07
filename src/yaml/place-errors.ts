import type { Site } from './build.ts';
import { childAt } from './chunk.ts';
import { columnOf, contentEnd } from './chunk-lines.ts';
import { isScalar, type ParsedNode } from './library.js';
import { type LibraryError, libraryProblem } from './library-problem.ts';
import type { Parsed } from './parse.ts';

/**
 * What the library reported for a document. Go reads no further than the root: what stands behind one that has ended, by
 * its brackets, its quotes or its indentation, and behind a directive, is no error.
 */
export function errorsOf(document: Parsed['documents'][number], text: string): readonly LibraryError[] {
  const all = [...document.errors, ...document.warnings];
  const root = document.contents;
  const end = root && endsByItself(root) ? contentEnd(root) : Number.POSITIVE_INFINITY;
  const behind = all.find(({ code, pos: [at] }) => {
    const isBehind = code === 'UNEXPECTED_TOKEN' && at >= end && text.slice(end, at).includes('\n');
    return isBehind || (code === 'BAD_SCALAR_START' && text[at] === '%' && text[at - 1] === '\n');
  });
  if (behind === undefined) return all;
  return all.map(error => (error.pos[0] < behind.pos[0] ? error : { ...pick(error), isBehindRoot: true }));
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
