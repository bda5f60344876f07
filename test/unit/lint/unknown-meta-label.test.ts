import assert from 'node:assert/strict';
import { test } from 'node:test';
import { UNKNOWN_META_LABEL } from '../../../src/lint/unknown-meta-label.ts';
import { checkFix, checkLint, checkLintFor, fixTitles, messagesOf } from './check-lint.ts';

const pods = (rules: string) => `
scrape_configs:
- job_name: pods
  kubernetes_sd_configs:
  - role: pod
  relabel_configs:
${rules}`;

test('labels that no role sets', () => {
  checkLint(
    UNKNOWN_META_LABEL,
    pods(`
  - source_labels: [__meta_kubernetes_pod_namespace, __meta_kubernetes_pod_name]
#                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ sd/unknown-meta-label warning
    target_label: namespace
  - source_labels: ["__meta_kubernets_pod_name"]
#                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^ sd/unknown-meta-label warning
    target_label: pod
  - source_labels: [__meta_kubernetes_pod_annotation_prometheus.io/scrape]
#                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ sd/unknown-meta-label warning
    action: keep
    regex: true
  - action: labelmap
    regex: __meta_kubernetes_pod_labels_(.+)
#          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ sd/unknown-meta-label warning
  - action: labeldrop
    regex: __meta_kubernetes_pod_nmae
#          ^^^^^^^^^^^^^^^^^^^^^^^^^^ sd/unknown-meta-label warning
`),
  );
});

test('labels that some role sets, other labels, and regexes that are no plain name', () => {
  checkLint(
    UNKNOWN_META_LABEL,
    pods(`
  - source_labels: [__meta_kubernetes_namespace, __meta_kubernetes_service_name, __address__, __meta_consul_service, app]
    target_label: x
  - action: labelmap
    regex: __meta_kubernetes_pod_label_(.+)
  - action: labelmap
    regex: __meta_kubernetes_pod_(?:label|annotation)s?_(.+)
  - action: labelmap
    regex: __meta_kubernetes_pod_labe(.+)
  - action: labeldrop
    regex: __meta_kubernetes_foo.*
`),
  );
});

test('a label that an earlier rule may set', () => {
  checkLint(
    UNKNOWN_META_LABEL,
    pods(`
  - source_labels: [__meta_kubernetes_foo]
#                   ^^^^^^^^^^^^^^^^^^^^^ sd/unknown-meta-label warning
    target_label: __meta_kubernetes_foo
  - source_labels: [__meta_kubernetes_foo]
    target_label: bar
  - source_labels: [__meta_kubernetes_bar]
#                   ^^^^^^^^^^^^^^^^^^^^^ sd/unknown-meta-label warning
    target_label: bar
  - action: labelmap
    regex: __meta_kubernetes_pod_label_(.+)
  - source_labels: [__meta_kubernetes_bar]
#                   ^^^^^^^^^^^^^^^^^^^^^ sd/unknown-meta-label warning
    target_label: bar
  - regex: (.+)
    source_labels: [__meta_kubernetes_pod_name]
    target_label: __meta_kubernetes_b$1
  - source_labels: [__meta_kubernetes_bar]
    target_label: bar
  - source_labels: [__meta_kubernetes_nothing]
#                   ^^^^^^^^^^^^^^^^^^^^^^^^^ sd/unknown-meta-label warning
    target_label: bar
  - action: labelmap
    regex: old_(.+)
  - source_labels: [__meta_kubernetes_nothing]
    target_label: bar
`),
  );
});

test('other discovery and static labels may set any label', () => {
  for (const other of [
    'file_sd_configs: [{files: [a.json]}]',
    'http_sd_configs: [{url: "http://a"}]',
    'static_configs: [{targets: [a], labels: {__meta_kubernetes_foo: b}}]',
  ]) {
    checkLint(
      UNKNOWN_META_LABEL,
      `
      scrape_configs:
      - job_name: a
        ${other}
        relabel_configs:
        - source_labels: [__meta_kubernetes_foo]
          target_label: foo
      `,
    );
  }
});

test('a release that we do not know may set more labels: only a near one is named', () => {
  const fixture = (mark: string) =>
    pods(`
  - source_labels: [__meta_kubernetes_completely_different]
${mark}
    target_label: a
  - source_labels: [__meta_kubernetes_pod_nmae]
#                   ^^^^^^^^^^^^^^^^^^^^^^^^^^ sd/unknown-meta-label warning
    target_label: a
`);
  const mark = '#                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ sd/unknown-meta-label warning';
  checkLintFor(UNKNOWN_META_LABEL, { major: 3, minor: 17 }, fixture('# newer'));
  checkLintFor(UNKNOWN_META_LABEL, { major: 3, minor: 16 }, fixture(mark));
});

test('the consequence, the reason, the way out', () => {
  const fixture = pods(`
  - source_labels: [__meta_kubernetes_pod_namespace, __meta_kubernetes_completely_different]
    target_label: a
  - source_labels: [__meta_kubernetes_pod_label_a.b]
    target_label: a
  - {action: labelmap, regex: "__meta_kubernetes_pod_lables_(.+)"}
  - {action: labeldrop, regex: __meta_kubernetes_pod_nmae}
`);
  assert.deepEqual(messagesOf(UNKNOWN_META_LABEL, fixture), [
    '`__meta_kubernetes_pod_namespace` is always empty: no role of Kubernetes discovery sets it. Did you mean `__meta_kubernetes_namespace`?',
    '`__meta_kubernetes_completely_different` is always empty: no role of Kubernetes discovery sets it.',
    '`__meta_kubernetes_pod_label_a.b` is always empty: no key of a Kubernetes object gives this name, as Prometheus writes `_` for every character that is not a letter or digit. Did you mean `__meta_kubernetes_pod_label_a_b`?',
    'This rule maps nothing: no role of Kubernetes discovery sets a label that begins with `__meta_kubernetes_pod_lables_`. Did you mean `__meta_kubernetes_pod_label_`?',
    'No target has the label `__meta_kubernetes_pod_nmae`: no role of Kubernetes discovery sets it. Did you mean `__meta_kubernetes_pod_name`?',
  ]);
});

test('the nearest label takes its place, quotes and the rest of a regex stay', () => {
  const change = (from: string, to: string) => `Change \`__meta_kubernetes_${from}\` to \`__meta_kubernetes_${to}\``;
  checkFix(
    UNKNOWN_META_LABEL,
    change('pod_namespace', 'namespace'),
    pods('  - source_labels: [a, "__meta_kubernetes_pod_namespace"] # why\n    target_label: b'),
    pods('  - source_labels: [a, "__meta_kubernetes_namespace"] # why\n    target_label: b'),
  );
  checkFix(
    UNKNOWN_META_LABEL,
    change('pod_labels_', 'pod_label_'),
    pods("  - action: labelmap\n    regex: '__meta_kubernetes_pod_labels_(.+)'"),
    pods("  - action: labelmap\n    regex: '__meta_kubernetes_pod_label_(.+)'"),
  );
});

test('no fix where no label is near, or where the name is escaped', () => {
  const titles = (rule: string) => fixTitles(UNKNOWN_META_LABEL, 'unknown', pods(rule));
  assert.deepEqual(titles('  - {source_labels: [__meta_kubernetes_completely_different], target_label: a}'), []);
  assert.deepEqual(titles('  - {source_labels: ["__meta_kubernetes_pod_n\\x6dae"], target_label: a}'), []);
});
