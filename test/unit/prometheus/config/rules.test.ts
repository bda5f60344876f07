import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkFile, findingsIn } from './check-config.ts';

test('job names: missing, empty, repeated', () => {
  checkFile(`
    scrape_configs:
      - scheme: https
    #   ^^^^^^ error config/missing-field
      - job_name: ''
    #             ^^ error config/missing-field
      - job_name:
    #   ^^^^^^^^ error config/missing-field
      - job_name: 1
      - job_name: '1'
    #             ^^^ error config/repeated-job-name
      - {}
    #   ^^ error config/missing-field
  `);
});

test('the first job of a repeated name is shown along', () => {
  const [finding] = findingsIn('scrape_configs: [{job_name: a}, {job_name: a}]\n');
  assert.deepEqual(finding?.related, [
    { span: { start: 28, end: 29 }, message: 'The first scrape config of that name' },
  ]);
});

test('a timeout that is longer than the interval, by what is in effect', () => {
  checkFile(`
    global:
      scrape_interval: 20s
      scrape_timeout: 30s
    #                 ^^^ error config/timeout-too-long
    scrape_configs:
      - job_name: inherits the interval
        scrape_timeout: 21s
    #                   ^^^ error config/timeout-too-long
      - job_name: has its own
        scrape_interval: 1m
        scrape_timeout: 60s
      - job_name: zero is none
        scrape_interval: 0
        scrape_timeout: 20s
      - job_name: an inherited timeout is cut
        scrape_interval: 1s
  `);
  checkFile(`
    global:
      scrape_interval: 0s
      scrape_timeout: 61s
    #                 ^^^ error config/timeout-too-long
  `);
  checkFile(`
    global:
      scrape_interval: soon
    #                  ^^^^ error config/bad-duration
    scrape_configs:
      - job_name: nothing follows from what cannot be read
        scrape_timeout: 1h
  `);
});

test('scrape protocols: none, twice, without a name', () => {
  checkFile(`
    global:
      scrape_protocols: []
    #                   ^^ error config/empty-list
    scrape_configs:
      - job_name: a
        scrape_protocols: [PrometheusProto, prometheusproto]
    #                                       ^^^^^^^^^^^^^^^ error config/repeated-value
    #                                       ^^^^^^^^^^^^^^^ error config/unknown-value
      - job_name: b
        scrape_protocols:
      - job_name: c
        scrape_protocols: [null]
    #                      ^^^^ error config/null-entry
  `);
});

test('external labels go by the global validation scheme', () => {
  checkFile(`
    global:
      external_labels:
        a.b: c
  `);
  checkFile(`
    global:
      metric_name_validation_scheme: legacy
      external_labels:
        a.b: c
    #   ^^^ error config/bad-label-name
        '': d
    #   ^^ error config/bad-label-name
  `);
});

test('external labels that are not UTF-8', () => {
  checkFile(`
    global:
      external_labels:
        !!binary "/w==": a
    #            ^^^^^^ error config/bad-label-name
        b: !!binary "/w=="
    #               ^^^^^^ error config/wrong-type
        c: !!binary YQ==
  `);
});

test('escaping schemes go with validation schemes', () => {
  checkFile(`
    global:
      metric_name_validation_scheme: legacy
    scrape_configs:
      - job_name: infers underscores
      - job_name: asks for names as they are
        metric_name_escaping_scheme: allow-utf-8
    #                                ^^^^^^^^^^^ error config/escaping-scheme
      - job_name: may take any names
        metric_name_validation_scheme: utf8
        metric_name_escaping_scheme: allow-utf-8
  `);
  checkFile(`
    global:
      metric_name_escaping_scheme: allow-utf-8
    scrape_configs:
      - job_name: infers its own
        metric_name_validation_scheme: legacy
  `);
  checkFile(`
    global:
      metric_name_validation_scheme: legacy
      metric_name_escaping_scheme: allow-utf-8
    #                              ^^^^^^^^^^^ error config/escaping-scheme
    scrape_configs:
      - job_name: inherits both
  `);
});

test('the global escaping scheme matters once there is a job', () => {
  checkFile(`
    global:
      metric_name_escaping_scheme: none
  `);
  checkFile(`
    global:
      metric_name_escaping_scheme: none
    #                              ^^^^ error config/unknown-value
    scrape_configs:
      - job_name: a
  `);
});

test('URLs as static targets, unless they are relabelled', () => {
  checkFile(`
    scrape_configs:
      - job_name: a
        static_configs:
          - targets: ['a:80', 'http://b:80/metrics', a/b]
    #                         ^^^^^^^^^^^^^^^^^^^^^ error config/target-is-url
    #                                                ^^^ error config/target-is-url
      - job_name: b
        static_configs: [{targets: ['http://b']}]
        relabel_configs: [{target_label: x}]
      - job_name: c
        static_configs: [{targets: [a/b]}]
    #                               ^^^ error config/target-is-url
        relabel_configs: []
  `);
  const [finding] = findingsIn("scrape_configs: [{job_name: a, static_configs: [{targets: ['http://b:80/m']}]}]\n");
  assert.deepEqual(finding?.data, { replacement: 'b:80' });
});
