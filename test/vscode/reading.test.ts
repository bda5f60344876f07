import assert from 'node:assert/strict';
import { runCommand } from './driver/command-palette.ts';
import type { VSCode } from './driver/connect.ts';
import { openFile, openNewFile, placeCursor } from './driver/editor.ts';
import { hoverOn, leaveHover } from './driver/hover.ts';
import { press, typeText } from './driver/keys.ts';
import { outline } from './driver/outline.ts';
import { openQuickFixes, pickQuickFix } from './driver/quick-fixes.ts';
import { sharedScenarios } from './driver/scenarios.ts';
import { saveScreenshot } from './driver/screenshot.ts';
import { waitForSquiggles } from './driver/squiggles.ts';
import { languageStatus } from './driver/status-bar.ts';
import { until } from './driver/until.ts';

const scenario = await sharedScenarios();

const CONFIG = `scrape_configs:
  - job_name: pods
    kubernetes_sd_configs:
      - role: pod
        namespaces: {names: [shop]}
    relabel_configs:
      - source_labels: [__meta_kubernetes_pod_node_name]
        target_label: node
      - action: labeldrop
        regex: tmp
`;

scenario('hovers say what a key, a value and a label mean', async code => {
  await openNewFile(code, 'prometheus.yml', CONFIG);
  const key = await hoverOn(code, 'kubernetes_sd_configs');
  await saveScreenshot(code, 'hover-key');
  assert.match(key, /Kubernetes/);
  await leaveHover(code);
  assert.match(await hoverOn(code, { text: 'labeldrop', in: 'action: labeldrop' }), /label whose name/);
  await leaveHover(code);
  const label = await hoverOn(code, '__meta_kubernetes_pod_node_name');
  await saveScreenshot(code, 'hover-label');
  assert.match(label, /node/);
  await leaveHover(code);
});

scenario('the outline shows jobs, discovery and rules', async code => {
  await openNewFile(code, 'prometheus.yml', CONFIG);
  await waitForSquiggles(code, []);
  const rows = await outline(code);
  await saveScreenshot(code, 'outline');
  assert.ok(rows.includes('scrape_configs'), rows.join('\n'));
  assert.ok(rows.includes('pods'), rows.join('\n'));
});

scenario('the language status says what the file was taken for, and which version counts', async code => {
  await openNewFile(code, 'prometheus.yml', CONFIG);
  await until('the status of a configuration', async () => /Prometheus configuration/.test(await languageStatus(code)));
  await saveScreenshot(code, 'language-status');
  await press(code, 'Escape');
  await openNewFile(code, 'promtail.yml', 'scrape_configs: []\nclients: []\npositions: {}\n');
  await until('the status of a look-alike', async () => /Promtail/.test(await languageStatus(code)));
  await press(code, 'Escape');
});

scenario('with a known version, what it does not know yet is told', async code => {
  const text = CONFIG.replace('names: [shop]}', 'names: [shop]}\n        attach_metadata: {namespace: true}');
  await openNewFile(code, 'prometheus.yml', text);
  await waitForSquiggles(code, []);
  await selectVersion(code);
  await typeText(code, '3.5');
  await saveScreenshot(code, 'select-version');
  await press(code, 'Enter');
  await waitForSquiggles(code, [{ severity: 'warning', line: 6, column: 27, text: 'namespace' }]);
  await selectVersion(code);
  await press(code, 'ControlOrMeta+a');
  await press(code, 'Delete');
  await press(code, 'Enter');
  await waitForSquiggles(code, []);
});

scenario('a finding is explained by a page, from the link of its code and from the light bulb', async code => {
  await openNewFile(code, 'explain.yml', CONFIG.replace('        namespaces: {names: [shop]}\n', ''));
  await waitForSquiggles(code, [{ severity: 'info', line: 4, column: 15, text: 'pod' }]);
  await placeCursor(code, 4, 16);
  await openQuickFixes(code);
  await pickQuickFix(code, 'Explain `sd/no-filter`');
  await code.page.locator('.tab', { hasText: 'Preview no-filter.md' }).waitFor();
  await saveScreenshot(code, 'explain-finding');
  await openFile(code, 'explain.yml');
  await hoverOn(code, { text: 'pod', in: 'role: pod' });
  await saveScreenshot(code, 'hover-finding');
  await code.page.locator('.monaco-hover a', { hasText: 'sd/no-filter' }).first().click();
  await code.page.locator('.tab', { hasText: /^no-filter\.md/ }).waitFor();
});

/** Runs the command and waits for its input box. */
async function selectVersion(code: VSCode): Promise<void> {
  await runCommand(code, 'Prometheus: Select Version…');
  await code.page.locator('.quick-input-title:visible', { hasText: 'Prometheus Version' }).waitFor();
}
