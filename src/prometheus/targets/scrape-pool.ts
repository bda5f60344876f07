import type { Duration } from '../duration.ts';
import type { RelabelRule } from '../relabel/rule.ts';

/**
 * What target construction reads of a job (an entry of `scrape_configs`), with defaults and global values filled in.
 * See https://prometheus.io/docs/prometheus/latest/configuration/configuration/#scrape_config
 */
export interface ScrapePool {
  readonly jobName: string;
  readonly scrapeInterval: Duration;
  readonly scrapeTimeout: Duration;
  readonly metricsPath: string;
  readonly scheme: string;
  readonly params: ReadonlyMap<string, readonly string[]>;
  readonly relabelRules: readonly RelabelRule[];
  readonly convertClassicHistogramsToNhcb: boolean;
  readonly alwaysScrapeClassicHistograms: boolean;
  readonly scrapeNativeHistograms: boolean;
}

/** A job that says nothing but its name. */
export function defaultScrapePool(jobName: string): ScrapePool {
  return {
    jobName,
    scrapeInterval: 60_000,
    scrapeTimeout: 10_000,
    metricsPath: '/metrics',
    scheme: 'http',
    params: new Map(),
    relabelRules: [],
    convertClassicHistogramsToNhcb: false,
    alwaysScrapeClassicHistograms: false,
    scrapeNativeHistograms: false,
  };
}
