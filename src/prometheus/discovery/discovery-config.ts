import type { FieldSelector } from '../../kubernetes/field-selector.ts';
import type { LabelSelector } from '../../kubernetes/label-selector.ts';
import type { AttachMetadataOption, KubernetesRole } from '../config/kubernetes-sd-config.ts';
import type { KnownVersion } from '../version.ts';

/** Which objects of a role are asked for at all. */
export interface ObjectSelector {
  readonly label: LabelSelector;
  readonly field: FieldSelector;
}

/**
 * What discovery reads of an entry of `kubernetes_sd_configs`.
 * See https://prometheus.io/docs/prometheus/latest/configuration/configuration/#kubernetes_sd_config
 */
export interface DiscoveryConfig {
  readonly role: KubernetesRole;
  /** `all`, or `names` together with the own namespace; an empty set discovers nothing. Role node does not ask. */
  readonly namespaces: 'all' | ReadonlySet<string>;
  /** By the role that they are written for. */
  readonly selectors: ReadonlyMap<KubernetesRole, ObjectSelector>;
  readonly attach: ReadonlySet<AttachMetadataOption>;
  /** The Prometheus that discovers; unknown stands for the newest. */
  readonly version: KnownVersion;
}
