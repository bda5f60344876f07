import type { Fix } from '../schema/fix.ts';
import type { TextEdit } from '../yaml/edit.ts';

/**
 * The edits as one fix, those that are the same counted once; no fix when one of them cannot be made, as half of it would
 * not make the finding go away.
 */
export function fixOf(title: string, edits: readonly (TextEdit | undefined)[], kind: Fix['kind']): readonly Fix[] {
  const possible = edits.filter(edit => edit !== undefined);
  if (possible.length === 0 || possible.length < edits.length) return [];
  const byStart = new Map(possible.map(edit => [edit.start, edit]));
  return [{ title, edits: [...byStart.values()], kind }];
}
