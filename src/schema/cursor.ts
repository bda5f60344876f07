import { lineStartAt } from '../yaml/lines.ts';
import type { Span } from '../yaml/span.ts';
import { type BlockLine, isBlank, keyOf, lineOf, linesAbove, linesBelow } from './block-line.ts';
import { type FlowStep, flowCursor } from './flow-cursor.ts';

export type CursorStep = FlowStep;

/** Where in the structure of a YAML text a cursor stands, read from the indentation: the text may be half-typed. */
export interface Cursor {
  /** From the root to the mapping whose key, or to the value that is being written. */
  readonly path: readonly CursorStep[];
  /** `value`: of the last step of the path. `key`: of the mapping there, or still nothing at all. */
  readonly at: 'key' | 'value';
  /** What is written of it, up to the cursor. */
  readonly written: string;
  /** What a completion replaces: the whole word around the cursor, on one line. */
  readonly replaces: Span;
  /** Whether a colon stands behind the word already. */
  readonly hasColon: boolean;
  /** Column of the mapping's keys; of the word in a list of scalars. */
  readonly column: number;
  /** Whether a dash on the same line opens the item that the cursor is in. */
  readonly behindDash: boolean;
  /** Whether a flow collection is around the cursor. */
  readonly flow: boolean;
  /** Whether a blank has to be written first, as in `key:` and no blank behind. */
  readonly needsBlank: boolean;
  /** Keys that the mapping has already, beside the one at the cursor. */
  readonly present: ReadonlySet<string>;
}

/** The cursor at an offset; undefined in comments. Reads no further than the cursor's surroundings. Never throws. */
export function cursorAt(text: string, offset: number): Cursor | undefined {
  const start = lineStartAt(text, offset);
  const before = text.slice(start, offset);
  if (/(?:^|\s)#/.test(before)) return undefined;
  const line = lineOf(before, start);
  const key = keyOf(line.rest);
  const valueAt = key === undefined ? 0 : key.colon + 1;
  const value = line.rest.slice(valueAt);
  const blanks = value.length - value.trimStart().length;
  const surroundings = around(text, line);
  const own: readonly CursorStep[] = key === undefined ? [] : [{ kind: 'key', name: key.key }];
  const path = [...surroundings.path, ...own];
  const shared = { column: line.column, behindDash: line.dashes.length > 0, present: surroundings.present };
  const flow = flowCursor(value.trimStart());
  const written = flow === undefined ? value.trimStart() : value.trimStart().slice(flow.from);
  const replaces = { start: offset - written.length, end: offset + wordLength(text, offset) };
  const hasColon = /^ *:(?:\s|$)/.test(text.slice(replaces.end, replaces.end + 20));
  if (flow !== undefined) {
    const present = new Set(flow.present);
    return {
      ...shared,
      path: [...path, ...flow.path],
      at: flow.at,
      written,
      replaces,
      hasColon,
      flow: true,
      needsBlank: false,
      present,
    };
  }
  const at = key === undefined ? 'key' : 'value';
  const needsBlank = key !== undefined && blanks === 0;
  return { ...shared, path, at, written, replaces, hasColon, flow: false, needsBlank };
}

/** How far the word goes on behind the cursor. */
function wordLength(text: string, offset: number): number {
  return /^[\w.$-]*/.exec(text.slice(offset, offset + 200))?.[0].length ?? 0;
}

interface Surroundings {
  readonly path: readonly CursorStep[];
  readonly present: ReadonlySet<string>;
}

/** What is looked for while going up: the keys beside and the parent of a mapping, or the parent of a list. */
type Sought = { readonly kind: 'map' | 'list'; readonly column: number };

function around(text: string, line: BlockLine): Surroundings {
  const present = new Set<string>();
  const path: CursorStep[] = [];
  let sought = enter(line, path, { kind: 'map', column: line.column });
  let depth = sought.kind === 'map' ? 0 : 1;
  for (const above of linesAbove(text, line.start)) {
    if (sought.column === 0 && sought.kind === 'map' && depth > 0) break;
    if (isBlank(above)) continue;
    const next = ascend(above, sought, path);
    if (next === sought) {
      if (depth === 0 && above.column === sought.column) addKey(present, above);
      continue;
    }
    if (depth === 0 && above.column === sought.column) addKey(present, above);
    sought = next;
    depth++;
  }
  for (const below of linesBelow(text, line.start)) {
    if (isBlank(below)) continue;
    const first = below.dashes[0] ?? below.column;
    if (first < line.column) break;
    if (below.column === line.column && below.dashes.length === 0) addKey(present, below);
  }
  return { path: path.toReversed(), present };
}

function addKey(present: Set<string>, line: BlockLine): void {
  const key = keyOf(line.rest);
  if (key !== undefined) present.add(key.key);
}

/** The dashes of a line are items of lists: what is sought next is the parent of the outermost. */
function enter(line: BlockLine, path: CursorStep[], sought: Sought): Sought {
  const [outermost] = line.dashes;
  if (outermost === undefined) return sought;
  for (const _ of line.dashes) path.push({ kind: 'item' });
  return { kind: 'list', column: outermost };
}

/** What to seek behind a line; the same when the line is a neighbour or deeper. Puts what it finds onto the path. */
function ascend(line: BlockLine, sought: Sought, path: CursorStep[]): Sought {
  const [dash] = line.dashes;
  if (sought.kind === 'map' && dash !== undefined && dash < sought.column && line.column >= sought.column) {
    return enter(line, path, sought);
  }
  const isParent = sought.kind === 'map' ? line.column < sought.column : isListParent(line, sought.column);
  const key = isParent ? keyOf(line.rest) : undefined;
  if (key === undefined) return sought;
  path.push({ kind: 'key', name: key.key });
  return enter(line, path, { kind: 'map', column: line.column });
}

/** A list may stand in the column of its key, or deeper. */
function isListParent(line: BlockLine, column: number): boolean {
  return line.dashes.length === 0 ? line.column <= column : line.column <= column && (line.dashes[0] ?? 0) < column;
}
