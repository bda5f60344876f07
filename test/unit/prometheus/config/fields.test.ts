import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkFile, findingsIn } from './check-config.ts';

test('an empty file, a lone --- and an empty section load', () => {
  checkFile('');
  checkFile('---\n');
  checkFile('global:\nscrape_configs:\n');
  checkFile('{}\n');
});

test('a file that is no mapping', () => {
  checkFile(`
    - a
    ^^^ error config/wrong-type
  `);
});

test('unknown fields at every level', () => {
  checkFile(`
    globl: {}
    ^^^^^ error config/unknown-field
    global:
      scrape_intervall: 1m
    # ^^^^^^^^^^^^^^^^ error config/unknown-field
    scrape_configs:
      - job_name: a
        kubernetes_sd_config:
    #   ^^^^^^^^^^^^^^^^^^^^ error config/unknown-field
        kubernetes_sd_configs:
          - rol: pod
    #       ^^^ error config/unknown-field
            namespaces:
              name: [a]
    #         ^^^^ error config/unknown-field
        static_configs:
          - target: [a]
    #       ^^^^^^ error config/unknown-field
        relabel_configs:
          - source_label: [a]
    #       ^^^^^^^^^^^^ error config/unknown-field
            target_label: b
            1: x
    #       ^ error config/unknown-field
        tls_config:
          Ca_file: x
    #     ^^^^^^^ error config/unknown-field
  `);
});

test('an unknown field that is a misspelling names the field that was meant', () => {
  const [finding] = findingsIn('scrape_configs:\n  - job_name: a\n    kubernetes_sd_configs: [{rol: pod}]\n');
  assert.equal(
    finding?.message,
    'Prometheus will not load this file: `rol` is not a field of `kubernetes_sd_configs`. Did you mean `role`?',
  );
  assert.deepEqual(finding?.data, { field: 'rol', replacement: 'role' });
});

const MISPLACED: readonly (readonly [text: string, message: string])[] = [
  [
    'kubernetes_sd_configs: [{role: pod, scrape_interval: 1m}]',
    '`scrape_interval` is not a field of `kubernetes_sd_configs`. It belongs to a scrape config.',
  ],
  ['ca_file: x', '`ca_file` is not a field of a scrape config. It belongs to `tls_config`.'],
  [
    'kubernetes_sd_configs: [{role: pod, names: [a]}]',
    '`names` is not a field of `kubernetes_sd_configs`. It belongs to `namespaces`.',
  ],
  ['targets: [a]', '`targets` is not a field of a scrape config. It belongs to `static_configs`.'],
  [
    'static_configs: [{source_labels: [a]}]',
    '`source_labels` is not a field of `static_configs`. It belongs to `relabel_configs`.',
  ],
  [
    'kubernetes_sd_configs: [{role: pod, namespace: {}}]',
    '`namespace` is not a field of `kubernetes_sd_configs`. Did you mean `namespaces`?',
  ],
  ['whatever_it_is: 1', '`whatever_it_is` is not a field of a scrape config. Remove it.'],
];

for (const [text, message] of MISPLACED) {
  test(`what is said about ${text}`, () => {
    const found = findingsIn(`scrape_configs:\n  - job_name: a\n    ${text}\n`);
    assert.deepEqual(
      found.map(finding => finding.message),
      [`Prometheus will not load this file: ${message}`],
    );
  });
}

test('duplicate keys in fixed and in free mappings, and where nothing else is checked', () => {
  checkFile(`
    global:
      scrape_interval: 1m
      scrape_interval: 2m
    # ^^^^^^^^^^^^^^^ error config/duplicate-key
      external_labels:
        a: b
        a: c
    #   ^ error config/duplicate-key
    remote_write:
      - url: http://x
        url: http://y
    #   ^^^ error config/duplicate-key
  `);
});

test('a merge may override fields, not keys of free mappings', () => {
  checkFile(`
    scrape_configs:
      - &base
        job_name: a
        static_configs:
          - targets: [a]
            labels: &labels
              x: y
      - <<: *base
        job_name: b
        static_configs:
          - labels:
              x: z
              <<: *labels
    #         ^^ error config/duplicate-key
  `);
});

test('wrong kinds of node', () => {
  checkFile(`
    global: [a]
    #       ^^^ error config/wrong-type
    rule_files: a.yml
    #           ^^^^^ error config/wrong-type
    scrape_configs:
      - text
    #   ^^^^ error config/wrong-type
      - job_name: [a]
    #             ^^^ error config/wrong-type
        params: {a: b}
    #               ^ error config/wrong-type
        relabel_configs:
          - source_labels: a
    #                      ^ error config/wrong-type
            target_label: b
        static_configs: {}
    #                   ^^ error config/wrong-type
        consul_sd_configs: x
    #                      ^ error config/wrong-type
  `);
});

test('booleans and numbers', () => {
  checkFile(`
    scrape_configs:
      - job_name: 1
        honor_labels: yes
        honor_timestamps: 'true'
    #                     ^^^^^^ error config/wrong-type
        enable_compression: 1
    #                       ^ error config/wrong-type
        sample_limit: '5'
    #                 ^^^ error config/wrong-type
        label_limit: -1
    #                ^^ error config/wrong-type
        target_limit: 1.7
        keep_dropped_targets: 0x10
        native_histogram_min_bucket_factor: a
    #                                       ^ error config/wrong-type
  `);
});

test('a quoted boolean is rewritten without quotes', () => {
  const [finding] = findingsIn("scrape_configs:\n  - job_name: a\n    honor_labels: 'Yes'\n");
  assert.deepEqual(finding?.data, { replacement: 'true' });
});

test('null is the zero value, and an entry that is null is refused where it is a section', () => {
  checkFile(`
    scrape_configs:
      -
    # ^ error config/null-entry
      - job_name: a
        scrape_timeout:
        sample_limit: ~
        honor_timestamps: null
        kubernetes_sd_configs:
          - ~
    #       ^ error config/null-entry
        consul_sd_configs:
          -
    #     ^ error config/null-entry
        relabel_configs: [null]
    #                     ^^^^ error config/null-entry
        static_configs:
          - targets: [~]
  `);
});

test('texts of the wrong format', () => {
  checkFile(`
    global:
      scrape_interval: 15
    #                  ^^ error config/bad-duration
      evaluation_interval: 1m30
    #                      ^^^^ error config/bad-duration
      body_size_limit: 10
    #                  ^^ error config/bad-size
    rule_files: ['a/*.yml', 'a/*/b.yml']
    #                       ^^^^^^^^^^^ error config/bad-path
    scrape_config_files: ['*/*.yml']
    #                     ^^^^^^^^^ error config/bad-path
    scrape_configs:
      - job_name: a
        proxy_url: '%zz'
    #              ^^^^^ error config/bad-url
        kubernetes_sd_configs:
          - role: node
            api_server: ':a'
    #                   ^^^^ error config/bad-url
        relabel_configs:
          - source_labels: ['']
    #                       ^^ error config/bad-label-name
            target_label: a
        static_configs:
          - labels:
              '': x
    #         ^^ error config/bad-label-name
  `);
});

test('a duration without a unit gets seconds', () => {
  const [finding] = findingsIn('global:\n  scrape_interval: 15\n');
  assert.deepEqual(finding?.data, { replacement: '15s' });
});

test('values of enumerations', () => {
  checkFile(`
    global:
      metric_name_validation_scheme: UTF8
    #                                ^^^^ error config/unknown-value
      scrape_protocols: [PrometheusText0.0.5, OpenMetricsText2.0.0]
    #                    ^^^^^^^^^^^^^^^^^^^ error config/unknown-value
    scrape_configs:
      - job_name: a
        fallback_scrape_protocol: ''
        metric_name_escaping_scheme: nothing
    #                                ^^^^^^^ error config/unknown-value
        tls_config:
          min_version: TLS1.2
    #                  ^^^^^^ error config/unknown-value
        kubernetes_sd_configs:
          - role: Pod
    #             ^^^ error config/unknown-value
          - role: ''
    #             ^^ error config/unknown-value
        relabel_configs:
          - action: KEEP
          - action: kep
    #               ^^^ error config/unknown-value
  `);
});

test('sections that are not checked may hold anything', () => {
  checkFile(`
    alerting: {x: y}
    remote_write: [{a: b}]
    scrape_configs:
      - job_name: a
        consul_sd_configs:
          - whatever: [1, {a: b}]
  `);
});

test('an alias is checked where its anchor stands, once', () => {
  checkFile(`
    scrape_configs:
      - job_name: a
        relabel_configs: &rules
          - action: kep
    #               ^^^ error config/unknown-value
      - job_name: b
        relabel_configs: *rules
  `);
});
