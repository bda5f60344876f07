import assert from 'node:assert/strict';
import { test } from 'node:test';
import { preparedText, withVisibleMetaLabels } from './prometheus-text.ts';

const SURROUNDINGS = {
  kubeconfigFile: '/k',
  proxy: 'http://127.0.0.1:1',
  marker: { job: 'marker', file: '/m.json' },
} as const;

test('what decides no target goes, and every scalar keeps its text', () => {
  const prepared = preparedText(
    [
      'global: { scrape_interval: 30s, query_log_file: q.log }',
      'rule_files: [r.yml]',
      'scrape_configs:',
      '  - job_name: 010',
      '    tls_config: { ca_file: /ca }',
      '    dns_sd_configs: [{ names: [a] }]',
      '    kubernetes_sd_configs: [{ role: pod, api_server: https://a, tls_config: { insecure_skip_verify: true } }]',
      '    relabel_configs:',
      '      - { target_label: a, replacement: 1e3 }',
      '      - regex:',
      '        target_label: "yes"',
      '',
    ].join('\n'),
    SURROUNDINGS,
  );
  assert.equal(
    prepared,
    [
      'global: { scrape_interval: 30s }',
      'scrape_configs:',
      '  - job_name: 010',
      '    kubernetes_sd_configs: [ { role: pod, kubeconfig_file: "/k" } ]',
      '    relabel_configs:',
      '      - { target_label: a, replacement: 1e3 }',
      '      - regex:',
      '        target_label: "yes"',
      '    proxy_url: "http://127.0.0.1:1"',
      '  - job_name: marker',
      '    file_sd_configs:',
      '      - files:',
      '          - /m.json',
      '        refresh_interval: 1s',
      '    proxy_url: http://127.0.0.1:1',
      '',
    ].join('\n'),
  );
});

test('rules that jobs share through aliases and merge keys each get their own last rule', () => {
  const visible = withVisibleMetaLabels(
    [
      'scrape_configs:',
      '  - &first',
      '    job_name: a',
      '    relabel_configs: &rules [{ action: labeldrop, regex: x }]',
      '  - { job_name: b, relabel_configs: *rules }',
      '  - { <<: *first, job_name: c }',
      '  - job_name: d',
      '',
    ].join('\n'),
  );
  assert.equal(visible.match(/__visible_\$1/g)?.length, 4);
  assert.equal(visible.match(/labeldrop/g)?.length, 3);
  assert.doesNotMatch(visible, /[&*]|<</);
});
