import { type Completion, completeIn } from '../../schema/complete.ts';
import { type Cursor, cursorAt } from '../../schema/cursor.ts';
import type { LanguageDocument } from '../document.ts';
import type { Proposal } from '../proposal.ts';
import { headShape, withHead } from './head-shape.ts';
import { documentShape, type ManifestAt, manifestAt, type Told } from './manifest-at.ts';
import { withReference } from './reference.ts';

/**
 * What can be written at an offset of a manifest that concerns Prometheus, by the shape of the object there; empty in its
 * configurations, in other files, and where a comment names another schema. Works on half-typed text. Never throws.
 */
export function completeManifest(document: LanguageDocument, offset: number, told: Told): readonly Proposal[] {
  const at = manifestAt(document, offset, told, 'completion');
  const { text } = document.file;
  const cursor = at && cursorAt(text, offset);
  const shape = at && shapeToComplete(at);
  if (!cursor || !shape) return [];
  const found = completeIn(text, offset, shape, () => false).filter(one => !isWrittenByServer(cursor, one.label));
  return [
    ...wholeLists(cursor),
    ...found.map(one => ({
      ...inItsQuotes(text, cursor, one),
      documentation: withReference(one.documentation, at.header),
    })),
  ];
}

/** What the API server fills in, and takes from nobody. */
const OF_METADATA: ReadonlySet<string> = new Set([
  'creationTimestamp',
  'deletionGracePeriodSeconds',
  'deletionTimestamp',
  'generation',
  'managedFields',
  'resourceVersion',
  'selfLink',
  'uid',
]);

function isWrittenByServer({ path, at }: Cursor, key: string): boolean {
  if (at === 'value') return false;
  const last = path.at(-1);
  const isRoot = last === undefined || (last.kind === 'item' && path.length === 2);
  return isRoot ? key === 'status' : last.kind === 'key' && last.name === 'metadata' && OF_METADATA.has(key);
}

/** Of an object whose kind is not known only the head, while that is being written. */
function shapeToComplete({ place, header, shape }: ManifestAt) {
  if (shape) return documentShape(place, withHead(shape, header));
  const isForeign = header.kind !== undefined && header.apiVersion?.includes('.') === true;
  return isForeign ? undefined : documentShape(place, headShape(header));
}

/** Lists that rules nearly always have. */
const LISTS: ReadonlyMap<string, readonly [string, string]> = new Map([
  ['verbs', ['["get", "list", "watch"]', 'What discovery needs, and scraping.']],
  ['apiGroups', ['[""]', 'The core: pods, services, endpoints, nodes and namespaces.']],
]);

function wholeLists({ path, at, flow, written, replaces, needsBlank }: Cursor): readonly Proposal[] {
  const last = path.at(-1);
  const rules = path.at(-3);
  const isInRule = rules?.kind === 'key' && rules.name === 'rules' && path.at(-2)?.kind === 'item';
  const list =
    isInRule && last?.kind === 'key' && at === 'value' && !flow && written === '' ? LISTS.get(last.name) : undefined;
  if (!list) return [];
  const [text, documentation] = list;
  return [
    {
      kind: 'value',
      label: text,
      detail: '',
      documentation,
      filter: text,
      replaces,
      snippet: `${needsBlank ? ' ' : ''}${text}`,
    },
  ];
}

/** Behind a quote that is open, the quotes go around the value; the editor may have closed it already. */
function inItsQuotes(text: string, cursor: Cursor, one: Completion): Proposal {
  const label = one.label === '' ? '""' : one.label;
  const quote = one.kind === 'value' ? /^["']/.exec(cursor.written)?.[0] : undefined;
  if (quote === undefined) return { ...one, label, filter: label };
  const end = one.replaces.end + (text[one.replaces.end] === quote ? 1 : 0);
  const value = one.label.replaceAll(/[\\$}]/g, '\\$&');
  return {
    ...one,
    label,
    filter: `${quote}${one.label}`,
    replaces: { start: one.replaces.start, end },
    snippet: `${quote}${value}${quote}`,
  };
}
