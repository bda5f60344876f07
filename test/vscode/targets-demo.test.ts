import assert from 'node:assert/strict';
import path from 'node:path';
import { PROJECT_ROOT } from '../../src/cli/host/project-root.ts';
import { runCommand } from './driver/command-palette.ts';
import { scenariosIn } from './driver/scenarios.ts';
import { saveScreenshot } from './driver/screenshot.ts';
import { rowElement, treeRows, waitForRow } from './driver/tree-view.ts';
import { LIMIT } from './driver/until.ts';

const scenario = await scenariosIn({
  opens: { kind: 'copy', of: path.join(PROJECT_ROOT, 'test/workspaces/demo') },
  developmentPaths: [PROJECT_ROOT],
  packages: [],
  trust: 'disabled',
  settings: { 'prometheusKubernetes.cluster.kubeconfig': '/nowhere/kubeconfig' },
});

scenario('with no cluster at all the demo workspace shows its recorded one, marked as such', async code => {
  await runCommand(code, 'Prometheus: Show Targets');
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
  await runCommand(code, 'Prometheus: Close Snapshot');
  await waitForRow(code, 'Show the Demo Snapshot');
});
