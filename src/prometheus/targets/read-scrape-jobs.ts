import { type Field, valueOr } from '../config/field.ts';
import { durationOf, type GlobalSettings } from '../config/global-settings.ts';
import type { KubernetesSdConfig } from '../config/kubernetes-sd-config.ts';
import type { PrometheusConfig, ScrapeConfig, StaticConfig } from '../config/scrape-config.ts';
import { type DiscoveryHome, readDiscoveryConfig } from '../discovery/read-discovery-config.ts';
import type { TargetGroup } from '../discovery/target-group.ts';
import type { Duration } from '../duration.ts';
import type { JobDiscovery, ScrapeJob } from './scrape-job.ts';
import { defaultScrapePool, type ScrapePool } from './scrape-pool.ts';

/**
 * The jobs of a configuration that Prometheus loads, with what they inherit from `global`, in the order of the file. Of
 * one that it does not load there is no right answer: what cannot be read counts as not written.
 * See https://prometheus.io/docs/prometheus/latest/configuration/configuration/#scrape_config
 */
export function readScrapeJobs(config: PrometheusConfig, home: DiscoveryHome): readonly ScrapeJob[] {
  return config.scrapeConfigs.map(job => ({
    pool: scrapePool(job, config.global),
    names: job.nameValidation ?? 'utf8',
    version: home.version,
    discoveries: discoveries(job, home),
  }));
}

function scrapePool(job: ScrapeConfig, global: GlobalSettings): ScrapePool {
  const defaults = defaultScrapePool(valueOr(job.jobName, '') ?? '');
  const interval = orInherited(durationOf(job.scrapeInterval), global.scrapeInterval ?? defaults.scrapeInterval);
  const inheritedTimeout = Math.min(global.scrapeTimeout ?? defaults.scrapeTimeout, interval);
  const option = (field: Field<boolean>, inherited: boolean) => valueOr(field, inherited) ?? inherited;
  const { histograms } = global;
  return {
    jobName: defaults.jobName,
    scrapeInterval: interval,
    scrapeTimeout: orInherited(durationOf(job.scrapeTimeout), inheritedTimeout),
    metricsPath: valueOr(job.metricsPath, defaults.metricsPath) ?? defaults.metricsPath,
    scheme: valueOr(job.scheme, defaults.scheme) ?? defaults.scheme,
    params: valueOr(job.params, defaults.params) ?? defaults.params,
    relabelRules: job.relabelConfigs.flatMap(({ rule }) => rule ?? []),
    convertClassicHistogramsToNhcb: option(job.convertClassicHistogramsToNhcb, histograms.convertClassicToNhcb),
    alwaysScrapeClassicHistograms: option(job.alwaysScrapeClassicHistograms, histograms.alwaysScrapeClassic),
    scrapeNativeHistograms: option(job.scrapeNativeHistograms, histograms.scrapeNative),
  };
}

function orInherited(own: Duration | undefined, inherited: Duration): Duration {
  return own === undefined || own === 0 ? inherited : own;
}

function discoveries(job: ScrapeConfig, home: DiscoveryHome): readonly JobDiscovery[] {
  const groups = job.staticConfigs.map(staticGroup);
  return [
    ...job.kubernetesSdConfigs.map(sd => kubernetesDiscovery(sd, home)),
    ...(groups.length > 0 ? [{ kind: 'static' as const, groups }] : []),
    ...job.otherDiscovery.map(key => ({ kind: 'unknown' as const, why: 'other-mechanism' as const, key })),
  ];
}

function kubernetesDiscovery(sd: KubernetesSdConfig, home: DiscoveryHome): JobDiscovery {
  const reading = readDiscoveryConfig(sd, home);
  if (reading.state === 'undecided') return { kind: 'unknown', why: reading.why, key: 'kubernetes_sd_configs' };
  const address = valueOr(sd.apiServer, '') ?? '';
  return {
    kind: 'kubernetes',
    config: reading.config,
    otherServer: address === '' ? (valueOr(sd.kubeconfigFile, '') ?? '') : address,
  };
}

function staticGroup(group: StaticConfig, index: number): TargetGroup {
  const addresses = valueOr(group.targets, []) ?? [];
  return {
    source: String(index),
    labels: valueOr(group.labels, new Map()) ?? new Map(),
    targets: addresses.map(address => new Map([['__address__', address]])),
  };
}
