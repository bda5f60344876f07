import assert from 'node:assert/strict';
import { openNewFile, placeCursor, waitForText } from './driver/editor.ts';
import { press } from './driver/keys.ts';
import { clickLightBulb, openQuickFixes, pickQuickFix } from './driver/quick-fixes.ts';
import { sharedScenarios } from './driver/scenarios.ts';
import { saveScreenshot } from './driver/screenshot.ts';
import { withSetting } from './driver/settings.ts';
import { waitForSquiggles } from './driver/squiggles.ts';
import { clickText } from './driver/text-place.ts';

const scenario = await sharedScenarios();

const CONFIG_MAP = `apiVersion: v1
kind: ConfigMap
metadata:
  name: prometheus
data:
  prometheus.yml: |
    scrape_configs:
      - job_name: pods
        kubernetes_sd_configs:
          - rol: pod
            role: pod
            namespaces: {names: [shop]}
        relabel_configs:
          - source_labels: [__meta_kubernetes_pod_namespace]
            target_label: namespace
`;

scenario('a mistake in a ConfigMap is underlined where it stands, and the light bulb mends it', async code => {
  await openNewFile(code, 'config-map.yaml', CONFIG_MAP);
  await waitForSquiggles(code, [
    { line: 10, column: 13, text: 'rol', severity: 'error' },
    { line: 14, column: 29, text: '__meta_kubernetes_pod_namespace', severity: 'warning' },
  ]);
  await saveScreenshot(code, 'findings-config-map');
  await clickText(code, '__meta_kubernetes_pod_namespace');
  const titles = await clickLightBulb(code);
  await saveScreenshot(code, 'findings-light-bulb');
  const [first = ''] = titles;
  assert.match(first, /__meta_kubernetes_namespace/);
  await pickQuickFix(code, first);
  await waitForText(code, CONFIG_MAP.replace('__meta_kubernetes_pod_namespace', '__meta_kubernetes_namespace'));
  await waitForSquiggles(code, [{ line: 10, column: 13, text: 'rol', severity: 'error' }]);
});

scenario('a misspelt key in a plain prometheus.yml is mended by the keyboard', async code => {
  const text =
    'scrape_configs:\n  - job_name: nodes\n    kubernetes_sd_config:\n      - role: pod\n        namespaces: {names: [a]}\n';
  await openNewFile(code, 'prometheus.yml', text);
  await waitForSquiggles(code, [{ line: 3, column: 5, text: 'kubernetes_sd_config', severity: 'error' }]);
  await placeCursor(code, 3, 8);
  const titles = await openQuickFixes(code);
  assert.ok(titles.includes('Change `kubernetes_sd_config` to `kubernetes_sd_configs`'), titles.join('\n'));
  await pickQuickFix(code, 'Change `kubernetes_sd_config` to `kubernetes_sd_configs`');
  await waitForText(code, text.replace('kubernetes_sd_config:', 'kubernetes_sd_configs:'));
  await waitForSquiggles(code, []);
  await press(code, 'ControlOrMeta+z');
  await waitForText(code, text);
});

scenario('a comment silences one finding, a setting a whole code', async code => {
  const job = 'scrape_configs:\n  - job_name: pods\n    kubernetes_sd_configs:\n      - role: pod\n';
  await openNewFile(code, 'silence.yml', job);
  await waitForSquiggles(code, [{ line: 4, column: 15, text: 'pod', severity: 'info' }]);
  await withSetting(code, 'prometheusKubernetes.severities', { 'sd/no-filter': 'off' }, () =>
    waitForSquiggles(code, []),
  );
  await waitForSquiggles(code, [{ line: 4, column: 15, text: 'pod', severity: 'info' }]);
  await placeCursor(code, 4, 16);
  await openQuickFixes(code);
  await pickQuickFix(code, 'Silence `sd/no-filter` here with a comment');
  await waitForSquiggles(code, []);
  await waitForText(
    code,
    job.replace('      - role', '      # prometheus-kubernetes-ignore sd/no-filter: \n      - role'),
  );
});
