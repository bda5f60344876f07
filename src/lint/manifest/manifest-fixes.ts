import type { Finding } from '../../schema/finding.ts';
import { fieldOf, pairsOf } from '../../workspace/manifest-fields.ts';
import type { WorkspaceFile } from '../../workspace/manifest-object.ts';
import { readWorkspaceFile } from '../../workspace/workspace-model.ts';
import type { TextEdit } from '../../yaml/edit.ts';
import { appendEntry, insertEntry, removeEntry } from '../../yaml/edits.ts';
import type { NewValue } from '../../yaml/insertion.ts';
import type { MapNode } from '../../yaml/node.ts';
import { documentSpan, nodeAt, startOf, type YamlDocument } from '../../yaml/source.ts';
import { writeText } from '../../yaml/write-scalar.ts';
import { edited } from '../rbac/rbac-fixes.ts';
import type { ReadyFix, WorkspaceFinding } from '../workspace-finding.ts';
import { checkedAsWhole } from './manifest-findings.ts';
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
    .filter(({ edits }) => settles(file, edits, before))
    .map(({ title, kind, edits }) => ({ title, kind, changes: [{ kind: 'edit', uri, edits }] }));
}

interface Candidate {
  readonly title: string;
  readonly kind: 'preferred' | 'alternative';
  readonly edits: readonly TextEdit[];
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
  const value = at && typeof field === 'string' ? MISSING.get(field)?.(at.document, at.map) : undefined;
  if (!at || typeof field !== 'string' || !value) return [];
  // In front of what it is about.
  const before = at.map.pairs.findIndex(({ key }) => key.kind === 'scalar' && BEHIND.has(key.text));
  const edit = insertEntry(file.file, at.map, before < 0 ? at.map.pairs.length : before, field, value);
  return edit ? [{ title: `Add \`${field}\``, kind: 'preferred', edits: [edit] }] : [];
}

const BEHIND: ReadonlySet<string> = new Set(['template', 'kind']);

/** What a missing field has to be, by the fields beside it; undefined where they do not say it. */
const MISSING: ReadonlyMap<string, (document: YamlDocument, map: MapNode) => NewValue | undefined> = new Map([
  ['apiGroup', () => ({ kind: 'written', text: 'rbac.authorization.k8s.io' })],
  ['selector', selectorOf],
]);

/** The pods of a workload are those with the labels of its template. */
function selectorOf(document: YamlDocument, node: MapNode): NewValue | undefined {
  const labels = pairsOf({ document, node }, 'template', 'metadata', 'labels').flatMap(({ key, value }) => {
    const text = fieldOf(value)?.node;
    return text?.kind === 'scalar' ? [`${writeText(key)}: ${writeText(text.text)}`] : [];
  });
  return labels.length === 0
    ? undefined
    : { kind: 'block', lines: ['matchLabels:', ...labels.map(label => `  ${label}`)] };
}

/** The mapping whose key stands at an offset. */
function mappingAt(
  { file }: WorkspaceFile,
  offset: number,
): { readonly document: YamlDocument; readonly map: MapNode } | undefined {
  const document = file.documents.find(one => {
    const { start, end } = documentSpan(one);
    return start <= offset && offset < end;
  });
  if (!document) return undefined;
  const nodes = [document.root, ...nodeAt(document, offset).path.map(({ node }) => node)];
  const map = nodes.findLast(node => node?.kind === 'map');
  return map?.kind === 'map' ? { document, map } : undefined;
}

function settles(file: WorkspaceFile, edits: readonly TextEdit[], before: readonly Finding[]): boolean {
  const text = edited(file.file.text, { kind: 'edit', uri: file.uri, edits });
  const after = readWorkspaceFile({ ...file, text });
  return after.objects.length === file.objects.length && checkedAsWhole(after).length < before.length;
}
