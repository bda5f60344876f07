import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { after } from 'node:test';
import { endOnSignals, Owned } from '../../../src/cli/host/owned.ts';
import { PROJECT_ROOT } from '../../../src/cli/host/project-root.ts';
import { PLAIN_CONTROL_PLANE, startControlPlane } from '../../cluster/control-plane.ts';
import { clickLens, codeLenses } from '../driver/code-lenses.ts';
import { pickEntry, quickPickEntries, runCommand } from '../driver/command-palette.ts';
import type { VSCode } from '../driver/connect.ts';
import { editorText, openNewFile, placeCursor } from '../driver/editor.ts';
import { press, typeText } from '../driver/keys.ts';
import {
  clickRow,
  clickRowAction,
  expandRow,
  rowTexts,
  spokenRow,
  waitForNoRowText,
  waitForRowText,
} from '../driver/row-text.ts';
import { scenariosIn } from '../driver/scenarios.ts';
import { saveScreenshot } from '../driver/screenshot.ts';
import { waitForStatus } from '../driver/status-bar.ts';
import { LIMIT, until } from '../driver/until.ts';
import { kubeconfigWith } from './kubeconfig-with.ts';
import { CONFIG, JANE, makeShop, NOBODY, pod } from './shop.ts';

const owned = new Owned();
endOnSignals(owned);
after(() => owned.end());
const plane = await startControlPlane({ ...PLAIN_CONTROL_PLANE, users: [JANE, NOBODY], controllers: 'none' });
owned.add(() => plane.dispose());
await makeShop(plane.api);
const kubeconfig = path.join(await owned.temporaryFolder('kubeconfig-'), 'config');
await writeFile(kubeconfig, kubeconfigWith(plane, [JANE, NOBODY], 'shop'), { mode: 0o600 });

const scenario = await scenariosIn({
  opens: { kind: 'empty folder' },
  developmentPaths: [PROJECT_ROOT],
  packages: [],
  trust: 'disabled',
  settings: { 'prometheusKubernetes.cluster.kubeconfig': kubeconfig },
});

/** Opens the configuration and the view, by the icon in the activity bar. */
async function openTargets(code: VSCode): Promise<void> {
  await openNewFile(code, 'prometheus.yml', CONFIG);
  const view = code.page.locator('.part.sidebar .pane-header', { hasText: 'Targets' });
  if (!(await view.isVisible())) {
    await code.page.locator('.activitybar [aria-label^="Prometheus"]').first().click({ timeout: LIMIT });
  }
  await waitForRowText(code, 'pods 3 targets · 1 dropped');
}

scenario('the view shows context, configuration, jobs and targets of the cluster', async code => {
  await openTargets(code);
  await expandRow(code, 'pods 3 targets');
  await waitForRowText(code, '198.18.0.2:8080');
  await expandRow(code, 'Dropped 1');
  await expandRow(code, 'drop __meta_kubernetes_pod_phase');
  await waitForRowText(code, '198.18.0.3:8080');
  await expandRow(code, '198.18.0.1:8080');
  await saveScreenshot(code, 'targets');
  const rows = await rowTexts(code);
  assert.match(rows[0] ?? '', /^test connected/, rows.join('\n'));
  assert.ok(
    rows.some(row => /^broken 0 targets · 1 failed/.test(row)),
    rows.join('\n'),
  );
  assert.match(await spokenRow(code, '198.18.0.2:8080'), /Target/i);
});

scenario('a change in the cluster appears by itself, and nothing else moves', async code => {
  await openTargets(code);
  await expandRow(code, 'pods 3 targets');
  await clickRow(code, '198.18.0.2:8080');
  await plane.api.create(pod('shop', 'web-3', '198.18.0.9', 'Running'));
  await waitForRowText(code, 'pods 4 targets · 1 dropped');
  await waitForRowText(code, '198.18.0.9:8080');
  const selected = await code.page.locator('.part.sidebar .customview-tree .monaco-list-row.selected').textContent();
  assert.match(selected ?? '', /198\.18\.0\.2/);
  await plane.api.deleteNow(pod('shop', 'web-3', '', ''));
  await waitForRowText(code, 'pods 3 targets · 1 dropped');
});

scenario('a lens on each job tells its targets, follows the text, and leads to the view', async code => {
  await openTargets(code);
  await until('the lens', async () => (await codeLenses(code)).some(lens => lens === '3 targets · 1 dropped'));
  await placeCursor(code, 7, 9);
  await press(code, 'Shift+End');
  await typeText(code, 'regex: Running');
  await until('the effect', async () => (await codeLenses(code)).some(lens => /\+1 −3 since saved/.test(lens)));
  await saveScreenshot(code, 'targets-lens');
  await clickLens(code, '+1 −3 since saved');
  await until('the list', async () => /newly|dropped by rule 1/.test(await editorText(code)));
  await saveScreenshot(code, 'targets-effect');
});

scenario('while the text does not load, the rows are those of the last one that did', async code => {
  await openTargets(code);
  await placeCursor(code, 4, 13);
  await press(code, 'Shift+End');
  await typeText(code, ' poddy');
  await waitForRowText(code, 'as it was when it last loaded');
  await waitForRowText(code, 'pods 3 targets · 1 dropped');
  await saveScreenshot(code, 'targets-not-loading');
});

scenario('the trace of a target tells every rule and links to it', async code => {
  await openTargets(code);
  await expandRow(code, 'pods 3 targets');
  await clickRowAction(code, '198.18.0.2:8080', 'Show Relabel Trace');
  await until('the trace', async () => /Rule 2: replace/.test(await editorText(code)));
  assert.match(await editorText(code), /\+ pod = "web-2"[\s\S]*Active/);
  await saveScreenshot(code, 'targets-trace');
});

scenario('the context is switched from the status bar; what is forbidden says so', async code => {
  await openTargets(code);
  const status = await waitForStatus(code, 'test');
  await code.page
    .locator('.part.statusbar .statusbar-item:visible', { hasText: status })
    .first()
    .click({ timeout: LIMIT });
  await quickPickEntries(code).first().waitFor({ timeout: LIMIT });
  await saveScreenshot(code, 'targets-contexts');
  await pickEntry(code, 'as-jane');
  await waitForRowText(code, 'as-jane');
  await waitForRowText(code, 'pods partial · 2 targets · 1 dropped');
  await expandRow(code, 'pods partial');
  await saveScreenshot(code, 'targets-partial');
  await runCommand(code, 'Prometheus: Select Context…');
  await pickEntry(code, 'as-nobody');
  await waitForRowText(code, 'Use the Namespace shop');
  await until('the lens to know nothing', async () => (await codeLenses(code))[0]?.startsWith('targets unknown'));
  await saveScreenshot(code, 'targets-forbidden');
  await runCommand(code, 'Prometheus: Select Context…');
  await pickEntry(code, 'Follow');
  await waitForRowText(code, 'pods 3 targets · 1 dropped');
});

scenario('when the API server is gone the rows stay, marked stale, and come back', async code => {
  await openTargets(code);
  await plane.stopApiServer();
  await waitForRowText(code, 'pods stale since');
  await expandRow(code, 'pods stale since');
  await waitForRowText(code, '198.18.0.2:8080');
  await saveScreenshot(code, 'targets-stale');
  await plane.startApiServer();
  await waitForNoRowText(code, 'stale since');
  await waitForRowText(code, 'test connected');
});
