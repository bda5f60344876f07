import type { Finding } from '../../schema/finding.ts';
import { fieldOf, pairsOf } from '../../workspace/manifest-fields.ts';
import type { WorkspaceFile } from '../../workspace/manifest-object.ts';
import { readWorkspaceFile } from '../../workspace/workspace-model.ts';
import type { TextEdit } from '../../yaml/edit.ts';
import { insertEntry, removeEntry } from '../../yaml/edits.ts';
import type { NewValue } from '../../yaml/insertion.ts';
import type { MapNode } from '../../yaml/node.ts';
import { documentSpan, nodeAt, startOf, type YamlDocument } from '../../yaml/source.ts';
import { writeText } from '../../yaml/write-scalar.ts';
import type { ReadyFix, WorkspaceFinding } from '../workspace-finding.ts';
import { checkedAsWhole } from './manifest-findings.ts';

/** Of more values each cannot be offered by itself. */
const MOST_VALUES = 6;

/**
 * What can be done about a finding of `manifestFindings`, the best first. Each fix was tried: with it the finding is gone
 * and none is new.
 */
export function manifestFixes(file: WorkspaceFile, { uri, finding }: WorkspaceFinding): readonly ReadyFix[] {
  const before = checkedAsWhole(file);
  return candidates(file, finding)
    .filter(({ edit }) => settles(file, edit, before))
    .map(({ title, kind, edit }) => ({ title, kind, changes: [{ kind: 'edit', uri, edits: [edit] }] }));
}

interface Candidate {
  readonly title: string;
  readonly kind: 'preferred' | 'alternative';
  readonly edit: TextEdit;
}

function candidates(file: WorkspaceFile, finding: Finding): readonly Candidate[] {
  const { code, span, data } = finding;
  const now = file.file.text.slice(span.start, span.end);
  const change = (text: string, kind: Candidate['kind']): Candidate => ({
    title: `Change \`${now}\` to \`${text}\``,
    kind,
    edit: { ...span, text },
  });
  const { replacement, values } = data;
  if (typeof replacement === 'string') return [change(replacement, 'preferred')];
  if (code === 'manifest/missing-field') return added(file, finding);
  if (code === 'manifest/unknown-field' || code === 'manifest/duplicate-key') return removed(file, finding);
  const offered = Array.isArray(values) && values.length <= MOST_VALUES ? values : [];
  return offered.map(value => change(writeText(value), 'alternative'));
}

/** What is at the wrong level is worth keeping. */
function removed(file: WorkspaceFile, { span, data }: Finding): readonly Candidate[] {
  const at = mappingAt(file, span.start);
  const index = at ? at.map.pairs.findIndex(({ key }) => startOf(key) === span.start) : -1;
  const edit = at && index >= 0 && data['belongsTo'] === undefined ? removeEntry(file.file, at.map, index) : undefined;
  return edit ? [{ title: `Remove \`${data['field']}\``, kind: 'alternative', edit }] : [];
}

function added(file: WorkspaceFile, { span, data: { field } }: Finding): readonly Candidate[] {
  const at = mappingAt(file, span.start);
  const value = at && typeof field === 'string' ? MISSING.get(field)?.(at.document, at.map) : undefined;
  if (!at || typeof field !== 'string' || !value) return [];
  // In front of what it is about.
  const before = at.map.pairs.findIndex(({ key }) => key.kind === 'scalar' && BEHIND.has(key.text));
  const edit = insertEntry(file.file, at.map, before < 0 ? at.map.pairs.length : before, field, value);
  return edit ? [{ title: `Add \`${field}\``, kind: 'preferred', edit }] : [];
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

function settles(file: WorkspaceFile, edit: TextEdit, before: readonly Finding[]): boolean {
  const { text } = file.file;
  const changed = text.slice(0, edit.start) + edit.text + text.slice(edit.end);
  const after = readWorkspaceFile({ ...file, text: changed });
  return after.objects.length === file.objects.length && checkedAsWhole(after).length < before.length;
}
