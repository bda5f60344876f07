import { test } from 'node:test';
import { META_LABEL_AFTER_SCRAPE } from '../../../src/lint/meta-label-after-scrape.ts';
import { checkLint } from './check-lint.ts';

test('labels of discovery on samples', () => {
  checkLint(
    META_LABEL_AFTER_SCRAPE,
    `
scrape_configs:
- job_name: a
  relabel_configs:
  - source_labels: [__meta_kubernetes_pod_name]
    target_label: pod
  metric_relabel_configs:
  - source_labels: [__name__, __meta_kubernetes_pod_name]
#                             ^^^^^^^^^^^^^^^^^^^^^^^^^^ relabel/meta-label-after-scrape warning
    target_label: pod
  - source_labels: [__meta_other, pod]
    target_label: __meta_kubernetes_pod_name
  - source_labels: [__meta_kubernetes_pod_name]
    target_label: pod
`,
  );
});
