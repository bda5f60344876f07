/**
 * A prometheus.yml of at least `lines` lines, as a large cluster would have it: jobs for pods, services and nodes with
 * relabel rules, comments, quoted and plain scalars, flow lists, and nothing to find in it. About 17 lines a job; the same
 * text for the same argument.
 */
export function largeConfig(lines: number): string {
  const out = HEAD.split('\n');
  for (let index = 0; out.length < lines; index++) out.push(...job(index));
  return `${out.join('\n')}\n`;
}

const HEAD = `# Scrapes every team's workloads.
global:
  scrape_interval: 30s
  evaluation_interval: 30s
  external_labels:
    cluster: production
    region: "eu-west-1"
rule_files:
  - /etc/prometheus/rules/*.yml
alerting:
  alertmanagers:
    - kubernetes_sd_configs:
        - role: pod
          namespaces:
            names: [monitoring]
      relabel_configs:
        - source_labels: [__meta_kubernetes_pod_label_app]
          regex: alertmanager
          action: keep
scrape_configs:`;

function job(index: number): readonly string[] {
  const role = ['pod', 'endpoints', 'node', 'service'][index % 4] ?? 'pod';
  const lines = [
    `  - job_name: team-${index}-${role}`,
    `    scrape_interval: ${15 + (index % 4) * 15}s`,
    '    kubernetes_sd_configs:',
    `      - role: ${role}`,
  ];
  if (role === 'pod' || role === 'endpoints')
    lines.push('        namespaces:', `          names: [team-${index}, 'shared']`);
  if (role === 'node') lines.push('    scheme: https');
  lines.push('    relabel_configs:');
  if (index % 3 === 0) lines.push('      # only what asks for it', ...keep(role));
  lines.push(
    `      - source_labels: [${role === 'node' ? '__address__' : '__meta_kubernetes_namespace'}, __meta_kubernetes_${role}_name]`,
    '        separator: /',
    `        regex: "team-${index}/(.+)"`,
    '        target_label: instance_name',
    '        replacement: $1',
    '      - action: labelmap',
    `        regex: __meta_kubernetes_${role}_label_(.+)`,
  );
  return lines;
}

function keep(role: string): readonly string[] {
  return [
    `      - source_labels: [__meta_kubernetes_${role}_annotation_prometheus_io_scrape]`,
    '        action: keep',
    '        regex: "true"',
  ];
}
