import assert from 'node:assert/strict';
import path from 'node:path';
import { after } from 'node:test';
import { pathToFileURL } from 'node:url';
import type { ConfigurationAccess } from '../../src/protocol/access.ts';
import type { PlaceInText } from '../../src/protocol/targets-methods.ts';
import { pickEntry, quickPickEntries, runCommand } from './driver/command-palette.ts';
import type { VSCode } from './driver/connect.ts';
import { editorText, openNewFile } from './driver/editor.ts';
import { press } from './driver/keys.ts';
import { clickRowAction } from './driver/row-text.ts';
import { scenariosIn } from './driver/scenarios.ts';
import { saveScreenshot } from './driver/screenshot.ts';
import { waitForStatus } from './driver/status-bar.ts';
import { rowElement, toggleRow, treeRows, waitForRow } from './driver/tree-view.ts';
import { until } from './driver/until.ts';
import { makeStandin } from './targets-standin/standin.ts';
import { ROWS_WORLD } from './targets-standin/worlds.ts';

// How the Access view draws what a server says, and what it asks of it. The Targets view above it is empty.
const WORLD = { ...ROWS_WORLD, rows: {} };
const FORBIDDEN =
  'services is forbidden: User "system:serviceaccount:monitoring:prometheus" cannot list resource "services" in API group "" at the cluster scope';
const standin = await makeStandin(WORLD);
after(() => standin.remove());
const scenario = await scenariosIn({
  opens: { kind: 'empty folder' },
  developmentPaths: [standin.folder],
  packages: [],
  trust: 'disabled',
  settings: { 'terminal.integrated.gpuAcceleration': 'off' }, // the text of terminals is in the page
});

/** What the server has heard of one method, oldest first. */
async function heard(method: string): Promise<readonly unknown[]> {
  return (await standin.heard()).filter(one => one.method === method).map(({ params }) => params);
}

async function showAccess(code: VSCode): Promise<void> {
  await code.extensionHost.call(async vscode => {
    await vscode.commands.executeCommand('prometheusKubernetes.access.focus');
  });
  const targets = code.page.locator('.part.sidebar .pane-header[aria-expanded="true"]', { hasText: 'Targets' });
  if (await targets.isVisible()) await targets.click(); // so that all rows are drawn
  await waitForRow(code, 'prometheus-config');
}

/** The job of the file that a test writes. */
function placeIn({ opens }: VSCode): PlaceInText {
  const start = { line: 1, character: 4 };
  return { uri: pathToFileURL(path.join(opens, 'prometheus.yml')).href, range: { start, end: start } };
}

/** The configuration with all its jobs there. */
function atPlace(one: ConfigurationAccess, at: PlaceInText): ConfigurationAccess {
  return { ...one, needs: one.needs.map(need => ({ ...need, jobs: need.jobs.map(job => ({ ...job, at })) })) };
}

/** What stands on the icon of the views in the activity bar. */
async function badge({ page }: VSCode): Promise<string> {
  const icon = page.locator('.activitybar .action-item', { has: page.locator('[aria-label^="Prometheus"]') }).first();
  return (await icon.locator('.badge-content').allInnerTexts()).join('');
}

/** The icon of a row, by the name of the codicon. */
async function rowIcon(code: VSCode, label: string): Promise<string> {
  const classes =
    (await rowElement(code, label).locator('.custom-view-tree-node-item-icon').getAttribute('class')) ?? '';
  return /codicon-([a-z-]+)/.exec(classes)?.[1] ?? '';
}

scenario('before the view is seen nothing is asked, then rows say what the files grant', async code => {
  await runCommand(code, 'Prometheus: Show Targets');
  await until('the server', async () => (await heard('targetsNeed')).length > 0);
  await until('the badge', async () => (await badge(code)) === '2');
  assert.deepEqual(await heard('access'), []);
  await showAccess(code);
  await waitForRow(code, 'prometheus.yml');
  assert.deepEqual(await treeRows(code), [
    {
      label: 'prometheus-config',
      description: '2 missing · monitoring/prometheus from deployment.yaml:23',
      level: 1,
    },
    {
      label: 'pods in all namespaces',
      description: 'granted by rbac.yaml:12 · list, watch',
      level: 2,
    },
    { label: 'services in all namespaces', description: 'denied in files · list, watch', level: 2 },
    { label: 'ingresses in shop', description: 'denied in files · list, watch', level: 2 },
    { label: 'nodes/metrics', description: 'unknown: the ClusterRole view is not among the files · get', level: 2 },
    {
      label: 'Job proxied may need more. Its relabel rules cannot be followed here.',
      description: '',
      level: 2,
    },
    { label: 'prometheus.yml', description: 'account not known', level: 1 },
  ]);
  assert.equal(await rowIcon(code, 'pods in all'), 'pass');
  assert.equal(await rowIcon(code, 'services in all'), 'error');
  assert.equal(await rowIcon(code, 'nodes/metrics'), 'question');
  assert.deepEqual([...new Set((await heard('access')).map(one => JSON.stringify(one)))], ['{"cluster":"leave"}']);
  await saveScreenshot(code, 'access-rows');
});

scenario('Check Access asks the cluster, whose word stands beside that of the files', async code => {
  await runCommand(code, 'Prometheus: Check Access');
  await until('the cluster’s word', async () =>
    (await treeRows(code)).some(
      ({ description }) => description === 'denied in files, granted in the cluster · list, watch',
    ),
  );
  assert.deepEqual((await heard('access')).at(-1), { cluster: 'ask' });
  await toggleRow(code, 'pods in all');
  await waitForRow(code, 'Cluster kind-dev');
  const under = (await treeRows(code)).filter(({ level }) => level === 3);
  assert.deepEqual(under, [
    { label: 'Files', description: 'granted by ClusterRole prometheus, rbac.yaml:12', level: 3 },
    { label: 'Cluster kind-dev', description: 'granted by the API server of kind-dev', level: 3 },
    { label: 'pods', description: 'discovers with the role pods', level: 3 },
  ]);
  await saveScreenshot(code, 'access-checked');
});

scenario('a job is shown in the text by a click on it', async code => {
  await openNewFile(code, 'prometheus.yml', 'scrape_configs:\n  - job_name: pods\n');
  await standin.setWorld({ ...WORLD, access: WORLD.access.map(one => atPlace(one, placeIn(code))) });
  await showAccess(code);
  if (!(await treeRows(code)).some(({ level }) => level === 3)) await toggleRow(code, 'pods in all');
  await waitForRow(code, 'pods');
  await code.page
    .locator('.part.sidebar .monaco-list-row[aria-level="3"]', { hasText: 'discovers with the role pods' })
    .click();
  await waitForStatus(code, 'Ln 2, Col 5');
});

scenario('what the files deny is granted by an edit, which is shown first', async code => {
  await openNewFile(code, 'prometheus.yml', 'scrape_configs:\n  - job_name: pods\n');
  const { uri } = placeIn(code);
  const end = { line: 2, character: 0 };
  const edits = [{ range: { start: end, end }, newText: '# granted\n' }];
  const change = { kind: 'edit', uri, documentVersion: null, edits } as const;
  await standin.setWorld({ ...WORLD, edits: [{ title: 'Add it to `x`', changes: [change] }] });
  await showAccess(code);
  await clickRowAction(code, 'services in all', 'Grant in Files');
  await until('the preview', () => code.page.locator('.part.panel', { hasText: 'Refactor Preview' }).isVisible());
  assert.deepEqual((await heard('accessFixes')).at(-1), {
    configuration: 'file:///deploy/config.yaml#prometheus.yml',
    need: 'services',
  });
  await code.page.locator('.part.panel .edit-checkbox').first().check();
  await code.page.locator('.part.panel').getByRole('button', { name: 'Apply' }).click();
  await until('the edit', async () => (await editorText(code)).endsWith('# granted\n'));
});

scenario('RBAC is generated into a document that is not saved, and a command can be copied', async code => {
  await runCommand(code, 'Prometheus: Generate RBAC for This Configuration…');
  await until('the configurations', async () => (await quickPickEntries(code).count()) === 2);
  await pickEntry(code, 'prometheus-config');
  await until('the manifests', async () => (await editorText(code)).includes('kind: ClusterRole'));
  const state = await code.extensionHost.call(vscode => {
    const document = vscode.window.activeTextEditor?.document;
    return [document?.isUntitled, document?.languageId];
  });
  assert.deepEqual(state, [true, 'yaml']);
  await code.page.locator('.notification-toast', { hasText: 'Nothing was written or applied' }).waitFor();
  await saveScreenshot(code, 'access-generated');
  await code.page.locator('.notification-toast .monaco-button', { hasText: 'Copy kubectl Command' }).click();
  const copied = () => code.extensionHost.call(vscode => vscode.env.clipboard.readText());
  await until('the command', async () => /^kubectl apply -f - <<'EOF'\n[\s\S]*\nEOF\n$/.test(await copied()));
});

scenario('a message in the clipboard is explained, with links to the jobs', async code => {
  await code.extensionHost.call(async (vscode, text) => {
    await vscode.env.clipboard.writeText(`level=ERROR msg="${text.replaceAll('"', '\\"')}"`);
  }, FORBIDDEN);
  await openNewFile(code, 'prometheus.yml', 'scrape_configs:\n  - job_name: pods\n');
  const { forbidden } = WORLD;
  assert.ok(forbidden.ok);
  const links = [{ kind: 'text', line: 4, at: placeIn(code) } as const];
  await standin.setWorld({ ...WORLD, forbidden: { ...forbidden, links } });
  await runCommand(code, 'Prometheus: Explain Forbidden Message…');
  const input = code.page.locator('.quick-input-widget:visible input.input').first();
  await until('the message in the box', async () => (await input.inputValue()).startsWith('services is forbidden'));
  await saveScreenshot(code, 'access-explain');
  await press(code, 'Enter');
  await until('the report', async () => (await editorText(code)).includes('The job `services`'));
  const uri = await code.extensionHost.call(vscode => vscode.window.activeTextEditor?.document.uri.scheme ?? '');
  assert.equal(uri, 'prometheus-report');
  await saveScreenshot(code, 'access-report');
  const line = code.page.locator('.view-line', { hasText: 'The job' });
  await line.locator('.detected-link').first().waitFor();
  await line.click({ modifiers: ['Control'], position: { x: 60, y: 8 } });
  await waitForStatus(code, 'Ln 2, Col 5');
});

scenario('a message in a terminal is a link to the same report', async code => {
  await code.extensionHost.call((vscode, text) => {
    const written = new vscode.EventEmitter<string>();
    const pty = { onDidWrite: written.event, open: () => written.fire(`error: ${text}\r\n`), close: () => {} };
    vscode.window.createTerminal({ name: 'log', pty }).show();
  }, FORBIDDEN);
  const before = (await heard('explainForbidden')).length;
  const line = code.page.locator('.terminal .xterm-rows > div', { hasText: 'services is forbidden' }).first();
  await line.waitFor();
  const box = await line.boundingBox();
  assert.ok(box);
  const { mouse, keyboard } = code.page;
  const hover = code.page.locator('.workbench-hover', { hasText: 'Explain with Prometheus' }).first();
  await mouse.move(box.x + 200, box.y + box.height / 2);
  await mouse.move(box.x + 204, box.y + box.height / 2);
  await hover.waitFor();
  await saveScreenshot(code, 'access-terminal');
  await keyboard.down('Control');
  await mouse.click(box.x + 204, box.y + box.height / 2);
  await keyboard.up('Control');
  await until('the question', async () => (await heard('explainForbidden')).length > before);
  assert.deepEqual((await heard('explainForbidden')).at(-1), { message: FORBIDDEN });
});

scenario('while the view is hidden nothing is asked, and the badge follows all the same', async code => {
  await showAccess(code);
  await press(code, 'ControlOrMeta+b');
  await code.page.locator('.part.sidebar').waitFor({ state: 'hidden' });
  await runCommand(code, 'Prometheus: Refresh Targets'); // what came before it has been handled when it is heard
  await until('the order', async () => (await heard('refreshTargets')).length > 0);
  const before = (await heard('access')).length;
  await standin.setWorld({ ...WORLD, access: WORLD.access.map(one => ({ ...one, needs: one.needs.slice(0, 2) })) });
  await until('the badge', async () => (await badge(code)) === '1');
  assert.equal((await heard('access')).length, before);
  await showAccess(code);
  await until('the rows', async () => (await treeRows(code)).filter(({ level }) => level === 2).length === 3);
});
