import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { CodeAction, Diagnostic, TextDocumentEdit } from 'vscode-languageserver/node';
import type { WorkspaceFinding, WorkspaceFix } from '../../../src/lint/workspace-finding.ts';
import type { WorkspaceLints } from '../../../src/server/access/file-desk.ts';
import { CONFIG_MAP, rbac, WORKLOAD } from './access-fixtures.ts';
import { Editor, type EditorWishes, NEED } from './editor.ts';
import { until } from './until.ts';

const editors: Editor[] = [];
after(() => Promise.all(editors.map(editor => editor.end())));

const ROLE = 'resources: [pods]';

/** Says that services are missing in every file that discovers them while the role beside it has only pods. */
const LINTS: WorkspaceLints = {
  findings: model =>
    [...model.files.values()].flatMap(({ uri, file }): readonly WorkspaceFinding[] => {
      const start = file.text.indexOf('role: service');
      const role = [...model.files.values()].find(one => one.file.text.includes(ROLE));
      if (start < 0 || !role) return [];
      const at = role.file.text.indexOf(ROLE);
      return [
        {
          uri,
          finding: {
            code: 'rbac/missing-access',
            severity: 'warning',
            span: { start: start + 6, end: start + 13 },
            message: 'May not list services.',
            related: [{ span: { start: 0, end: 2 }, message: 'Here.' }],
            data: {},
          },
          elsewhere: [{ uri: role.uri, span: { start: at, end: at + ROLE.length }, message: 'This role.' }],
        },
      ];
    }),
  findingsIn: () => undefined,
  fixes: (_model, { uri, elsewhere: [role] }): readonly WorkspaceFix[] => {
    if (!role) return [];
    const edits = [{ start: role.span.end - 1, end: role.span.end - 1, text: ', services' }];
    const created = new URL('more.yaml', uri).href;
    return [
      { title: 'Add to the role', kind: 'preferred', changes: [{ kind: 'edit', uri: role.uri, edits }] },
      { title: 'Make a role', kind: 'alternative', changes: [{ kind: 'create', uri: created, text: 'a: b\n' }] },
    ];
  },
};

const ABLE = {
  workspaceEdit: {
    documentChanges: true,
    resourceOperations: ['create'],
    changeAnnotationSupport: { groupsOnLabel: true },
  },
};

async function openWorkspace(wishes: Partial<EditorWishes> = {}) {
  const editor = await Editor.open({ lints: LINTS, capabilities: ABLE, ...wishes });
  editors.push(editor);
  const uri = await editor.file('config.yaml', CONFIG_MAP);
  const role = await editor.file('rbac.yaml', rbac('[pods]'));
  await editor.show(uri, CONFIG_MAP);
  return { editor, uri, role };
}

function found(editor: Editor, uri: string): readonly Diagnostic[] {
  return (editor.diagnostics.get(uri) ?? []).filter(({ code }) => code === 'rbac/missing-access');
}

function untilFound(editor: Editor, uri: string): Promise<Diagnostic> {
  return until('the finding', () => found(editor, uri)[0]);
}

async function actions(editor: Editor, uri: string, line: number): Promise<readonly CodeAction[]> {
  const at = { line, character: 0 };
  const range = { start: at, end: { line, character: 100 } };
  const all = await editor.request<readonly CodeAction[]>('textDocument/codeAction', {
    textDocument: { uri },
    range,
    context: { diagnostics: [] },
  });
  return all.filter(({ diagnostics }) => diagnostics?.some(({ code }) => code === 'rbac/missing-access') ?? true);
}

/** Whatever the files say is published by then. */
async function settled(editor: Editor): Promise<void> {
  await editor.request('prometheusKubernetes/access', { cluster: 'leave' });
  await editor.request('textDocument/documentSymbol', { textDocument: { uri: editor.uri('config.yaml') } });
}

test('a finding of several files is shown in the open one, with its places in the others', async () => {
  const { editor, uri, role } = await openWorkspace();
  const diagnostic = await untilFound(editor, uri);
  assert.deepEqual(diagnostic.range, { start: { line: 13, character: 14 }, end: { line: 13, character: 21 } });
  assert.equal(diagnostic.severity, 2);
  assert.deepEqual(
    diagnostic.relatedInformation?.map(({ location, message }) => [location.uri, location.range.start.line, message]),
    [
      [uri, 0, 'Here.'],
      [role, 9, 'This role.'],
    ],
  );
  assert.equal(editor.diagnostics.has(role), false);
});

test('it goes when the other file is put right without being saved, and comes back', async () => {
  const { editor, uri, role } = await openWorkspace();
  await untilFound(editor, uri);
  await editor.show(role, rbac('[pods, services]'));
  await until('no finding', () => found(editor, uri).length === 0);
  await editor.close(role);
  await untilFound(editor, uri);
});

test('while somebody types it moves with the text, and goes at once with what it stands on', async () => {
  const { editor, uri } = await openWorkspace();
  await untilFound(editor, uri);
  await editor.type(uri, `# above\n${CONFIG_MAP}`);
  await until('the finding a line below', () => found(editor, uri)[0]?.range.start.line === 14);
  await editor.type(uri, `# above\n${CONFIG_MAP.replace('role: service', 'role: servic')}`);
  await until('no finding', () => found(editor, uri).length === 0);
});

test('a closed document has no findings', async () => {
  const { editor, uri } = await openWorkspace();
  await untilFound(editor, uri);
  await editor.close(uri);
  await until('nothing', () => editor.diagnostics.get(uri)?.length === 0);
  await settled(editor);
  assert.deepEqual(editor.diagnostics.get(uri), []);
});

test('a comment silences it', async () => {
  const { editor, uri } = await openWorkspace();
  await untilFound(editor, uri);
  const [silence] = (await actions(editor, uri, 13)).filter(({ title }) => title.startsWith('Silence'));
  const edit = silence?.edit?.changes?.[uri]?.[0];
  assert.deepEqual(edit, {
    range: { start: { line: 13, character: 0 }, end: { line: 13, character: 0 } },
    newText: '      # prometheus-kubernetes-ignore rbac/missing-access: \n',
  });
  const lines = CONFIG_MAP.split('\n');
  await editor.type(uri, [...lines.slice(0, 13), edit?.newText.trimEnd(), ...lines.slice(13)].join('\n'));
  await until('no finding', () => found(editor, uri).length === 0);
  await settled(editor);
  assert.deepEqual(found(editor, uri), []);
});

test('the user decides how severe it is, by code and area', async () => {
  for (const [severities, expected] of [
    [{ rbac: 'hint' }, 4],
    [{ 'rbac/missing-access': 'error', rbac: 'off' }, 1],
    [{ rbac: 'off' }, undefined],
  ] as const) {
    const { editor, uri } = await openWorkspace({ settings: () => ({ severities }) });
    if (expected === undefined) {
      await settled(editor);
      assert.deepEqual(found(editor, uri), []);
    } else assert.equal((await untilFound(editor, uri)).severity, expected);
  }
});

test('without trust it is shown as well; where the extension is switched off it is not', async () => {
  const { editor, uri } = await openWorkspace();
  await editor.order('prometheusKubernetes/targetsNeed', { ...NEED, trust: 'untrusted' });
  await untilFound(editor, uri);
  const off = await openWorkspace({ settings: () => ({ enable: false }) });
  await settled(off.editor);
  assert.deepEqual(found(off.editor, off.uri), []);
});

test('of a workspace that is not known as a whole nothing is said', async () => {
  const ordinary = await openWorkspace({ client: 'ordinary' });
  await settled(ordinary.editor);
  assert.deepEqual(found(ordinary.editor, ordinary.uri), []);
});

test('its fixes are edits of the other files, with versions and after a look by the user', async () => {
  const { editor, uri, role } = await openWorkspace();
  await untilFound(editor, uri);
  assert.deepEqual(await actions(editor, uri, 0), []);
  const [add, make] = await actions(editor, uri, 13);
  assert.equal(add?.title, 'Add to the role');
  assert.equal(add.isPreferred, true);
  const at = { line: 9, character: 18 };
  assert.deepEqual(add.edit?.documentChanges, [
    {
      textDocument: { uri: role, version: null },
      edits: [{ range: { start: at, end: at }, newText: ', services', annotationId: 'other-files' }],
    },
  ]);
  assert.equal(add.edit?.changeAnnotations?.['other-files']?.needsConfirmation, true);
  assert.equal(make?.isPreferred, false);
  assert.deepEqual(
    make.edit?.documentChanges?.map(change => ('kind' in change ? change.kind : change.textDocument.uri)),
    ['create', editor.uri('more.yaml')],
  );
  await editor.show(role, `# open\n${rbac('[pods]')}`);
  const [versioned] = await actions(editor, uri, 13);
  const [change] = (versioned?.edit?.documentChanges ?? []) as readonly TextDocumentEdit[];
  assert.equal(change?.edits[0]?.range.start.line, 10);
  assert.equal(typeof change?.textDocument.version, 'number');
});

test('an editor that cannot create files is told so, and one without versions gets plain edits', async () => {
  const { editor, uri, role } = await openWorkspace({ capabilities: {} });
  await untilFound(editor, uri);
  const [add, make] = await actions(editor, uri, 13);
  assert.equal(add?.edit?.changes?.[role]?.[0]?.newText, ', services');
  assert.match(make?.disabled?.reason ?? '', /cannot create files/);
});

test('RBAC is offered to be generated only where there is none, on the name of a job', async () => {
  const options = { accessCommands: { reveal: 'x.reveal', generate: 'x.generate' } };
  const { editor, uri, role } = await openWorkspace({ options });
  await editor.file('prometheus.yaml', WORKLOAD);
  await editor.watched(editor.uri('prometheus.yaml'), 1);
  await settled(editor);
  const offers = async (line: number) =>
    (await actions(editor, uri, line)).flatMap(({ command }) => (command?.command === 'x.generate' ? [command] : []));
  assert.deepEqual(await offers(8), []);
  await editor.remove('rbac.yaml');
  await editor.watched(role, 3);
  await settled(editor);
  const [offer] = await offers(8);
  assert.deepEqual(offer?.arguments, [{ configuration: `${uri}#prometheus-config / prometheus.yml` }]);
  assert.deepEqual(await offers(9), []);
});
