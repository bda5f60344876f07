import { window, workspace } from 'vscode';

const TEXT = `scrape_configs:
  # Every pod that says so in its annotations: prometheus.io/scrape: "true"
  - job_name: pods
    kubernetes_sd_configs:
      - role: pod
    relabel_configs:
      - source_labels: [__meta_kubernetes_pod_annotation_prometheus_io_scrape]
        action: keep
        regex: "true"
      - source_labels: [__meta_kubernetes_namespace]
        target_label: namespace
      - source_labels: [__meta_kubernetes_pod_name]
        target_label: pod
`;

/** Opens a small prometheus.yml that is not saved yet. */
export async function newConfiguration(): Promise<void> {
  const document = await workspace.openTextDocument({ language: 'yaml', content: TEXT });
  await window.showTextDocument(document);
}
