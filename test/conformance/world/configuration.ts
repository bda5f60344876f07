import { listItem, type WorldJob } from './table-jobs.ts';

/** What the jobs inherit; scraping is rare, since nobody answers. */
const GLOBAL = ['global:', '  scrape_interval: 1h', '  scrape_timeout: 2m', '  scrape_native_histograms: true'];

/** A complete prometheus.yml with these jobs. */
export function configurationOf(jobs: readonly WorldJob[]): string {
  return `${[...GLOBAL, 'scrape_configs:', ...jobs.flatMap(({ lines }) => listItem(lines))].join('\n')}\n`;
}
