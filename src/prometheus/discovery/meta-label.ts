import type { AttachMetadataOption, KubernetesRole } from '../config/kubernetes-sd-config.ts';
import type { PrometheusVersion } from '../version.ts';

/** One way in which a label comes to a target. */
export interface MetaLabelSource {
  readonly role: KubernetesRole;
  /** Whether all targets of an object share the value, or each has its own. */
  readonly level: 'group' | 'target';
  /** The option of `attach_metadata` without which this role does not set the label. */
  readonly attach: AttachMetadataOption | 'none';
  /** The first release that does so; 2.0 also stands for earlier ones. */
  readonly since: PrometheusVersion;
}

/** What stands behind the prefix of a family of labels. */
export type MetaLabelArgument = 'none' | 'label key' | 'annotation key' | 'condition type' | 'address type';

/** A label of Kubernetes discovery, or a family of them that differ in their ending. */
export interface MetaLabel {
  /** The whole name of a single label; for a family the part that all share, with its last `_`. */
  readonly name: string;
  /** `none` for a single label. */
  readonly argument: MetaLabelArgument;
  readonly sources: readonly MetaLabelSource[];
  /** One sentence: what the value is. */
  readonly documentation: string;
}
