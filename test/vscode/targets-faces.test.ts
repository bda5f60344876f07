import assert from 'node:assert/strict';
import { PROJECT_ROOT } from '../../src/cli/host/project-root.ts';
import { editorText, openNewFile } from './driver/editor.ts';
import { scenariosIn } from './driver/scenarios.ts';
import { saveScreenshot } from './driver/screenshot.ts';
import { showTargets, treeMessage, waitForRow, waitForWelcome } from './driver/tree-view.ts';
import { until } from './driver/until.ts';

// The faces of the view for which no cluster is needed, with the real language server.
const NOWHERE = '/nowhere/kubeconfig';
const scenario = await scenariosIn({
  opens: { kind: 'empty folder' },
  developmentPaths: [PROJECT_ROOT],
  packages: [],
  trust: 'disabled',
  settings: { 'prometheusKubernetes.cluster.kubeconfig': NOWHERE },
});

scenario('without a configuration the view says so, and a new one is a click away', async code => {
  await showTargets(code);
  const welcome = await waitForWelcome(code, /No Prometheus configuration was found/);
  assert.match(welcome, /New Configuration/);
  await saveScreenshot(code, 'targets-no-configuration');
  await code.page.locator('.welcome-view .monaco-button', { hasText: 'New Configuration' }).click();
  await until('a new configuration', async () => /^scrape_configs:/.test(await editorText(code)));
});

scenario('without a kubeconfig the view says where was looked, and how to name one', async code => {
  await openNewFile(
    code,
    'prometheus.yml',
    'scrape_configs:\n  - job_name: a\n    kubernetes_sd_configs: [{role: pod}]\n',
  );
  await showTargets(code);
  await waitForRow(code, 'Set Kubeconfig Path…');
  assert.match(await treeMessage(code), /\/nowhere\/kubeconfig/);
  await saveScreenshot(code, 'targets-no-kubeconfig');
  await code.page.locator('.part.sidebar .monaco-list-row', { hasText: 'Set Kubeconfig Path…' }).click();
  await code.page.locator('.settings-editor', { hasText: 'Kubeconfig' }).waitFor();
});
