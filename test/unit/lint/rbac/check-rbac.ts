import assert from 'node:assert/strict';
import { createRbacCache, type RbacCache } from '../../../../src/lint/rbac/rbac-cache.ts';
import { rbacFindings } from '../../../../src/lint/rbac/rbac-findings.ts';
import { rbacFixes } from '../../../../src/lint/rbac/rbac-fixes.ts';
import type { WorkspaceFinding, WorkspaceFix } from '../../../../src/lint/workspace-finding.ts';
import { modelOf, treeTexts, uriOf } from '../../workspace/read-tree.ts';
import { tryFix } from './try-fix.ts';

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
 * Applies the fix with that title of the first finding with the code, and gives the tree's texts that are new. Requires
 * that the finding is gone then, that the YAML can be read, and that nothing outside of the edits has changed.
 */
export function checkWorkspaceFix(fixture: string, code: string, title: string): ReadonlyMap<string, string> {
  const model = modelOf(fixture);
  const cache = newCache();
  const finding = rbacFindings(model, cache).find(one => one.finding.code === code);
  assert.ok(finding, `no ${code}`);
  const fixes = rbacFixes(model, finding, cache);
  const fix = fixes.find(one => one.title === title);
  assert.ok(fix && fix.kind !== 'disabled', `none of: ${fixes.map(one => one.title).join('; ')}`);
  const { after, wrong } = tryFix(model, { finding, fix }, cache);
  assert.deepEqual(wrong, []);
  return new Map(
    fix.changes.map(({ uri }) => {
      const file = after.files.get(uri);
      assert.ok(file);
      return [file.path, file.file.text];
    }),
  );
}

/** The fixes of the first finding with the code. */
export function fixesOf(fixture: string, code: string): readonly WorkspaceFix[] {
  const model = modelOf(fixture);
  const cache = newCache();
  const first = rbacFindings(model, cache).find(({ finding }) => finding.code === code);
  assert.ok(first, `no ${code}`);
  return rbacFixes(model, first, cache);
}

/** Their titles. */
export function titlesOf(fixture: string, code: string): readonly string[] {
  return fixesOf(fixture, code).map(({ title }) => title);
}

/** A cache for configurations of whatever release. */
export function newCache(): RbacCache {
  return createRbacCache(() => 'unknown');
}

function findings(fixture: string): readonly WorkspaceFinding[] {
  return rbacFindings(modelOf(fixture), newCache());
}

function shown(texts: ReadonlyMap<string, string>, { uri, finding: { code, span } }: WorkspaceFinding): string {
  const [path, text] = [...texts].find(([one]) => uriOf(one) === uri) ?? ['?', ''];
  const line = text.slice(0, span.start).split('\n').length;
  return `${path}:${line} ${code} ${text.slice(span.start, span.end)}`;
}
