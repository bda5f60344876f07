export const JOB = 'pods';

/**
 * A prometheus.yml with a job for pods as many clusters have it: ten relabel rules, of which the last drops every target.
 * `kept`: without that rule; each target is then one of its own.
 */
export function podsJob(targets: 'dropped' | 'kept'): string {
  return `${HEAD}${JOB_TEXT}${targets === 'dropped' ? DROP : ''}`;
}

/** The job as the last one of a longer configuration, which ends with other jobs. */
export function withPodsJob(configuration: string): string {
  return `${configuration}${JOB_TEXT}`;
}

const HEAD = `global:
  scrape_interval: 30s
scrape_configs:
`;

const JOB_TEXT = `  - job_name: ${JOB}
    kubernetes_sd_configs:
      - role: pod
    relabel_configs:
      - source_labels: [__meta_kubernetes_pod_annotation_prometheus_io_scrape]
        action: keep
        regex: "true"
      - source_labels: [__meta_kubernetes_pod_phase]
        action: drop
        regex: Pending|Succeeded|Failed
      - source_labels: [__meta_kubernetes_pod_annotation_prometheus_io_path]
        target_label: __metrics_path__
        regex: (.+)
      - source_labels: [__address__, __meta_kubernetes_pod_annotation_prometheus_io_port]
        target_label: __address__
        regex: ([^:]+)(?::\\d+)?;(\\d+)
        replacement: $1:$2
      - action: labelmap
        regex: __meta_kubernetes_pod_label_(.+)
      - source_labels: [__meta_kubernetes_namespace]
        target_label: namespace
      - source_labels: [__meta_kubernetes_pod_name]
        target_label: pod
      - source_labels: [__meta_kubernetes_pod_container_name]
        target_label: container
      - source_labels: [__meta_kubernetes_pod_container_port_name]
        target_label: port
`;

const DROP = `      - source_labels: [__address__]
        action: drop
        regex: .+
`;
