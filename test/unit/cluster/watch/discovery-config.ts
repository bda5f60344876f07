import type { AttachMetadataOption, KubernetesRole } from '../../../../src/prometheus/config/kubernetes-sd-config.ts';
import type { DiscoveryConfig } from '../../../../src/prometheus/discovery/discovery-config.ts';

/** An entry of `kubernetes_sd_configs` without selectors. */
export function discovery(
  role: KubernetesRole,
  namespaces: 'all' | readonly string[] = 'all',
  ...attach: readonly AttachMetadataOption[]
): DiscoveryConfig {
  return {
    role,
    namespaces: namespaces === 'all' ? 'all' : new Set(namespaces),
    selectors: new Map(),
    attach: new Set(attach),
    version: 'unknown',
  };
}
