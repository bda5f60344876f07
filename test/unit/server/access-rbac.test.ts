import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { CodeAction, TextDocumentEdit } from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { rbacFindings } from '../../../src/lint/rbac/rbac-findings.ts';
import { rbacFixes } from '../../../src/lint/rbac/rbac-fixes.ts';
import { CONFIG_MAP, rbac, WORKLOAD } from './access-fixtures.ts';
import { Editor } from './editor.ts';
import { until } from './until.ts';

const editors: Editor[] = [];
after(() => Promise.all(editors.map(editor => editor.end())));

const LINTS = { findings: rbacFindings, findingsIn: () => undefined, fixes: rbacFixes };
const ABLE = {
  workspaceEdit: {
    documentChanges: true,
    resourceOperations: ['create'],
    changeAnnotationSupport: { groupsOnLabel: true },
  },
};

async function openWorkspace(resources: string): Promise<Editor> {
  const editor = await Editor.open({ lints: LINTS, capabilities: ABLE });
  editors.push(editor);
  await editor.file('config.yaml', CONFIG_MAP);
  await editor.file('prometheus.yaml', WORKLOAD);
  await editor.file('rbac.yaml', rbac(resources));
  return editor;
}

function codes(editor: Editor, uri: string): readonly string[] {
  return (editor.diagnostics.get(uri) ?? []).map(({ code }) => String(code)).filter(code => code.startsWith('rbac/'));
}

test('what a job may not list is underlined at its role, and the fix in the other file settles it', async () => {
  const editor = await openWorkspace('[pods]');
  const uri = editor.uri('config.yaml');
  await editor.show(uri, CONFIG_MAP);
  await until('the finding', () => codes(editor, uri).length > 0);
  assert.deepEqual(codes(editor, uri), ['rbac/missing-access']);
  const [diagnostic] = (editor.diagnostics.get(uri) ?? []).filter(({ code }) => code === 'rbac/missing-access');
  assert.equal(diagnostic?.range.start.line, 13);
  const all = await editor.request<readonly CodeAction[]>('textDocument/codeAction', {
    textDocument: { uri },
    range: diagnostic.range,
    context: { diagnostics: [] },
  });
  const fix = all.find(({ isPreferred, edit }) => isPreferred && edit?.documentChanges);
  const [change] = (fix?.edit?.documentChanges ?? []) as readonly TextDocumentEdit[];
  const role = editor.uri('rbac.yaml');
  assert.equal(change?.textDocument.uri, role);
  const fixed = TextDocument.applyEdits(
    TextDocument.create(role, 'yaml', 0, rbac('[pods]')),
    change.edits.flatMap(edit => ('newText' in edit ? [edit] : [])),
  );
  await editor.show(role, fixed);
  await until('no finding', () => codes(editor, uri).length === 0);
});

test('nothing is said where everything is granted', async () => {
  const editor = await openWorkspace('[pods, services]');
  const uri = editor.uri('config.yaml');
  await editor.show(uri, CONFIG_MAP);
  await editor.request('prometheusKubernetes/access', { cluster: 'leave' });
  await editor.request('textDocument/documentSymbol', { textDocument: { uri } });
  assert.deepEqual(codes(editor, uri), []);
});
