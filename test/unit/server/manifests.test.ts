import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { CodeAction, CompletionItem, Hover } from 'vscode-languageserver/node';
import { CONFIG_MAP } from './access-fixtures.ts';
import { Editor, type EditorWishes } from './editor.ts';
import { until } from './until.ts';

const editors: Editor[] = [];
after(() => Promise.all(editors.map(editor => editor.end())));

const WRONG = `apiVersion: v1
kind: Service
metadata:
  name: prometheus
spec:
  typ: NodePort
  ports:
  - port: 9090
`;

async function open(wishes: Partial<EditorWishes> = {}): Promise<Editor> {
  const editor = await Editor.open(wishes);
  editors.push(editor);
  return editor;
}

async function openService(wishes: Partial<EditorWishes> = {}): Promise<{ editor: Editor; uri: string }> {
  const editor = await open(wishes);
  const uri = await editor.file('service.yaml', WRONG);
  await editor.show(uri, WRONG);
  return { editor, uri };
}

function codes(editor: Editor, uri: string): readonly string[] {
  return (editor.diagnostics.get(uri) ?? [])
    .map(({ code }) => String(code))
    .filter(code => code.startsWith('manifest/'));
}

/** Whatever the files say is published by then. */
async function settled(editor: Editor, uri: string): Promise<void> {
  await editor.request('prometheusKubernetes/access', { cluster: 'leave' });
  await editor.request('textDocument/documentSymbol', { textDocument: { uri } });
}

const at = (line: number, character: number) => ({ line, character });

async function proposed(editor: Editor, uri: string, line: number, character: number): Promise<readonly string[]> {
  const position = at(line, character);
  const items = await editor.request<readonly CompletionItem[] | null>('textDocument/completion', {
    textDocument: { uri },
    position,
  });
  return items?.map(({ label }) => label) ?? [];
}

function hovered(editor: Editor, uri: string, line: number, character: number): Promise<Hover | null> {
  return editor.request<Hover | null>('textDocument/hover', { textDocument: { uri }, position: at(line, character) });
}

test('a manifest of a Prometheus is checked, completed and explained, and a fix mends it', async () => {
  const { editor, uri } = await openService();
  await until('the finding', () => codes(editor, uri).length > 0);
  const [diagnostic] = editor.diagnostics.get(uri) ?? [];
  assert.deepEqual(diagnostic?.range, { start: at(5, 2), end: at(5, 5) });
  assert.equal(diagnostic?.code, 'manifest/unknown-field');
  assert.equal(diagnostic?.severity, 1);
  const actions = await editor.request<readonly CodeAction[]>('textDocument/codeAction', {
    textDocument: { uri },
    range: { start: at(5, 2), end: at(5, 5) },
    context: { diagnostics: [] },
  });
  const fix = actions.find(({ title }) => title === 'Change `typ` to `type`');
  assert.deepEqual(
    fix?.edit?.changes?.[uri]?.map(({ newText }) => newText),
    ['type'],
  );
  assert.ok(actions.some(({ title }) => title.startsWith('Silence')));
  assert.ok((await proposed(editor, uri, 5, 5)).includes('type'));
  assert.match(JSON.stringify(await hovered(editor, uri, 6, 4)), /ports/);
  await editor.type(uri, WRONG.replace('typ:', 'type:'));
  await until('no finding', () => codes(editor, uri).length === 0);
});

test('a comment and a severity silence it', async () => {
  const { editor, uri } = await openService({ settings: () => ({ severities: { 'manifest/unknown-field': 'hint' } }) });
  await until('a hint', () => editor.diagnostics.get(uri)?.[0]?.severity === 4);
  await editor.type(uri, WRONG.replace('  typ', '  # prometheus-kubernetes-ignore manifest/unknown-field: so\n  typ'));
  await until('no finding', () => codes(editor, uri).length === 0);
});

test('a manifest beside a configuration is ours as soon as the files are known', async () => {
  const editor = await open();
  const text = WRONG.replace('prometheus', 'web');
  const uri = await editor.file('service.yaml', text);
  const config = await editor.file('config.yaml', CONFIG_MAP);
  await editor.show(uri, text);
  await settled(editor, uri);
  await editor.show(config, CONFIG_MAP);
  await until('the finding', () => codes(editor, uri).length > 0);
  assert.ok((await proposed(editor, uri, 5, 5)).includes('type'));
  await editor.remove('config.yaml');
  await editor.close(config);
  await editor.watched(config, 3);
  await until('no finding', () => codes(editor, uri).length === 0);
  assert.deepEqual(await proposed(editor, uri, 5, 5), []);
});

test('a document that is in no folder is checked by what stands in it', async () => {
  const editor = await open();
  const uri = 'untitled:Untitled-1';
  await editor.show(uri, WRONG);
  await until('the finding', () => codes(editor, uri).length > 0);
});

async function isSilent(editor: Editor, uri: string): Promise<boolean> {
  await settled(editor, uri);
  const [labels, hover] = [await proposed(editor, uri, 5, 5), await hovered(editor, uri, 6, 4)];
  return codes(editor, uri).length === 0 && labels.length === 0 && hover === null;
}

test('where another tool judges manifests nothing is said, unless the setting says so', async () => {
  const cases: readonly { setting: string | undefined; tool: 'present' | 'absent'; silent: boolean }[] = [
    { setting: undefined, tool: 'absent', silent: false },
    { setting: undefined, tool: 'present', silent: true },
    { setting: 'auto', tool: 'present', silent: true },
    { setting: 'on', tool: 'present', silent: false },
    { setting: 'off', tool: 'absent', silent: true },
    { setting: 'nonsense', tool: 'absent', silent: false },
  ];
  for (const { setting, tool, silent } of cases) {
    const { editor, uri } = await openService({
      settings: () => ({ manifests: setting }),
      options: { otherManifestTool: tool },
    });
    assert.equal(await isSilent(editor, uri), silent, `${setting} ${tool}`);
  }
});

test('the other tool may come and go', async () => {
  const { editor, uri } = await openService();
  await until('the finding', () => codes(editor, uri).length > 0);
  await editor.notify('prometheusKubernetes/otherManifestTool', { tool: 'present' });
  await until('no finding', () => codes(editor, uri).length === 0);
  assert.equal(await isSilent(editor, uri), true);
  await editor.notify('prometheusKubernetes/otherManifestTool', { tool: 'absent' });
  await until('the finding', () => codes(editor, uri).length > 0);
});

test('a configuration in a manifest is told of all the same', async () => {
  const editor = await open({ options: { otherManifestTool: 'present' } });
  const text = CONFIG_MAP.replace('role: pod', 'rol: pod');
  const uri = await editor.file('config.yaml', text);
  await editor.show(uri, text);
  await until('the finding', () => editor.diagnostics.get(uri)?.some(({ code }) => code === 'config/unknown-field'));
});

test('a client that cannot be asked is believed what it says at the start', async () => {
  const { editor, uri } = await openService({
    client: 'ordinary',
    capabilities: { configuration: false },
    options: { prometheusKubernetes: { manifests: 'off' } },
  });
  assert.equal(await isSilent(editor, uri), true);
});
