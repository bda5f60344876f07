import type { Node, NodeAddress } from '../../kubernetes/objects/node.ts';
import { goLowerCase } from '../relabel/go-unicode.ts';
import { joinHostPort } from './join-host-port.ts';
import { META_LABEL_PREFIX } from './meta-labels.ts';
import { addObjectLabels, type GrowingLabels } from './object-labels.ts';
import { sanitizeLabelName } from './sanitize-label-name.ts';
import type { TargetGroup } from './target-group.ts';

/** By which type of address Prometheus reaches a node: the first that it has. */
const ADDRESS_TYPES = ['InternalIP', 'InternalDNS', 'ExternalIP', 'ExternalDNS', 'LegacyHostIP', 'Hostname'] as const;

/**
 * The group of a node: one target, its kubelet. `no-address` when the node has no address of a known type: Prometheus
 * then sends nothing, and what it knew of the node before stays.
 * See https://prometheus.io/docs/prometheus/latest/configuration/configuration/#node
 */
export function nodeGroup(node: Node): TargetGroup | 'no-address' {
  const host = hostOf(node.addresses);
  if (host === undefined) return 'no-address';
  const target: GrowingLabels = new Map([
    ['__address__', joinHostPort(host, String(node.kubeletPort))],
    ['instance', node.metadata.name],
  ]);
  for (const { type, address } of node.addresses) {
    const name = `${META_LABEL_PREFIX}node_address_${sanitizeLabelName(type)}`;
    if (!target.has(name)) target.set(name, address);
  }
  return { source: `node/${node.metadata.name}`, labels: labelsOf(node), targets: [target] };
}

function labelsOf(node: Node): GrowingLabels {
  const labels: GrowingLabels = new Map([[`${META_LABEL_PREFIX}node_provider_id`, node.providerID]]);
  for (const { type, status } of node.conditions) {
    labels.set(`${META_LABEL_PREFIX}node_condition_${sanitizeLabelName(goLowerCase(type))}`, goLowerCase(status));
  }
  addObjectLabels(labels, node.metadata, 'node');
  return labels;
}

function hostOf(addresses: readonly NodeAddress[]): string | undefined {
  for (const type of ADDRESS_TYPES) {
    const found = addresses.find(one => one.type === type);
    if (found) return found.address;
  }
  return undefined;
}
