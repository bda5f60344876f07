import { PROMETHEUS_SHAPE } from '../prometheus/config/prometheus-shape.ts';
import { isBefore, type KnownVersion, parseVersion } from '../prometheus/version.ts';
import { completeIn } from '../schema/complete.ts';
import { cursorAt } from '../schema/cursor.ts';
import { completeLabels } from './complete-labels.ts';
import { completeSnippets } from './complete-snippets.ts';
import type { LanguageDocument } from './document.ts';
import { type PartOffset, partAt } from './part-at.ts';
import type { Proposal } from './proposal.ts';

/** What can be written at an offset of the document, the likeliest first; empty where nothing is known. */
export function complete(document: LanguageDocument, offset: number, version: KnownVersion): readonly Proposal[] {
  const at = partAt(document, offset);
  if (!at) return [];
  const { embedded } = at.part;
  const proposals = proposalsIn(at, version);
  if (!embedded) return proposals;
  return proposals.flatMap(one => {
    const edit = embedded.toOuterEdit({ ...one.replaces, text: one.snippet });
    return edit ? [{ ...one, replaces: { start: edit.start, end: edit.end }, snippet: edit.text }] : [];
  });
}

function proposalsIn(at: PartOffset, version: KnownVersion): readonly Proposal[] {
  const { text } = at.part.source;
  const cursor = cursorAt(text, at.offset);
  if (!cursor) return [];
  const labels = completeLabels(at, cursor);
  if (labels.length > 0) return labels;
  const lacks = (since: string) => {
    const first = parseVersion(since);
    return first !== 'unknown' && isBefore(version, first);
  };
  const known = completeIn(text, at.offset, PROMETHEUS_SHAPE, lacks).map(one => ({ ...one, filter: one.label }));
  return [...known, ...completeSnippets(cursor)];
}
