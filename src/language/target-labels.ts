import type { ScrapeConfig } from '../prometheus/config/scrape-config.ts';

/** A label that every target has before relabelling, or that relabelling may set to steer the scrape. */
export interface TargetLabel {
  readonly name: string;
  readonly documentation: string;
}

/**
 * The labels that Prometheus itself gives targets.
 * See https://prometheus.io/docs/prometheus/latest/configuration/configuration/#relabel_config
 */
export const TARGET_LABELS: readonly TargetLabel[] = [
  {
    name: '__address__',
    documentation: 'Host and port that will be scraped. `instance` takes it over when it is not set.',
  },
  { name: '__scheme__', documentation: '`http` or `https`, at first the `scheme` of the job.' },
  { name: '__metrics_path__', documentation: 'The path that will be scraped, at first the `metrics_path` of the job.' },
  {
    name: '__scrape_interval__',
    documentation: 'How often the target is scraped, at first the `scrape_interval` of the job.',
  },
  { name: '__scrape_timeout__', documentation: 'When a scrape is given up, at first the `scrape_timeout` of the job.' },
  { name: 'job', documentation: 'At first the `job_name` of the job.' },
  {
    name: 'instance',
    documentation: 'What tells the targets of a job apart. It becomes `__address__` when relabelling leaves it empty.',
  },
];

/** Labels that the job's earlier rules set under a literal name, and its static groups. */
export function labelsMadeBy(job: ScrapeConfig, before: number): readonly string[] {
  const made = job.relabelConfigs
    .slice(0, before)
    .flatMap(({ targetLabel }) =>
      targetLabel.state === 'set' && targetLabel.value !== '' && !targetLabel.value.includes('$')
        ? [targetLabel.value]
        : [],
    );
  const fixed = job.staticConfigs.flatMap(({ labels }) => (labels.state === 'set' ? [...labels.value.keys()] : []));
  const params = job.params.state === 'set' ? [...job.params.value.keys()].map(name => `__param_${name}`) : [];
  return [...new Set([...made, ...fixed, ...params])];
}
