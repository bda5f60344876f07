import { fieldOf, type ManifestNode } from '../../workspace/manifest-fields.ts';
import type { ManifestObject } from '../../workspace/manifest-object.ts';
import type { RbacOrigin } from '../../workspace/rbac-of-bundle.ts';
import type { TextEdit } from '../../yaml/edit.ts';
import { appendEntry, removeEntry, setScalar } from '../../yaml/edits.ts';
import type { NewValue } from '../../yaml/insertion.ts';
import type { MapNode } from '../../yaml/node.ts';
import { quoteDouble, writeText } from '../../yaml/write-scalar.ts';
import { NOT_WRITABLE } from '../phrases.ts';
import type { FileChange, ReadyFix, WorkspaceFix } from '../workspace-finding.ts';
import type { Configuration } from './configuration.ts';
import type { InnerEdits } from './discovery-edits.ts';

/** An edit of one file; undefined where the text leaves no certain way, so that there is no fix. */
export interface FileEdit {
  readonly uri: string;
  readonly edit: TextEdit | undefined;
}

/** A fix of these edits and new files; none where one of the edits cannot be written. */
export function fixOf(
  title: string,
  kind: ReadyFix['kind'],
  edits: readonly FileEdit[],
  created: readonly FileChange[] = [],
): readonly WorkspaceFix[] {
  const certain = edits.flatMap(({ uri, edit }) => (edit ? [{ uri, edit }] : []));
  if (certain.length < edits.length || edits.length + created.length === 0) return [];
  const byUri = Map.groupBy(certain, ({ uri }) => uri);
  const changes = [...byUri].map(([uri, same]): FileChange => {
    const sorted = same.map(({ edit }) => edit).toSorted((a, b) => a.start - b.start || a.end - b.end);
    return { kind: 'edit', uri, edits: joined(sorted) };
  });
  return [{ title, kind, changes: [...changes, ...created] }];
}

/** A fix of edits of a configuration; disabled where they cannot be written in the file that holds it. */
export function innerFix(
  title: string,
  { uri, toFileEdit }: Configuration,
  inner: InnerEdits,
): readonly WorkspaceFix[] {
  if (!inner) return [];
  const edits = inner.map(edit => ({ uri, edit: toFileEdit(edit) }));
  if (edits.every(({ edit }) => edit !== undefined)) return fixOf(title, 'alternative', edits);
  return [{ title, kind: 'disabled', reason: NOT_WRITABLE }];
}

/** Insertions at one place as one edit, and removals that touch. */
function joined(sorted: readonly TextEdit[]): readonly TextEdit[] {
  const edits: TextEdit[] = [];
  for (const edit of sorted) {
    const last = edits.at(-1);
    const isSame = last && last.start === edit.start && last.end === edit.end && edit.start === edit.end;
    const isOverlap = last && last.end >= edit.start && last.text === '' && edit.text === '';
    if (last && isOverlap) edits[edits.length - 1] = { ...last, end: Math.max(last.end, edit.end) };
    else if (last && isSame) edits[edits.length - 1] = { ...last, text: last.text + edit.text };
    else edits.push(edit);
  }
  return edits;
}

/** Writes another text in the place of a scalar below a path of keys. */
export function setField(
  { uri, file }: ManifestObject,
  from: ManifestNode | undefined,
  key: string,
  text: string,
): FileEdit {
  const found = fieldOf(from, key);
  if (found?.node.kind === 'scalar') return { uri, edit: setScalar(file, found.node, text) };
  if (found || from?.node.kind !== 'map') return { uri, edit: undefined };
  return { uri, edit: appendEntry(file, from.node, keyIn(from.node, key), textIn(from.node, text)) };
}

/** A key as the other keys of the mapping are written: JSON quotes them. */
export function keyIn(map: MapNode, key: string): string {
  return isJson(map) ? quoteDouble(key) : key;
}

/** A text as it is written beside the keys of the mapping. */
export function textIn(map: MapNode, text: string): NewValue & { readonly kind: 'written' } {
  return { kind: 'written', text: isJson(map) ? quoteDouble(text) : writeText(text) };
}

function isJson({ flow, pairs: [first] }: MapNode): boolean {
  return flow && first?.key.kind === 'scalar' && first.key.style === 'double';
}

/** Removes an entry of a mapping; undefined where it is not there. */
export function removeField(
  { uri, file }: ManifestObject,
  from: ManifestNode | undefined,
  key: string,
): FileEdit | undefined {
  if (from?.node.kind !== 'map') return undefined;
  const index = from.node.pairs.findIndex(pair => pair.key.kind === 'scalar' && pair.key.text === key);
  return index < 0 ? undefined : { uri, edit: removeEntry(file, from.node, index) };
}

/** The object that the origin is in. */
export function objectOf({ bundled }: RbacOrigin): ManifestObject {
  return bundled.object;
}
