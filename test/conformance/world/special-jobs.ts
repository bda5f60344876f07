import type { WorldJob } from './table-jobs.ts';

const POD = 'kubernetes_sd_configs: [{ role: pod }]';

/** Jobs that are unusual as a whole. */
const JOBS: Readonly<Record<string, readonly string[]>> = {
  'nothing at all': [],
  'no entries': ['kubernetes_sd_configs: []', 'static_configs:'],
  'static only': [
    'static_configs: [{ targets: [a:1, b], labels: { x: 010, job: of-the-group, __meta_x: y } }, { targets: [a:1] }]',
  ],
  'the same twice': ['kubernetes_sd_configs: [{ role: service }, { role: service }]'],
  'several roles': [
    'kubernetes_sd_configs: [{ role: service }, { role: endpoints }, { role: node }, { role: ingress }]',
  ],
  'a field by which nobody selects': [
    'kubernetes_sd_configs: [{ role: pod, selectors: [{ role: pod, field: spec.priority=1 }] }]',
  ],
  'an unsupported field of another role': [
    'kubernetes_sd_configs: [{ role: endpoints, selectors: [{ role: service, field: spec.ports=1 }] }, { role: node }]',
  ],
  'an empty namespace name': ['kubernetes_sd_configs: [{ role: pod, namespaces: { names: [shop, ""] } }]'],
  'namespaces that are not there': ['kubernetes_sd_configs: [{ role: pod, namespaces: { names: [absent] } }]'],
  'interval above the timeout of global': ['scrape_interval: 5s', POD],
  'nulls in rules': [
    POD,
    'relabel_configs:',
    '  - source_labels: [__meta_kubernetes_pod_name]',
    '    regex:',
    '    target_label: x',
    '    replacement:',
  ],
  'everything dropped by the last rule': [
    'kubernetes_sd_configs: [{ role: endpointslice, attach_metadata: { node: true } }]',
    'relabel_configs: [{ target_label: a, replacement: b }, { source_labels: [a], regex: b, action: drop }]',
  ],
  'an address from a label': [
    POD,
    'relabel_configs: [{ source_labels: [__meta_kubernetes_pod_annotation_example_com_lines], target_label: __address__ }]',
  ],
  'legacy names': [
    'metric_name_validation_scheme: legacy',
    'metric_name_escaping_scheme: underscores',
    POD,
    'relabel_configs: [{ source_labels: [__meta_kubernetes_pod_name], regex: "(.*)", target_label: "pod_$1", replacement: "y" }]',
  ],
};

export function specialJobs(): readonly WorldJob[] {
  return Object.entries(JOBS).map(([name, lines]) => ({ name, lines: [`job_name: ${name}`, ...lines] }));
}
