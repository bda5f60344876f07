import assert from 'node:assert/strict';
import path from 'node:path';
import { PROJECT_ROOT } from '../../src/cli/host/project-root.ts';
import { pickEntry, runCommand } from './driver/command-palette.ts';
import { editorText, openFile } from './driver/editor.ts';
import { press, typeText } from './driver/keys.ts';
import { scenariosIn } from './driver/scenarios.ts';
import { saveScreenshot } from './driver/screenshot.ts';
import { rowElement, showTargets, toggleRow, treeRows, waitForRow } from './driver/tree-view.ts';
import { LIMIT, until } from './driver/until.ts';

const scenario = await scenariosIn({
  opens: { kind: 'copy', of: path.join(PROJECT_ROOT, 'test/workspaces/demo') },
  developmentPaths: [PROJECT_ROOT],
  packages: [],
  trust: 'disabled',
  settings: { 'prometheusKubernetes.cluster.kubeconfig': '/nowhere/kubeconfig' },
});

scenario('with no cluster at all the demo workspace shows its recorded one, marked as such', async code => {
  await showTargets(code);
  await waitForRow(code, 'Show the Demo Snapshot');
  await saveScreenshot(code, 'targets-demo-offered');
  await rowElement(code, 'Show the Demo Snapshot').click({ timeout: LIMIT });
  const context = await waitForRow(code, 'demo');
  await saveScreenshot(code, 'targets-demo');
  assert.match(context.description, /recorded snapshot/);
  const rows = await treeRows(code);
  assert.ok(
    rows.some(({ description }) => /^[1-9]\d* targets/.test(description)),
    JSON.stringify(rows),
  );
});

scenario('what was recorded is traced, shown as an object and revealed in the editor', async code => {
  await showTargets(code);
  await toggleRow(code, 'kubelets');
  const target = await until('a target', async () => (await treeRows(code)).find(({ label }) => /:10250$/.test(label)));
  await rowElement(code, target.label).click();
  await rowElement(code, target.label).locator('[aria-label^="Show Relabel Trace"]').click({ timeout: LIMIT });
  await until('a trace', async () => /^Relabelling of/.test(await editorText(code)));
  await saveScreenshot(code, 'targets-demo-trace');
  await rowElement(code, 'Node ').last().click({ timeout: LIMIT });
  await until('an object', async () => /^kind: Node$/m.test(await editorText(code)));
  await saveScreenshot(code, 'targets-demo-object');
  await rowElement(code, 'kubelets').hover();
  await rowElement(code, 'kubelets').locator('[aria-label^="Reveal in Editor"]').click({ timeout: LIMIT });
  await until('the job', async () => /job_name: kubelets/.test(await editorText(code)));
});

scenario('pasted labels go through the rules of the job under the cursor', async code => {
  await openFile(code, 'live/prometheus.yml');
  await runCommand(code, 'Prometheus: Trace Pasted Labels…');
  await pickEntry(code, 'shop-pods');
  await code.page.locator('.quick-input-title', { hasText: 'shop-pods' }).waitFor();
  await typeText(code, '{__address__');
  await press(code, 'Enter');
  await code.page.locator('.quick-input-message', { hasText: '__address__' }).waitFor();
  await saveScreenshot(code, 'targets-demo-pasted');
  await typeText(code, '="10.0.0.1:80"}');
  await press(code, 'Enter');
  await until('a trace', async () => /Dropped by rule 2/.test(await editorText(code)));
});

scenario('the effect of an edit that is not saved is listed', async code => {
  await openFile(code, 'live/prometheus.yml');
  await code.extensionHost.call(async vscode => {
    const editor = vscode.window.activeTextEditor;
    const at = editor?.document.positionAt(editor.document.getText().indexOf('regex: metrics\n'));
    await editor?.edit(edit => at && edit.insert(at.translate(0, 7), 'x'));
  });
  await runCommand(code, 'Prometheus: Show Edit Effect');
  await until('the effect', async () => /^Effect of the unsaved edit/.test(await editorText(code)));
  await saveScreenshot(code, 'targets-demo-effect');
});

scenario('the recording is closed, and the view says again what is missing', async code => {
  await showTargets(code);
  await runCommand(code, 'Prometheus: Close Snapshot');
  await waitForRow(code, 'Show the Demo Snapshot');
});
