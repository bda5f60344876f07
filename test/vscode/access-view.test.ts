import assert from 'node:assert/strict';
import path from 'node:path';
import { after } from 'node:test';
import { pathToFileURL } from 'node:url';
import { pickEntry, quickPickEntries, runCommand } from './driver/command-palette.ts';
import type { VSCode } from './driver/connect.ts';
import { editorText, openNewFile } from './driver/editor.ts';
import { press } from './driver/keys.ts';
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
  await waitForRow(code, 'prometheus-config / prometheus.yml');
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
      label: 'prometheus-config / prometheus.yml',
      description: 'monitoring/prometheus from deployment.yaml:23',
      level: 1,
    },
    {
      label: 'list and watch pods in all namespaces',
      description: 'granted by ClusterRole prometheus, rbac.yaml:12',
      level: 2,
    },
    { label: 'list and watch services in all namespaces', description: 'denied in files', level: 2 },
    {
      label: 'list and watch ingresses.networking.k8s.io in the namespace shop',
      description: 'denied in files',
      level: 2,
    },
    { label: 'get nodes/metrics', description: 'unknown: the ClusterRole view is not among the files', level: 2 },
    {
      label: 'Not everything that the job proxied needs is known. Its relabel rules cannot be followed here.',
      description: '',
      level: 2,
    },
    { label: 'prometheus.yml', description: 'account not known', level: 1 },
  ]);
  assert.equal(await rowIcon(code, 'list and watch pods'), 'pass');
  assert.equal(await rowIcon(code, 'list and watch services'), 'error');
  assert.equal(await rowIcon(code, 'get nodes/metrics'), 'question');
  assert.deepEqual([...new Set((await heard('access')).map(one => JSON.stringify(one)))], ['{"cluster":"leave"}']);
  await saveScreenshot(code, 'access-rows');
});

scenario('Check Access asks the cluster, whose word stands beside that of the files', async code => {
  await runCommand(code, 'Prometheus: Check Access');
  await until('the cluster’s word', async () =>
    (await treeRows(code)).some(({ description }) => description === 'denied in files, granted in the cluster'),
  );
  assert.deepEqual((await heard('access')).at(-1), { cluster: 'ask' });
  await toggleRow(code, 'list and watch pods');
  await waitForRow(code, 'Cluster');
  const under = (await treeRows(code)).filter(({ level }) => level === 3);
  assert.deepEqual(under, [
    { label: 'Files', description: 'granted by ClusterRole prometheus, rbac.yaml:12', level: 3 },
    { label: 'Cluster', description: 'granted by the API server of kind-dev', level: 3 },
    { label: 'pods', description: 'discovers with the role pods', level: 3 },
  ]);
  await saveScreenshot(code, 'access-checked');
});

scenario('a job is shown in the text by a click on it', async code => {
  await openNewFile(code, 'prometheus.yml', 'scrape_configs:\n  - job_name: pods\n');
  const uri = pathToFileURL(path.join(code.opens, 'prometheus.yml')).href;
  const start = { line: 1, character: 4 };
  await standin.setWorld({ ...WORLD, place: { uri, range: { start, end: start } } });
  await showAccess(code);
  if (!(await treeRows(code)).some(({ level }) => level === 3)) await toggleRow(code, 'list and watch pods');
  await waitForRow(code, 'pods');
  await code.page
    .locator('.part.sidebar .monaco-list-row[aria-level="3"]', { hasText: 'discovers with the role pods' })
    .click();
  await waitForStatus(code, 'Ln 2, Col 5');
  assert.deepEqual((await heard('locate')).at(-1), {
    configuration: 'file:///deploy/config.yaml#prometheus.yml',
    job: 'pods',
    rule: null,
  });
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
  await until('the job', async () => /"job":"services"/.test(JSON.stringify((await heard('locate')).at(-1))));
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
