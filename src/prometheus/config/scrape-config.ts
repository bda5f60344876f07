import type { MapNode, YamlNode } from '../../yaml/node.ts';
import type { NameValidation } from '../relabel/rule.ts';
import type { Field } from './field.ts';
import type { GlobalSettings } from './global-settings.ts';
import type { KubernetesSdConfig } from './kubernetes-sd-config.ts';
import type { RelabelConfig } from './relabel-config.ts';

/** One entry of `static_configs`, as it stands in the file. */
export interface StaticConfig {
  readonly node: MapNode;
  readonly targets: Field<readonly string[]>;
  readonly labels: Field<ReadonlyMap<string, string>>;
}

/** One entry of `scrape_configs`, as it stands in the file: a job, in Prometheus' code a scrape pool. */
export interface ScrapeConfig {
  readonly node: MapNode;
  readonly jobName: Field<string>;
  readonly scheme: Field<string>;
  readonly metricsPath: Field<string>;
  readonly params: Field<ReadonlyMap<string, readonly string[]>>;
  readonly scrapeInterval: Field<string>;
  readonly scrapeTimeout: Field<string>;
  /** Null asks `global`, as if the option were not there. */
  readonly convertClassicHistogramsToNhcb: Field<boolean>;
  readonly alwaysScrapeClassicHistograms: Field<boolean>;
  readonly scrapeNativeHistograms: Field<boolean>;
  /** The job's own setting, else the global one, else utf8. Undefined when it cannot be read. */
  readonly nameValidation: NameValidation | undefined;
  readonly kubernetesSdConfigs: readonly KubernetesSdConfig[];
  readonly staticConfigs: readonly StaticConfig[];
  /** Keys of other discovery mechanisms that the job uses, such as `file_sd_configs`. */
  readonly otherDiscovery: readonly string[];
  readonly relabelConfigs: readonly RelabelConfig[];
  readonly metricRelabelConfigs: readonly RelabelConfig[];
}

/** A prometheus.yml as it stands in the file. Parts that cannot be read are left out, never guessed. */
export interface PrometheusConfig {
  /** Undefined for a document without content. */
  readonly root: YamlNode | undefined;
  readonly global: GlobalSettings;
  readonly scrapeConfigs: readonly ScrapeConfig[];
}
