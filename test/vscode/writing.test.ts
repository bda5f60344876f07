import assert from 'node:assert/strict';
import { editorText, openNewFile, placeCursor, waitForText } from './driver/editor.ts';
import { press, typeText } from './driver/keys.ts';
import { sharedScenarios } from './driver/scenarios.ts';
import { saveScreenshot } from './driver/screenshot.ts';
import { waitForSquiggles } from './driver/squiggles.ts';
import { acceptSuggestion, suggestionDetails, suggestions, waitForSuggestion } from './driver/suggestions.ts';
import { until } from './driver/until.ts';

const scenario = await sharedScenarios();

const JOB = `scrape_configs:
  - job_name: pods
    kubernetes_sd_configs:
      - role: pod
        namespaces: {names: [shop]}
    relabel_configs:
      - source_labels: []
        target_label: node
`;

scenario('a key is typed, proposed with its documentation and accepted', async code => {
  await openNewFile(code, 'prometheus.yml', 'scrape_configs:\n  - job_name: pods\n    ');
  await placeCursor(code, 3, 5);
  await typeText(code, 'kuber');
  await waitForSuggestion(code, 'kubernetes_sd_configs');
  assert.match(await suggestionDetails(code), /Kubernetes/);
  await saveScreenshot(code, 'suggest-key');
  await acceptSuggestion(code, 'kubernetes_sd_configs');
  await until('the key in the text', async () => / {4}kubernetes_sd_configs:/.test(await editorText(code)));
});

scenario('the labels of the job’s role are proposed in source_labels', async code => {
  await openNewFile(code, 'prometheus.yml', JOB);
  await placeCursor(code, 7, 25);
  await typeText(code, '__meta_kubernetes_pod_no');
  const offered = await suggestions(code);
  await saveScreenshot(code, 'suggest-label');
  assert.ok(offered.includes('__meta_kubernetes_pod_node_name'), offered.join('\n'));
  await acceptSuggestion(code, '__meta_kubernetes_pod_node_name');
  await waitForText(code, JOB.replace('[]', '[__meta_kubernetes_pod_node_name]'));
  await waitForSquiggles(code, []);
});

scenario('a snippet for a role is expanded in a ConfigMap, and its stops are filled', async code => {
  const text =
    'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: prometheus\ndata:\n  prometheus.yml: |\n    scrape_configs:\n      ';
  await openNewFile(code, 'config-map.yaml', text);
  await placeCursor(code, 8, 7);
  await typeText(code, '- ');
  await press(code, 'ControlOrMeta+Space');
  const offered = await suggestions(code);
  assert.ok(offered.length > 0);
  await typeText(code, 'job-no');
  await saveScreenshot(code, 'suggest-snippet');
  await acceptSuggestion(code, 'job-node');
  await typeText(code, 'nodes');
  await press(code, 'Tab');
  await press(code, 'Tab');
  await saveScreenshot(code, 'snippet-expanded');
  const wanted = [/^ {6}- job_name: nodes$/m, /^ {10}- role: node$/m];
  await until('the job in the text', async () => {
    const now = await editorText(code);
    return wanted.every(line => line.test(now));
  });
  await waitForSquiggles(code, []);
});
