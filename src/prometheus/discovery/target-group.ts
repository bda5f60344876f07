import type { Labels } from '../relabel/rule.ts';

/**
 * What discovery sends for one object: labels that all targets share, and the targets with labels of their own, which
 * hide those of the group that have the same name, even by an empty value.
 * See https://prometheus.io/docs/prometheus/latest/configuration/configuration/#kubernetes_sd_config
 */
export interface TargetGroup {
  /** Which object it is of, such as `pod/shop/web-1`. A later group of the same source replaces it. */
  readonly source: string;
  readonly labels: Labels;
  readonly targets: readonly Labels[];
}
