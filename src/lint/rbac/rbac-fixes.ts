import type { Bundle } from '../../workspace/bundle.ts';
import type { WorkspaceFile } from '../../workspace/manifest-object.ts';
import { readWorkspaceFile, type WorkspaceModel, workspaceModel } from '../../workspace/workspace-model.ts';
import type { FileChange, ReadyFix, WorkspaceFinding, WorkspaceFix } from '../workspace-finding.ts';
import type { RbacCache } from './rbac-cache.ts';
import { findingsReader, scenesOf } from './rbac-findings.ts';
import { RBAC_LINTS } from './rbac-lints.ts';

/**
 * The fixes of a finding, the best first. Each was tried: with it the finding is gone and no warning about access is new
 * in any bundle that it touches. None for a finding that is not of this model.
 */
export function rbacFixes(model: WorkspaceModel, finding: WorkspaceFinding, cache: RbacCache): readonly WorkspaceFix[] {
  const lint = RBAC_LINTS.find(one => one.code === finding.finding.code);
  const bundle = model.bundles.find(one => one.id === finding.finding.data['bundle']);
  const [scene] = bundle ? scenesOf(model, bundle, cache) : [];
  if (!lint || !scene) return [];
  const found = lint.fixes(finding, scene);
  const changes = (fix: WorkspaceFix) => JSON.stringify(fix.kind === 'disabled' ? fix : fix.changes);
  // Of those that do the same, the first.
  const unique = [...Map.groupBy(found, changes).values()].flatMap(([first]) => first ?? []);
  const before = findingsReader(model, cache);
  return unique.filter(fix => fix.kind === 'disabled' || settles(model, finding, { fix, before, cache }));
}

interface Trial {
  readonly fix: ReadyFix;
  readonly before: ReturnType<typeof findingsReader>;
  readonly cache: RbacCache;
}

function settles(model: WorkspaceModel, finding: WorkspaceFinding, { fix, before, cache }: Trial): boolean {
  const changed = changedModel(model, fix.changes);
  const uris = [finding.uri, ...fix.changes.map(({ uri }) => uri)];
  const was = before(bundlesOf(model, uris));
  const is = findingsReader(changed, cache)(bundlesOf(changed, uris));
  const same = (found: readonly WorkspaceFinding[]) => found.filter(one => isSame(one, finding)).length;
  return same(is) < same(was) && warnings(is) <= warnings(was);
}

/** The bundles that hold one of the files. */
function bundlesOf(model: WorkspaceModel, uris: readonly string[]): readonly Bundle[] {
  return [...new Set(uris.flatMap(uri => model.bundlesOf(uri)))];
}

/** Whether it is told of the same thing, wherever that stands now. */
function isSame(one: WorkspaceFinding, other: WorkspaceFinding): boolean {
  return one.uri === other.uri && one.finding.code === other.finding.code && subjectOf(one) === subjectOf(other);
}

/** Rules move, and with a fix it may be known what the namespace is. */
function subjectOf({ finding: { data } }: WorkspaceFinding): string {
  const lasting = Object.entries(data).filter(
    ([name]) => name !== 'rule' && name !== 'account' && name !== 'namespace',
  );
  return JSON.stringify(lasting);
}

function warnings(found: readonly WorkspaceFinding[]): number {
  return found.filter(({ finding: { severity } }) => severity === 'warning').length;
}

/** What the workspace would be with the changes. */
export function changedModel(model: WorkspaceModel, changes: readonly FileChange[]): WorkspaceModel {
  const files = new Map(model.files);
  for (const change of changes) {
    const file = changedFile(model, change);
    if (file) files.set(change.uri, file);
  }
  return workspaceModel([...files.values()]);
}

function changedFile(model: WorkspaceModel, change: FileChange): WorkspaceFile | undefined {
  const { uri } = change;
  const before = model.files.get(uri);
  if (change.kind === 'edit') return before && readWorkspaceFile({ ...before, text: edited(before.file.text, change) });
  const folder = [...new Set([...model.files.values()].map(file => file.folder))]
    .filter(one => uri.startsWith(one))
    .sort((a, b) => b.length - a.length)[0];
  if (folder === undefined || before) return undefined;
  const path = uri.slice(folder.length).replace(/^\//, '').split('/').map(decoded).join('/');
  return readWorkspaceFile({ uri, path, folder, text: change.text });
}

/** A text with its edits, which do not overlap. */
export function edited(text: string, { edits }: FileChange & { readonly kind: 'edit' }): string {
  const sorted = edits.toSorted((a, b) => b.start - a.start || b.end - a.end);
  return sorted.reduce((now, edit) => now.slice(0, edit.start) + edit.text + now.slice(edit.end), text);
}

function decoded(part: string): string {
  return /%(?![0-9a-fA-F]{2})/.test(part) ? part : decodeURIComponent(part);
}
