import type { DiscoveryConfig } from '../discovery/discovery-config.ts';
import type { TargetGroup } from '../discovery/target-group.ts';
import type { NameValidation } from '../relabel/rule.ts';
import type { KnownVersion } from '../version.ts';
import type { ScrapePool } from './scrape-pool.ts';

/** One source of targets of a job. */
export type JobDiscovery =
  /** `otherServer`: what `api_server` or `kubeconfig_file` says, '' for the cluster that Prometheus runs in. */
  | { readonly kind: 'kubernetes'; readonly config: DiscoveryConfig; readonly otherServer: string }
  | { readonly kind: 'static'; readonly groups: readonly TargetGroup[] }
  /** Nobody may say what it discovers: other mechanisms by their key, and parts of the file that cannot be read. */
  | { readonly kind: 'unknown'; readonly why: 'other-mechanism' | 'own-namespace' | 'refused'; readonly key: string };

/** A job of a configuration, ready to be run over objects: plain data, fit to be sent to another thread. */
export interface ScrapeJob {
  readonly pool: ScrapePool;
  readonly names: NameValidation;
  readonly version: KnownVersion;
  readonly discoveries: readonly JobDiscovery[];
}
