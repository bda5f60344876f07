import { int32Of, listOf, objectOf, textOf } from './json.ts';
import { type ObjectMeta, readObjectMeta } from './object-meta.ts';

export interface NodeAddress {
  readonly type: string;
  readonly address: string;
}

export interface NodeCondition {
  readonly type: string;
  readonly status: string;
}

/** What discovery reads of a node. */
export interface Node {
  readonly kind: 'Node';
  readonly metadata: ObjectMeta;
  readonly providerID: string;
  readonly unschedulable: boolean;
  readonly addresses: readonly NodeAddress[];
  readonly conditions: readonly NodeCondition[];
  readonly kubeletPort: number;
}

/**
 * Reads a node and keeps only what discovery reads. Never throws: what is missing or of the wrong type is the zero value.
 * See https://kubernetes.io/docs/reference/kubernetes-api/cluster-resources/node-v1/
 */
export function readNode(value: unknown): Node {
  const node = objectOf(value);
  const spec = objectOf(node['spec']);
  const status = objectOf(node['status']);
  const kubelet = objectOf(objectOf(status['daemonEndpoints'])['kubeletEndpoint']);
  return {
    kind: 'Node',
    metadata: readObjectMeta(node['metadata']),
    providerID: textOf(spec['providerID']),
    unschedulable: spec['unschedulable'] === true,
    addresses: listOf(status['addresses'], readAddress),
    conditions: listOf(status['conditions'], readCondition),
    // The one field of these objects that is written with a capital.
    kubeletPort: int32Of(kubelet['Port']),
  };
}

function readAddress(value: unknown): NodeAddress {
  const address = objectOf(value);
  return { type: textOf(address['type']), address: textOf(address['address']) };
}

function readCondition(value: unknown): NodeCondition {
  const condition = objectOf(value);
  return { type: textOf(condition['type']), status: textOf(condition['status']) };
}
