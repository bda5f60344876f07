import type { MapNode, ScalarNode } from '../../yaml/node.ts';
import type { Field } from './field.ts';

/** The roles of https://prometheus.io/docs/prometheus/latest/configuration/configuration/#kubernetes_sd_config */
export const KUBERNETES_ROLES = ['node', 'pod', 'service', 'endpoints', 'endpointslice', 'ingress'] as const;

export type KubernetesRole = (typeof KUBERNETES_ROLES)[number];

export const ATTACH_METADATA_OPTIONS = ['node', 'namespace', 'deployment', 'job', 'cronjob'] as const;

export type AttachMetadataOption = (typeof ATTACH_METADATA_OPTIONS)[number];

export interface SelectorView {
  readonly node: MapNode;
  readonly role: Field<KubernetesRole>;
  readonly label: Field<string>;
  readonly field: Field<string>;
}

/** One entry of `kubernetes_sd_configs`, as it stands in the file. */
export interface KubernetesSdConfig {
  readonly node: MapNode;
  readonly role: Field<KubernetesRole>;
  readonly apiServer: Field<string>;
  readonly kubeconfigFile: Field<string>;
  /** The whole `namespaces` mapping, to say where it stands. */
  readonly namespaces: Field<MapNode>;
  readonly ownNamespace: Field<boolean>;
  readonly namespaceNames: Field<readonly ScalarNode[]>;
  readonly selectors: Field<readonly SelectorView[]>;
  /** The whole `attach_metadata` mapping. */
  readonly attachMetadata: Field<MapNode>;
  readonly attach: { readonly [option in AttachMetadataOption]: Field<boolean> };
}
