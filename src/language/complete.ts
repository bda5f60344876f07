import type { KnownVersion } from '../prometheus/version.ts';
import { completeLabels } from './complete-labels.ts';
import type { LanguageDocument } from './document.ts';
import { partAt } from './part-at.ts';
import type { Proposal } from './proposal.ts';

/** What can be written at an offset of the document, the likeliest first; empty where nothing is known. */
export function complete(document: LanguageDocument, offset: number, _version: KnownVersion): readonly Proposal[] {
  const at = partAt(document, offset);
  if (!at) return [];
  const { embedded } = at.part;
  const proposals = completeLabels(at);
  if (!embedded) return proposals;
  return proposals.flatMap(one => {
    const edit = embedded.toOuterEdit({ ...one.replaces, text: one.snippet });
    return edit ? [{ ...one, replaces: { start: edit.start, end: edit.end }, snippet: edit.text }] : [];
  });
}
