import { int32Of, listOf, objectOf, optionalText, textOf } from './json.ts';
import { type ObjectMeta, readObjectMeta } from './object-meta.ts';
import { type ObjectReference, readObjectReference } from './object-reference.ts';

export interface EndpointAddress {
  readonly ip: string;
  readonly hostname: string;
  readonly nodeName: string | undefined;
  readonly targetRef: ObjectReference | undefined;
}

export interface EndpointsPort {
  readonly name: string;
  readonly port: number;
  readonly protocol: string;
}

export interface EndpointSubset {
  readonly addresses: readonly EndpointAddress[];
  readonly notReadyAddresses: readonly EndpointAddress[];
  readonly ports: readonly EndpointsPort[];
}

/** What discovery reads of an Endpoints object. */
export interface Endpoints {
  readonly kind: 'Endpoints';
  readonly metadata: ObjectMeta;
  readonly subsets: readonly EndpointSubset[];
}

/**
 * Reads an Endpoints object and keeps only what discovery reads. Never throws: what is missing or of the wrong type is
 * the zero value.
 * See https://kubernetes.io/docs/reference/kubernetes-api/service-resources/endpoints-v1/
 */
export function readEndpoints(value: unknown): Endpoints {
  const endpoints = objectOf(value);
  return {
    kind: 'Endpoints',
    metadata: readObjectMeta(endpoints['metadata']),
    subsets: listOf(endpoints['subsets'], readSubset),
  };
}

function readSubset(value: unknown): EndpointSubset {
  const subset = objectOf(value);
  return {
    addresses: listOf(subset['addresses'], readAddress),
    notReadyAddresses: listOf(subset['notReadyAddresses'], readAddress),
    ports: listOf(subset['ports'], readPort),
  };
}

function readAddress(value: unknown): EndpointAddress {
  const address = objectOf(value);
  return {
    ip: textOf(address['ip']),
    hostname: textOf(address['hostname']),
    nodeName: optionalText(address['nodeName']),
    targetRef: readObjectReference(address['targetRef']),
  };
}

function readPort(value: unknown): EndpointsPort {
  const port = objectOf(value);
  return { name: textOf(port['name']), port: int32Of(port['port']), protocol: textOf(port['protocol']) };
}
