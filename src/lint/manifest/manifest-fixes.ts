import type { Finding } from '../../schema/finding.ts';
import { fieldOf } from '../../workspace/manifest-fields.ts';
import type { WorkspaceFile } from '../../workspace/manifest-object.ts';
import { readWorkspaceFile } from '../../workspace/workspace-model.ts';
import type { TextEdit } from '../../yaml/edit.ts';
import { appendEntry, insertEntry, removeEntry } from '../../yaml/edits.ts';
import { documentSpan, nodeAt, startOf } from '../../yaml/source.ts';
import { overlaps } from '../../yaml/span.ts';
import { writeText } from '../../yaml/write-scalar.ts';
import { edited } from '../rbac/rbac-fixes.ts';
import type { ReadyFix, WorkspaceFinding } from '../workspace-finding.ts';
import { checkedAsWhole } from './manifest-findings.ts';
import { type MappingPlace, missingValue } from './missing-value.ts';
import { movedValue } from './moved-value.ts';

/** Of more values each cannot be offered by itself. */
const MOST_VALUES = 6;

/**
 * What can be done about a finding of `manifestFindings`, the best first. Each fix was tried: with it the finding is gone
 * and none is new.
 */
export function manifestFixes(file: WorkspaceFile, { uri, finding }: WorkspaceFinding): readonly ReadyFix[] {
  const before = checkedAsWhole(file);
  return candidates(file, finding)
    .filter(({ edits }) => settles(file, { edits, finding, before }))
    .map(({ title, kind, edits }) => ({ title, kind, changes: [{ kind: 'edit', uri, edits }] }));
}

interface Candidate {
  readonly title: string;
  readonly kind: 'preferred' | 'alternative';
  readonly edits: readonly TextEdit[];
}

interface Trial {
  readonly edits: readonly TextEdit[];
  readonly finding: Finding;
  readonly before: readonly Finding[];
}

function candidates(file: WorkspaceFile, finding: Finding): readonly Candidate[] {
  const { code, span, data } = finding;
  const now = file.file.text.slice(span.start, span.end);
  const change = (text: string, kind: Candidate['kind']): Candidate => ({
    title: `Change \`${now}\` to \`${text}\``,
    kind,
    edits: [{ ...span, text }],
  });
  const { replacement, values } = data;
  if (typeof replacement === 'string') return [change(replacement, 'preferred')];
  if (code === 'manifest/missing-field') return added(file, finding);
  if (code === 'manifest/unknown-field' || code === 'manifest/duplicate-key') return removed(file, finding);
  const offered = Array.isArray(values) && values.length <= MOST_VALUES ? values : [];
  return offered.map(value => change(writeText(value), 'alternative'));
}

/** What is at the wrong level is worth keeping, what is nowhere known is not. */
function removed(file: WorkspaceFile, { span, data: { field, belongsTo } }: Finding): readonly Candidate[] {
  const at = mappingAt(file, span.start);
  const index = at ? at.map.pairs.findIndex(({ key }) => startOf(key) === span.start) : -1;
  const pair = at?.map.pairs[index];
  const edit = at && removeEntry(file.file, at.map, index);
  if (!pair || !edit) return [];
  if (typeof belongsTo !== 'string') return [{ title: `Remove \`${field}\``, kind: 'alternative', edits: [edit] }];
  const inner = fieldOf({ document: at.document, node: at.map }, ...belongsTo.split('.'))?.node;
  const value = movedValue(file.file, pair);
  const put =
    inner?.kind === 'map' && !inner.flow && value ? appendEntry(file.file, inner, `${field}`, value) : undefined;
  const title = `Move \`${field}\` into \`${belongsTo}\``;
  return put ? [{ title, kind: 'preferred', edits: [put, edit].toSorted((a, b) => a.start - b.start) }] : [];
}

function added(file: WorkspaceFile, { span, data: { field } }: Finding): readonly Candidate[] {
  const at = mappingAt(file, span.start);
  const value = at && typeof field === 'string' ? missingValue(file, at, field) : undefined;
  if (!at || typeof field !== 'string' || !value) return [];
  // In front of what it is about.
  const before = at.map.pairs.findIndex(({ key }) => key.kind === 'scalar' && key.text === 'template');
  const edit = insertEntry(file.file, at.map, before < 0 ? at.map.pairs.length : before, field, value);
  return edit ? [{ title: `Add \`${field}\``, kind: 'preferred', edits: [edit] }] : [];
}

/** The mapping whose key stands at an offset. */
function mappingAt({ file }: WorkspaceFile, offset: number): MappingPlace | undefined {
  const document = file.documents.find(one => {
    const { start, end } = documentSpan(one);
    return start <= offset && offset < end;
  });
  if (!document) return undefined;
  const nodes = [document.root, ...nodeAt(document, offset).path.map(({ node }) => node)];
  const map = nodes.findLast(node => node?.kind === 'map');
  return map?.kind === 'map' ? { document, map } : undefined;
}

/** Behind a wrong type nothing was looked at, so that something may be new; but not in what the fix has written. */
function settles(file: WorkspaceFile, { edits, finding, before }: Trial): boolean {
  const text = edited(file.file.text, { kind: 'edit', uri: file.uri, edits });
  const changed = readWorkspaceFile({ ...file, text });
  const after = checkedAsWhole(changed);
  const same = (found: readonly Finding[]) =>
    found.filter(({ code, message }) => code === finding.code && message === finding.message).length;
  if (changed.objects.length !== file.objects.length || same(after) >= same(before)) return false;
  if (!before.some(isWrongType) || after.some(isWrongType)) return after.length < before.length;
  const [first] = edits;
  const written = first && { start: first.start, end: first.start + first.text.length };
  return !written || !after.some(({ span }) => overlaps(span, written));
}

function isWrongType({ code }: Finding): boolean {
  return code === 'manifest/wrong-type';
}
