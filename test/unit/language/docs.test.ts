import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openDocument } from '../../../src/language/document.ts';
import { FINDING_CODES } from '../../../src/language/finding-codes.ts';
import { findingsOf } from '../../../src/language/findings.ts';
import { withoutSuppressed } from '../../../src/language/suppression.ts';
import { createManifestCache } from '../../../src/lint/manifest/manifest-cache.ts';
import { manifestFindings } from '../../../src/lint/manifest/manifest-findings.ts';
import { createRbacCache } from '../../../src/lint/rbac/rbac-cache.ts';
import { rbacFindings } from '../../../src/lint/rbac/rbac-findings.ts';
import type { KnownVersion } from '../../../src/prometheus/version.ts';
import type { Finding } from '../../../src/schema/finding.ts';
import { readWorkspaceFile, workspaceModel } from '../../../src/workspace/workspace-model.ts';
import { findingPages } from '../../fixtures/finding-page.ts';

/** The findings of that code, and every error: other advice may hold for a short example too. */
function findings(text: string, code: string, version: KnownVersion): readonly Finding[] {
  const inFile = findingsOf(openDocument(text), { version, severities: new Map() });
  return [...inFile, ...betweenManifests(text, version)]
    .map(({ finding }) => finding)
    .filter(finding => finding.code === code || finding.severity === 'error');
}

/** What several manifests say together stands on a page as one file of several documents. */
function betweenManifests(text: string, version: KnownVersion): readonly { readonly finding: Finding }[] {
  const file = readWorkspaceFile({
    uri: 'file:///w/prometheus.yaml',
    path: 'prometheus.yaml',
    folder: 'file:///w',
    text,
  });
  const model = workspaceModel([file]);
  const configurations = createRbacCache(() => version);
  const knowledge = { extent: 'whole', configurations, cache: createManifestCache() } as const;
  const found = [...rbacFindings(model, configurations), ...(manifestFindings(model, file, knowledge) ?? [])];
  return withoutSuppressed(text, found);
}

test('every code has a page, every page a code', () => {
  assert.deepEqual(
    findingPages().map(page => page.code),
    FINDING_CODES.map(entry => entry.code).toSorted(),
  );
});

test('a page has its title, its reason, an example and the way to silence it', () => {
  for (const { code, text } of findingPages()) {
    assert.ok(text.startsWith(`# ${code}\n\n`), code);
    const headings = [...text.matchAll(/^## (.+)$/gm)].map(([, heading]) => heading);
    assert.deepEqual(headings, ['Why', 'Example', 'Silence it'], code);
    assert.ok(text.includes(`\n# prometheus-kubernetes-ignore ${code}: `), code);
  }
});

test('the example of a page has the finding, in the words and with the severity that are written down', () => {
  for (const { code, before, version, quotes } of findingPages()) {
    const found = findings(before, code, version);
    assert.deepEqual([...new Set(found.map(finding => finding.code))], [code], before);
    const entry = FINDING_CODES.find(one => one.code === code);
    assert.equal(found[0]?.severity, entry?.severity, code);
    // What is said of broken YAML is the parser's.
    if (!code.endsWith('/yaml-syntax')) assert.equal(quotes[0], found[0]?.message, code);
  }
});

test('what a page shows as mended is', () => {
  for (const { code, after, version } of findingPages()) {
    assert.notEqual(after, '', code);
    assert.deepEqual(
      findings(after, code, version).map(finding => `${finding.code}: ${finding.message}`),
      [],
      `${code}\n${after}`,
    );
  }
});

test('the comment of a page silences its example', () => {
  for (const { code, before, version } of findingPages()) {
    const [first] = findings(before, code, version);
    assert.ok(first);
    const line = before.lastIndexOf('\n', first.span.start - 1) + 1;
    const silenced = `${before.slice(0, line)}# prometheus-kubernetes-ignore ${code}: reason\n${before.slice(line)}`;
    assert.deepEqual(findings(silenced, code, version), [], silenced);
  }
});
