import type { KubernetesRole } from '../config/kubernetes-sd-config.ts';
import { isBefore, type KnownVersion, type PrometheusVersion } from '../version.ts';
import { META_LABELS } from './meta-labels.ts';

/** Since when discovery behaves as it does today. Each is told only of a version that is known. */
export const DISCOVERY_SINCE = {
  /** The load balancer's addresses come from the status. https://github.com/prometheus/prometheus/pull/19404 */
  loadBalancerStatus: { major: 3, minor: 15 },
  /** Pods on nodes that were not listed are left out. https://github.com/prometheus/prometheus/pull/18006 */
  podsOfListedNodes: { major: 3, minor: 11 },
  /** Second slices of dual-stack services are left out. https://github.com/prometheus/prometheus/pull/18192 */
  dualStack: { major: 3, minor: 11 },
  /** Init containers in the endpoints roles. https://github.com/prometheus/prometheus/pull/14929 */
  initContainers: { major: 3, minor: 0 },
  /** Pods without address give the endpoints roles nothing. https://github.com/prometheus/prometheus/pull/11642 */
  podsWithAddress: { major: 2, minor: 46 },
} as const satisfies Readonly<Record<string, PrometheusVersion>>;

export interface DiscoveryBehaviour {
  readonly loadBalancerIp: 'status' | 'spec';
  /** With nodes attached, pods of role pod whose node is not listed. */
  readonly podsOfOtherNodes: 'left-out' | 'kept';
  readonly secondFamily: 'left-out' | 'kept';
  readonly initContainersOfEndpoints: 'read' | 'ignored';
  readonly podsWithoutAddress: 'left-out' | 'kept';
  readonly missing: MissingLabels;
}

/** The labels that the role does not set yet. */
export interface MissingLabels {
  readonly names: ReadonlySet<string>;
  /** How the names of families begin. */
  readonly prefixes: readonly string[];
}

/** How a Prometheus of this version discovers; today's way when the version is not known. */
export function discoveryBehaviour(role: KubernetesRole, version: KnownVersion): DiscoveryBehaviour {
  const lacks = (feature: keyof typeof DISCOVERY_SINCE) => isBefore(version, DISCOVERY_SINCE[feature]);
  return {
    loadBalancerIp: lacks('loadBalancerStatus') ? 'spec' : 'status',
    podsOfOtherNodes: lacks('podsOfListedNodes') ? 'kept' : 'left-out',
    secondFamily: lacks('dualStack') ? 'kept' : 'left-out',
    initContainersOfEndpoints: lacks('initContainers') ? 'ignored' : 'read',
    podsWithoutAddress: lacks('podsWithAddress') ? 'kept' : 'left-out',
    missing: missingLabels(role, version),
  };
}

/** Whether the label is one of those. */
export function isMissing(name: string, { names, prefixes }: MissingLabels): boolean {
  return names.has(name) || prefixes.some(prefix => name.startsWith(prefix));
}

function missingLabels(role: KubernetesRole, version: KnownVersion): MissingLabels {
  if (version === 'unknown') return { names: new Set(), prefixes: [] };
  const missing = META_LABELS.filter(label => {
    const sources = label.sources.filter(source => source.role === role);
    return sources.length > 0 && sources.every(source => isBefore(version, source.since));
  });
  const isFamily = (label: (typeof missing)[number]) => label.argument !== 'none';
  return {
    names: new Set(missing.filter(label => !isFamily(label)).map(label => label.name)),
    prefixes: missing.filter(isFamily).map(label => label.name),
  };
}
