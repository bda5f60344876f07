import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseVersion } from '../../../../src/prometheus/version.ts';
import { analyse, checkFile, checkFileFor } from './check-config.ts';

const FILE = `
scrape_configs:
  - job_name: a
    fallback_scrape_protocol: PrometheusText0.0.4
    kubernetes_sd_configs:
      - role: pod
        attach_metadata: {node: true}
    relabel_configs:
      - source_labels: [a]
        target_label: b
        action: keepequal
`;

test('nothing is newer than an unknown version', () => checkFile(FILE));

test('fields and values that a known version lacks', () => {
  checkFileFor(
    '2.34',
    `
    scrape_configs:
      - job_name: a
        fallback_scrape_protocol: PrometheusText0.0.4
    #   ^^^^^^^^^^^^^^^^^^^^^^^^ warning config/newer-than-version
        kubernetes_sd_configs:
          - role: pod
            attach_metadata: {node: true}
    #       ^^^^^^^^^^^^^^^ warning config/newer-than-version
    #                         ^^^^ warning config/newer-than-version
        relabel_configs:
          - source_labels: [a]
            target_label: b
            action: keepequal
    #               ^^^^^^^^^ warning config/newer-than-version
  `,
  );
});

test('the message names the version and since when', () => {
  const [finding] = analyse('global:\n  rule_query_offset: 1m\n', parseVersion('2.50.1'));
  assert.equal(
    finding?.message,
    'Prometheus 2.50 will not load this file: `rule_query_offset` is a field of `global` since 2.53.',
  );
  assert.deepEqual(finding?.data, { since: '2.53' });
});

test('a field that was removed names its successor', () => {
  checkFile(`
    scrape_configs:
      - job_name: a
        scrape_classic_histograms: true
    #   ^^^^^^^^^^^^^^^^^^^^^^^^^ error config/removed-field
  `);
  const [finding] = analyse('scrape_configs: [{job_name: a, scrape_classic_histograms: true}]\n', 'unknown');
  assert.equal(
    finding?.message,
    'Prometheus will not load this file: `scrape_classic_histograms` was removed in 3.0. Write `always_scrape_classic_histograms`.',
  );
  assert.equal(finding?.data['replacement'], 'always_scrape_classic_histograms');
});

test('a version before the removal still takes the field', () => {
  checkFileFor('2.50', 'scrape_configs:\n  - job_name: a\n    scrape_classic_histograms: true\n');
});
