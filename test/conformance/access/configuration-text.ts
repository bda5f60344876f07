import type { DiscoveryEntry, Section } from './access-case.ts';

export interface JobText {
  readonly section: Section;
  readonly job: string;
  readonly entries: readonly DiscoveryEntry[];
  /** '' for the own account. */
  readonly kubeconfig: string;
}

/** A prometheus.yml whose jobs discover and scrape nothing, everything through `proxy`; '' for none. */
export function configurationOf(jobs: readonly JobText[], proxy: string): string {
  const [scraped, alerted] = (['scrape_configs', 'alertmanagers'] as const).map(section =>
    jobs.filter(job => job.section === section),
  );
  const proxied = proxy === '' ? {} : { proxy_url: proxy };
  const items = scraped?.map(one => ({ job_name: one.job, ...proxied, kubernetes_sd_configs: entriesOf(one) })) ?? [];
  const alertmanagers = alerted?.map(one => ({ ...proxied, kubernetes_sd_configs: entriesOf(one) })) ?? [];
  return `${listOf('scrape_configs', items)}alerting:\n${listOf('  alertmanagers', alertmanagers)}`;
}

function entriesOf({ entries, kubeconfig }: JobText): readonly object[] {
  return entries.map(entry => (kubeconfig === '' ? entry : { ...entry, kubeconfig_file: kubeconfig }));
}

function listOf(key: string, items: readonly object[]): string {
  if (items.length === 0) return `${key}: []\n`;
  return `${key}:\n${items.map(item => `  - ${JSON.stringify(item)}\n`).join('')}`;
}
