import type { Dialect } from './dialect.ts';
import { Parser } from './generated/parser.js';
import { isClosed } from './is-closed.ts';
import { Composer, type CST, type Document, type ParsedNode } from './library.js';
import { directiveBehind, repairOpen, repairUnderComment, withoutRest } from './repair.ts';

/** What the library made of a text. */
export interface Parsed {
  readonly documents: readonly Document.Parsed<ParsedNode>[];
  /** The types of the tokens at the level of the stream. */
  readonly types: ReadonlySet<string>;
  /** For each document whether its tree holds all of its text. */
  readonly intact: readonly boolean[];
  /** For each document whether it is nested too deeply: then it has no content. */
  readonly deep: readonly boolean[];
  /** How many collections and scalars stand inside of one another. */
  readonly depth: number;
  /** What was parsed in the end: of the same length as the text, other only where `isRepaired`. */
  readonly text: string;
  readonly isRepaired: boolean;
  /** Where directives end documents: the rest of these was not parsed. */
  readonly ends: readonly number[];
  /** The quotes and brackets without an end of the first document that has such, in the order of the text. */
  readonly open: readonly CST.Token[];
  /** Whether a tree lacks something for another reason than that it is open. */
  readonly dropped: boolean;
}

/**
 * `failsafe`: every scalar keeps its text, the dialect decides later what it is. `strict: false` accepts `"a"#c` as the
 * Go programs do; the length of keys is then checked by ourselves. `uniqueKeys` is quadratic.
 */
const OPTIONS = {
  schema: 'failsafe',
  keepSourceTokens: true,
  resolveKnownTags: false,
  uniqueKeys: false,
  strict: false,
  prettyErrors: false,
  logLevel: 'silent',
} as const;

/** Constructs of one text that are read as Go reads them although the library does not; more stay errors. */
const MOST_REPAIRS = 3;

/** Parses a text with the library. Never throws; errors are data of the documents. */
export function parseText(text: string, dialect: Dialect): Parsed {
  let best = parseOnce(text, false, []);
  for (let round = 0; round < MOST_REPAIRS; round++) {
    const { documents } = best;
    const open = best.open[0];
    const errors = documents.flatMap(document => document.errors);
    const first = errors.find(error => error.code === 'MULTILINE_IMPLICIT_KEY');
    const underComment = first === undefined ? undefined : repairUnderComment(best.text, first);
    const end = directiveBehind(best.text, errors, open?.offset ?? text.length, dialect);
    const repaired =
      end === undefined
        ? ((open === undefined ? undefined : repairOpen(best.text, open.offset)) ?? underComment)
        : withoutRest(best.text, end);
    if (repaired === undefined) break;
    const next = parseOnce(repaired, true, end === undefined ? best.ends : [...best.ends, end]);
    const left = next.documents.reduce((sum, document) => sum + document.errors.length, 0);
    // Of a quote that is only escaped the library says nothing.
    if (left >= Math.max(errors.length, open === undefined ? 0 : 1)) break;
    best = next;
  }
  return best;
}

function parseOnce(text: string, isRepaired: boolean, ends: readonly number[]): Parsed {
  const tokens = new Parser().parse(text);
  const documentTokens = tokens.filter(token => token.type === 'document');
  const reach: Reach = { depth: 0 };
  const faults = documentTokens.map(token => faultOf(token.value, reach));
  const tooDeep = new Set<CST.Token>(documentTokens.filter((_, index) => faults[index]?.isTooDeep));
  const readable =
    tooDeep.size === 0 ? tokens : tokens.map(token => (tooDeep.has(token) ? withoutContent(token) : token));
  const composed = [...new Composer(OPTIONS).compose(readable, true, text.length)];
  const documents = composed as Document.Parsed<ParsedNode>[];
  const open = faults.find(fault => fault.open.length > 0)?.open ?? [];
  const intact = faults.map(fault => !fault.isTooDeep && !fault.dropped && fault.open.length === 0);
  const deep = faults.map(fault => fault.isTooDeep);
  return {
    documents,
    types: new Set(tokens.map(token => token.type)),
    intact,
    deep,
    depth: reach.depth,
    text,
    isRepaired,
    ends,
    open: open.toSorted((a, b) => a.offset - b.offset),
    dropped: faults.some(fault => fault.dropped),
  };
}

/** How deeply a text is nested, as far as was looked. */
interface Reach {
  depth: number;
}

interface Fault {
  readonly open: CST.Token[];
  dropped: boolean;
  isTooDeep: boolean;
}

/** Deeper texts are not read: what comes after needs a stack. Nothing that people write has a tenth of it. */
const DEEPEST = 300;

function withoutContent(token: CST.Token): CST.Token {
  if (token.type !== 'document') return token;
  const { type, offset, start } = token;
  return { type, offset, start };
}

/**
 * The composer drops a value that follows a key without colon, and with it every error inside. Whether that happened,
 * or anything was left open, shows in the tokens. Without recursion: the nesting of tokens has no bound.
 */
function faultOf(root: CST.Token | undefined, reach: Reach): Fault {
  const stack: CST.Token[] = root === undefined ? [] : [root];
  const depths = [1];
  const fault: Fault = { open: [], dropped: false, isTooDeep: false };
  for (let token = stack.pop(); token !== undefined; token = stack.pop()) {
    const depth = depths.pop() ?? 1;
    reach.depth = Math.max(reach.depth, depth);
    if (depth > DEEPEST) return { open: [], dropped: false, isTooDeep: true };
    if (isOpen(token)) fault.open.push(token);
    else if (hasStrayProperties(token)) fault.dropped = true;
    if (!('items' in token)) continue;
    for (const item of token.items) {
      const key = 'key' in item ? item.key : undefined;
      for (const inner of [item.value, key]) {
        if (!inner) continue;
        stack.push(inner);
        depths.push(depth + 1);
      }
      if (key && item.value && !item.sep?.some(part => part.type === 'map-value-ind')) fault.dropped = true;
    }
  }
  return fault;
}

function hasStrayProperties(token: CST.Token): boolean {
  return token.type === 'block-map' && token.items.some(item => propertiesBeforeLineBreak(item.start));
}

/** Whether quoted text or a flow collection lacks its end. */
export function isOpen(token: CST.Token): boolean {
  switch (token.type) {
    case 'single-quoted-scalar':
    case 'double-quoted-scalar':
      return !isClosed(token.source);
    case 'flow-collection':
      return token.end[0]?.source !== ']' && token.end[0]?.source !== '}';
    default:
      return false;
  }
}

/** A tag or anchor alone on a line before a key makes an error that stands at the next line. */
function propertiesBeforeLineBreak(start: readonly CST.SourceToken[]): boolean {
  const first = start.findIndex(part => part.type === 'anchor' || part.type === 'tag');
  return first >= 0 && start.slice(first).some(part => part.type === 'newline');
}
