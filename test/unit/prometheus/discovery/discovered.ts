import {
  API_VERSIONS,
  type KubernetesObject,
  type ObjectKind,
  readKubernetesObject,
} from '../../../../src/kubernetes/objects/kubernetes-object.ts';
import type { KubernetesRole } from '../../../../src/prometheus/config/kubernetes-sd-config.ts';
import type { DiscoveryConfig } from '../../../../src/prometheus/discovery/discovery-config.ts';
import { discoverGroups } from '../../../../src/prometheus/discovery/kubernetes-discovery.ts';
import { objectStore } from '../../../../src/prometheus/discovery/object-store.ts';

/** A configuration that says only the role, with what a test changes of it. */
export function discoveryConfig(role: KubernetesRole, changes: Partial<DiscoveryConfig> = {}): DiscoveryConfig {
  return { role, namespaces: 'all', selectors: new Map(), attach: new Set(), version: 'unknown', ...changes };
}

/** An object in the namespace `shop`; `rest` is what stands beside its metadata. */
export function object(kind: ObjectKind, name: string, rest: object = {}, metadata: object = {}): KubernetesObject {
  const namespace = kind === 'Node' || kind === 'Namespace' ? {} : { namespace: 'shop' };
  const json = { apiVersion: API_VERSIONS[kind], kind, metadata: { name, ...namespace, ...metadata }, ...rest };
  const read = readKubernetesObject(json);
  if (!read) throw new Error(`no object: ${kind}`);
  return read;
}

/** The groups as lines: the source, the labels of the group, then a line for each target; `__meta_kubernetes_` is left out. */
export function discovered(config: DiscoveryConfig, ...objects: readonly KubernetesObject[]): readonly string[] {
  return discoverGroups(config, objectStore(objects)).flatMap(({ source, labels, targets }) => [
    `${source} ${line(labels)}`.trimEnd(),
    ...targets.map(target => `  ${line(target)}`),
  ]);
}

function line(labels: ReadonlyMap<string, string>): string {
  return [...labels].map(([name, value]) => `${name.replace('__meta_kubernetes_', '')}=${value}`).join(' ');
}
