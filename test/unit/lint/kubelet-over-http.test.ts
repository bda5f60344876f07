import assert from 'node:assert/strict';
import { test } from 'node:test';
import { KUBELET_OVER_HTTP } from '../../../src/lint/kubelet-over-http.ts';
import { checkFix, checkLint, fixTitles } from './check-lint.ts';

const nodes = (rest: string) => `
scrape_configs:
- job_name: a
  kubernetes_sd_configs:
  - role: node
${rest}`;

const MARKED = nodes('#         ^^^^ sd/kubelet-over-http warning');

test('kubelets over http', () => {
  checkLint(KUBELET_OVER_HTTP, MARKED);
  checkLint(KUBELET_OVER_HTTP, nodes('  scheme: http\n#         ^^^^ sd/kubelet-over-http warning'));
  for (const rule of [
    'action: labelmap\n    regex: __meta_kubernetes_node_label_(.+)',
    'source_labels: [__meta_kubernetes_node_name]\n    target_label: instance',
    'target_label: __metrics_path__\n    replacement: /metrics/cadvisor',
    'source_labels: [__address__]\n    regex: ([^:]+).*\n    replacement: $1:10250\n    target_label: __address__',
  ]) {
    checkLint(KUBELET_OVER_HTTP, `${MARKED}\n  relabel_configs:\n  - ${rule}`);
  }
});

test('another scheme, another address, a proxy, other roles', () => {
  for (const rest of [
    '  scheme: https',
    '  scheme: [http]',
    '  proxy_url: http://proxy',
    '  relabel_configs: [{target_label: __address__, replacement: "kubernetes.default.svc:443"}]',
    '  relabel_configs: [{target_label: __scheme__, replacement: https}]',
    '  relabel_configs: [{target_label: __address__, replacement: "a:10250"}, {target_label: __address__, replacement: "a:10255"}]',
    '  relabel_configs: [{source_labels: [a], target_label: __$1__}]',
    '  relabel_configs: [{action: labelmap, regex: (.+)_x}]',
  ]) {
    checkLint(KUBELET_OVER_HTTP, nodes(rest));
  }
  checkLint(KUBELET_OVER_HTTP, 'scrape_configs: [{job_name: a, kubernetes_sd_configs: [{role: pod}]}]');
});

test('the fix sets the scheme', () => {
  checkFix(
    KUBELET_OVER_HTTP,
    'Set `scheme: https`',
    nodes('  scrape_interval: 1m # slow\n- job_name: b'),
    nodes('  scrape_interval: 1m # slow\n- job_name: b').replace('job_name: a\n', 'job_name: a\n  scheme: https\n'),
  );
  checkFix(KUBELET_OVER_HTTP, 'Set `scheme: https`', nodes('  scheme: "http" # x'), nodes('  scheme: "https" # x'));
});

test('no fix for a job that has other targets too', () => {
  for (const other of ['  static_configs: [{targets: [a]}]', '  - role: pod', '  dns_sd_configs: [{names: [a]}]']) {
    assert.deepEqual(fixTitles(KUBELET_OVER_HTTP, 'unknown', nodes(other)), []);
  }
});
