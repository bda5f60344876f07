import type { RbacCache } from '../../../../src/lint/rbac/rbac-cache.ts';
import { rbacFindings } from '../../../../src/lint/rbac/rbac-findings.ts';
import { changedModel, edited } from '../../../../src/lint/rbac/rbac-fixes.ts';
import type { FileChange, ReadyFix, WorkspaceFinding } from '../../../../src/lint/workspace-finding.ts';
import type { WorkspaceModel } from '../../../../src/workspace/workspace-model.ts';
import { problemsOf } from '../../../../src/yaml/source.ts';

export interface Tried {
  readonly after: WorkspaceModel;
  /** What a fix must not do, and did. */
  readonly wrong: readonly string[];
}

/** Applies a fix: the finding must be gone, every file must be readable, and nothing outside of the edits may change. */
export function tryFix(
  model: WorkspaceModel,
  { finding, fix }: { readonly finding: WorkspaceFinding; readonly fix: ReadyFix },
  cache: RbacCache,
): Tried {
  const after = changedModel(model, fix.changes);
  const { code } = finding.finding;
  const before = countOf(model, code, cache);
  const wrong = fix.changes.flatMap(change => wrongIn(model, after, change));
  if (countOf(after, code, cache) >= before) wrong.push(`as many ${code} as before`);
  const twice = namedTwice(model);
  wrong.push(...[...namedTwice(after)].filter(name => !twice.has(name)));
  return { after, wrong };
}

/** Objects that would be one in a cluster. */
function namedTwice({ bundles }: WorkspaceModel): ReadonlySet<string> {
  const names = bundles.flatMap(({ id, objects }) =>
    objects.map(({ object: { kind }, namespace, name }) => `${id}: ${kind} ${namespace}/${name}`),
  );
  return new Set(names.filter((name, index) => names.indexOf(name) < index));
}

function countOf(model: WorkspaceModel, code: string, cache: RbacCache): number {
  return rbacFindings(model, cache).filter(({ finding }) => finding.code === code).length;
}

function wrongIn(model: WorkspaceModel, after: WorkspaceModel, change: FileChange): readonly string[] {
  const file = after.files.get(change.uri);
  if (!file) return [`${change.uri} is not there`];
  const problems = problemsOf(file.file).map(({ message }) => `${file.path}: ${message}`);
  if (change.kind === 'create') return model.files.has(change.uri) ? [...problems, 'it was there'] : problems;
  const before = model.files.get(change.uri)?.file.text ?? '';
  if (!isUndone(before, change)) problems.push(`${file.path}: more than the edits has changed`);
  // Whatever begins with a brace, kubectl reads as JSON.
  if (isJson(before) && !isJson(file.file.text)) problems.push(`${file.path}: no JSON any more`);
  return problems;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** Whether the edits, undone, give the text of before. */
function isUndone(before: string, change: FileChange & { readonly kind: 'edit' }): boolean {
  let moved = 0;
  const back = change.edits.map(({ start, end, text }) => {
    const at = start + moved;
    moved += text.length - (end - start);
    return { start: at, end: at + text.length, text: before.slice(start, end) };
  });
  return edited(edited(before, change), { ...change, edits: back }) === before;
}
