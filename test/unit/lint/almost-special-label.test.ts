import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ALMOST_SPECIAL_LABEL } from '../../../src/lint/almost-special-label.ts';
import { almostSpecialLabel } from '../../../src/lint/special-label.ts';
import { checkFix, checkLint, messagesOf } from './check-lint.ts';

const rules = (text: string) => `
scrape_configs:
- job_name: a
  kubernetes_sd_configs: [{role: pod}]
  relabel_configs:
${text}`;

test('labels that miss a special one', () => {
  const table: readonly (readonly [string, string])[] = [
    ['_address_', '__address__'],
    ['__address', '__address__'],
    ['_address__', '__address__'],
    ['___address__', '__address__'],
    ['__adress__', '__address__'],
    ['__addres__', '__address__'],
    ['__Address__', '__address__'],
    ['__scheme', '__scheme__'],
    ['__shceme__', '__scheme__'],
    ['__metric_path__', '__metrics_path__'],
    ['__metrics_path', '__metrics_path__'],
    ['__scrape_intervall__', '__scrape_interval__'],
    ['__instance__', 'instance'],
    ['__job__', 'job'],
    ['_job', 'job'],
    ['_param_target', '__param_target'],
    ['__params_target', '__param_target'],
    ['__params_$1', '__param_$1'],
    ['__param', '__param_<name>'],
    ['__param_', '__param_<name>'],
  ];
  for (const [name, special] of table) assert.equal(almostSpecialLabel(name), special, name);
});

test('special and ordinary labels', () => {
  for (const name of [
    '__address__',
    '__scheme__',
    '__metrics_path__',
    '__param_target',
    '__param__x',
    '__unix_socket__',
    '__scrape_native_histograms__',
    '__name__',
    '__tmp_address__',
    '__tmp_job',
    '__tmp',
    '__meta_kubernetes_pod_name',
    'address',
    'addres',
    'scheme',
    'metrics_path',
    'jobs',
    'Instance',
    '_jab',
    '_hash',
    '__hash',
    '__replica__',
    '__cluster__',
    '__interval__',
    '',
    '_',
    '__',
  ]) {
    assert.equal(almostSpecialLabel(name), undefined, name);
  }
});

test('targets that change nothing, sources that are empty', () => {
  checkLint(
    ALMOST_SPECIAL_LABEL,
    rules(`
  - source_labels: [__adress__, __address__]
#                   ^^^^^^^^^^ relabel/almost-special-label warning
    target_label: "__metric_path__"
#                 ^^^^^^^^^^^^^^^^^ relabel/almost-special-label warning
  - action: labeldrop
    regex: __instance__
  - action: labelmap
    regex: __meta_kubernetes_pod_label_(.+)
  - action: labelmap
    regex: __meta_kubernetes_pod_annotation_prometheus_io_param_(.+)
    replacement: _param_$1
#                ^^^^^^^^^ relabel/almost-special-label warning
  - action: labelmap
    regex: __meta_kubernetes_pod_annotation_prometheus_io_param_(.+)
    replacement: __param_$1
  - source_labels: [__scheme]
#                   ^^^^^^^^ relabel/almost-special-label warning
    action: keep
    regex: http
`),
  );
});

test('reading before writing is of no use', () => {
  checkLint(
    ALMOST_SPECIAL_LABEL,
    rules(`
  - source_labels: [_address_]
#                   ^^^^^^^^^ relabel/almost-special-label warning
    target_label: __param_target
  - target_label: _address_
#                 ^^^^^^^^^ relabel/almost-special-label warning
    replacement: blackbox:9115
`),
  );
});

test('a label that one rule sets and a later one reads', () => {
  checkLint(
    ALMOST_SPECIAL_LABEL,
    rules(`
  - source_labels: [__address__]
    target_label: __address
  - source_labels: [__address]
    target_label: instance
  - source_labels: [__address__]
    target_label: _job
  - action: labelmap
    regex: _(.+)
  metric_relabel_configs:
  - source_labels: [_instance]
    target_label: x
`),
  );
});

test('labels of other discoveries and static labels', () => {
  const rule = 'relabel_configs: [{source_labels: [__instance__], target_label: instance}]';
  checkLint(ALMOST_SPECIAL_LABEL, `scrape_configs: [{job_name: a, file_sd_configs: [{files: [a.json]}], ${rule}}]`);
  checkLint(
    ALMOST_SPECIAL_LABEL,
    `scrape_configs: [{job_name: a, static_configs: [{targets: [a], labels: {__instance__: b}}], ${rule}}]`,
  );
});

test('the consequence, the reason, the way out', () => {
  const text = rules(`
  - {source_labels: [__adress__], target_label: _address_}
  - {source_labels: [a], target_label: __scheme}`);
  assert.deepEqual(messagesOf(ALMOST_SPECIAL_LABEL, text), [
    'This rule does not change `__address__`: it sets `_address_`, an ordinary label. Did you mean `__address__`?',
    '`__adress__` is always empty: nothing sets a label of this name. Did you mean `__address__`?',
    'This rule does not change `__scheme__`: it sets `__scheme`, which nothing reads and Prometheus drops after relabelling. Did you mean `__scheme__`?',
  ]);
});

test('the special label takes its place', () => {
  checkFix(
    ALMOST_SPECIAL_LABEL,
    'Change `__metric_path__` to `__metrics_path__`',
    rules("  - source_labels: [a]\n    target_label: '__metric_path__' # x"),
    rules("  - source_labels: [a]\n    target_label: '__metrics_path__' # x"),
  );
});
