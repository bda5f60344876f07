import type { StoredScalar } from '../chunk.ts';
import type { Span } from '../span.ts';
import { refuse, type Site } from './check.ts';
import { solids, without } from './gaps.ts';

/** How far behind a text its next line is looked for. */
const LONGEST_GAP = 400;

/**
 * Tabs where a token could begin: at the start of a line outside of scalars and brackets, be it blank or a comment, and
 * behind a dash.
 */
export function checkTabs(site: Site): void {
  const spans = solids(site);
  const whole = { start: site.start, end: site.start + site.chunk.length };
  for (const gap of without(whole, spans)) {
    const part = site.text.slice(gap.start, gap.end);
    if (part.includes('\t')) checkGap(site, gap, part, allowedFrom(site, gap.start));
  }
  checkBehindPlain(site);
}

/** Plain text that may go on in the next line, as in brackets, counts a tab there as its own. */
function checkBehindPlain(site: Site): void {
  const known = new Set(site.chunk.problems.map(problem => problem.rel));
  for (const node of site.chunk.nodes) {
    if (node.kind !== 'scalar' || node.style !== 'plain' || node.length === 0) continue;
    const end = site.start + node.rel + node.length;
    const match = /^[ \t]*\r?\n[ \r\n]*\t/.exec(site.text.slice(end, end + LONGEST_GAP));
    if (match === null) continue;
    const tab = end + match[0].length - 1;
    const column = tab - site.text.lastIndexOf('\n', tab) - 1;
    if (column < firstColumn(site, node) && !known.has(tab - site.start)) refuseTab(site, tab);
  }
}

/** The column from which on a plain text may go on. */
function firstColumn(site: Site, node: StoredScalar): number {
  return (node === site.chunk.item ? site.chunk.column : node.parentIndent) + 1;
}

function refuseTab(site: Site, at: number): void {
  refuse(site, at, at + 1, 'yaml/tab', 'A tab cannot stand here. Use spaces.');
}

/** Behind plain text, which may go on in the next line, tabs may stand from the column on in which it could. */
function allowedFrom(site: Site, gapStart: number): number {
  for (const node of site.chunk.nodes) {
    if (node.kind !== 'scalar' || node.style !== 'plain' || node.length === 0) continue;
    if (site.start + node.rel + node.length !== gapStart) continue;
    return firstColumn(site, node);
  }
  return Number.POSITIVE_INFINITY;
}

function checkGap(site: Site, gap: Span, part: string, allowed: number): void {
  let isOpen = Number.isFinite(allowed);
  let line = 0;
  for (let isFirst = site.text[gap.start - 1] !== '\n' && gap.start > 0; line <= part.length; isFirst = false) {
    const found = part.indexOf('\n', line);
    const end = found < 0 ? part.length : found;
    const text = part.slice(line, end);
    const tab = isFirst ? -1 : leadingTab(text);
    if (tab >= 0 && !(isOpen && !isFirst && tab >= allowed && /^\s*(?:#|$)/.test(text))) {
      const at = gap.start + line + tab;
      refuseTab(site, at);
    }
    // Whatever stands there ends the plain text: a colon, a comment.
    if (/\S/.test(text)) isOpen = false;
    line = end + 1;
  }
}

/** Offset of the tab before a line's first character, or of one behind its dashes; -1 when there is none. */
function leadingTab(line: string): number {
  const lead = /^ */.exec(line)?.[0].length ?? 0;
  return line[lead] === '\t' ? lead : afterDash(line);
}

function afterDash(line: string): number {
  const match = /^[ ]*(?:[-?:] +)*[-?:] *\t/.exec(line);
  return match === null ? -1 : match[0].length - 1;
}
