import { parse } from 'yaml';
import { parseDuration } from '../../../src/prometheus/duration.ts';
import type { RelabelRule } from '../../../src/prometheus/relabel/rule.ts';
import { ruleOf } from '../../../src/prometheus/relabel/written-rule.ts';
import { defaultScrapePool, type ScrapePool } from '../../../src/prometheus/targets/scrape-pool.ts';
import { type RuleText, writtenRule } from '../relabel/read-rules.ts';

interface JobText {
  readonly job_name: string;
  readonly scrape_interval?: string;
  readonly scrape_timeout?: string;
  readonly metrics_path?: string;
  readonly scheme?: string;
  readonly params?: Readonly<Record<string, readonly string[]>>;
  readonly relabel_configs?: readonly RuleText[];
  readonly convert_classic_histograms_to_nhcb?: string;
  readonly always_scrape_classic_histograms?: string;
  readonly scrape_native_histograms?: string;
}

/** The job as Prometheus holds it, for jobs that it loads and a global section that is empty. */
export function readJob(text: string): ScrapePool {
  const job = parse(text, { schema: 'failsafe' }) as JobText;
  const defaults = defaultScrapePool(job.job_name);
  return {
    jobName: job.job_name,
    scrapeInterval: parseDuration(job.scrape_interval ?? '') ?? defaults.scrapeInterval,
    scrapeTimeout: parseDuration(job.scrape_timeout ?? '') ?? defaults.scrapeTimeout,
    metricsPath: job.metrics_path ?? defaults.metricsPath,
    scheme: job.scheme ?? defaults.scheme,
    params: new Map(Object.entries(job.params ?? {})),
    relabelRules: (job.relabel_configs ?? []).map(ruleOrThrow),
    convertClassicHistogramsToNhcb: job.convert_classic_histograms_to_nhcb === 'true',
    alwaysScrapeClassicHistograms: job.always_scrape_classic_histograms === 'true',
    scrapeNativeHistograms: job.scrape_native_histograms === 'true',
  };
}

function ruleOrThrow(rule: RuleText): RelabelRule {
  const read = ruleOf(writtenRule(rule));
  if (!read) throw new Error(`no rule: ${JSON.stringify(rule)}`);
  return read;
}
