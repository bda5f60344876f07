import assert from 'node:assert/strict';
import { createManifestCache } from '../../../../src/lint/manifest/manifest-cache.ts';
import { type ManifestKnowledge, manifestFindings } from '../../../../src/lint/manifest/manifest-findings.ts';
import { manifestFixes } from '../../../../src/lint/manifest/manifest-fixes.ts';
import { createRbacCache } from '../../../../src/lint/rbac/rbac-cache.ts';
import { edited } from '../../../../src/lint/rbac/rbac-fixes.ts';
import type { WorkspaceFinding } from '../../../../src/lint/workspace-finding.ts';
import type { WorkspaceModel } from '../../../../src/workspace/workspace-model.ts';
import { modelOf, treeTexts, uriOf } from '../../workspace/read-tree.ts';

/** The findings of every file of a model. */
export function manifestFindingsOf(
  model: WorkspaceModel,
  extent: ManifestKnowledge['extent'] = 'whole',
): readonly WorkspaceFinding[] {
  const knowledge = { extent, configurations: createRbacCache(() => 'unknown'), cache: createManifestCache() };
  return [...model.files.values()].flatMap(file => manifestFindings(model, file, knowledge) ?? []);
}

/** The findings of a tree, each as `path:line code text`, the line from 1, the text that is marked. */
export function shownIn(fixture: string, extent: ManifestKnowledge['extent'] = 'whole'): readonly string[] {
  const texts = treeTexts(fixture);
  return manifestFindingsOf(modelOf(fixture), extent).map(({ uri, finding: { code, span } }) => {
    const [path, text] = [...texts].find(([one]) => uriOf(one) === uri) ?? ['?', ''];
    const line = text.slice(0, span.start).split('\n').length;
    return `${path}:${line} ${code} ${text.slice(span.start, span.end)}`;
  });
}

/** The fixes of the first finding of a text, by title, with the text that each makes of it. */
export function fixesOf(text: string): ReadonlyMap<string, string> {
  const model = modelOf(`# @file a.yaml\n${text.replace(/\n$/, '')}`);
  const [file] = model.files.values();
  const [finding] = manifestFindingsOf(model);
  assert.ok(file && finding, text);
  return new Map(
    manifestFixes(file, finding).map(fix => {
      const [change] = fix.changes;
      assert.ok(change?.kind === 'edit');
      return [fix.title, edited(file.file.text, change)];
    }),
  );
}
