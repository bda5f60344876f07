import assert from 'node:assert/strict';
import { createRbacCache } from '../../../../src/lint/rbac/rbac-cache.ts';
import { rbacFindings } from '../../../../src/lint/rbac/rbac-findings.ts';
import { changedModel, edited, rbacFixes } from '../../../../src/lint/rbac/rbac-fixes.ts';
import type { WorkspaceFinding, WorkspaceFix } from '../../../../src/lint/workspace-finding.ts';
import { problemsOf } from '../../../../src/yaml/source.ts';
import { modelOf, treeTexts, uriOf } from '../../workspace/read-tree.ts';

/** The findings of a tree, each as `path:line code text`, the line from 1, the text that is marked. */
export function foundIn(fixture: string): readonly string[] {
  const texts = treeTexts(fixture);
  return findings(fixture).map(found => shown(texts, found));
}

/** The same, without hints. */
export function warningsIn(fixture: string): readonly string[] {
  const texts = treeTexts(fixture);
  return findings(fixture)
    .filter(({ finding }) => finding.severity !== 'hint')
    .map(found => shown(texts, found));
}

/** The messages of a code. */
export function messagesOf(fixture: string, code: string): readonly string[] {
  return findings(fixture)
    .filter(({ finding }) => finding.code === code)
    .map(({ finding }) => finding.message);
}

/**
 * Applies the fix with that title of the one finding with the code, and gives the tree's texts that are new. Requires that
 * the finding is gone then, that the YAML can be read, and that nothing outside of the edits has changed.
 */
export function checkWorkspaceFix(fixture: string, code: string, title: string): ReadonlyMap<string, string> {
  const model = modelOf(fixture);
  const cache = createRbacCache(() => 'unknown');
  const found = rbacFindings(model, cache).filter(({ finding }) => finding.code === code);
  const [first] = found;
  assert.ok(first, `no ${code}`);
  const fixes = rbacFixes(model, first, cache);
  const fix = fixes.find(one => one.title === title);
  assert.ok(fix, `none of: ${fixes.map(one => one.title).join('; ')}`);
  const after = changedModel(model, fix.changes);
  assert.equal(rbacFindings(after, cache).filter(({ finding }) => finding.code === code).length, found.length - 1);
  const changed = new Map<string, string>();
  for (const { uri } of fix.changes) {
    const file = after.files.get(uri);
    assert.ok(file);
    assert.deepEqual(problemsOf(file.file), []);
    changed.set(file.path, file.file.text);
  }
  assertRestStays(fixture, fix);
  return changed;
}

/** The titles of the fixes of the first finding with the code. */
export function titlesOf(fixture: string, code: string): readonly string[] {
  const model = modelOf(fixture);
  const cache = createRbacCache(() => 'unknown');
  const first = rbacFindings(model, cache).find(({ finding }) => finding.code === code);
  assert.ok(first, `no ${code}`);
  return rbacFixes(model, first, cache).map(({ title }) => title);
}

function findings(fixture: string): readonly WorkspaceFinding[] {
  return rbacFindings(
    modelOf(fixture),
    createRbacCache(() => 'unknown'),
  );
}

function shown(texts: ReadonlyMap<string, string>, { uri, finding: { code, span } }: WorkspaceFinding): string {
  const [path, text] = [...texts].find(([one]) => uriOf(one) === uri) ?? ['?', ''];
  const line = text.slice(0, span.start).split('\n').length;
  return `${path}:${line} ${code} ${text.slice(span.start, span.end)}`;
}

/** The edits, undone, give the text of before. */
function assertRestStays(fixture: string, { changes }: WorkspaceFix): void {
  const texts = treeTexts(fixture);
  for (const change of changes) {
    if (change.kind === 'create') continue;
    const [, before = ''] = [...texts].find(([path]) => uriOf(path) === change.uri) ?? [];
    let moved = 0;
    const back = change.edits.map(({ start, end, text }) => {
      const at = start + moved;
      moved += text.length - (end - start);
      return { start: at, end: at + text.length, text: before.slice(start, end) };
    });
    assert.equal(edited(edited(before, change), { ...change, edits: back }), before);
  }
}
