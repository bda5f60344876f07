import { listOf, objectOf, optionalBoolean, optionalInt32, optionalText, textOf, textsByKey } from './json.ts';
import { type ObjectMeta, readObjectMeta } from './object-meta.ts';
import { type ObjectReference, readObjectReference } from './object-reference.ts';

/** Every field may be missing, which is not the same as empty. */
export interface EndpointSlicePort {
  readonly name: string | undefined;
  readonly port: number | undefined;
  readonly protocol: string | undefined;
  readonly appProtocol: string | undefined;
}

export interface EndpointConditions {
  readonly ready: boolean | undefined;
  readonly serving: boolean | undefined;
  readonly terminating: boolean | undefined;
}

export interface Endpoint {
  readonly addresses: readonly string[];
  readonly conditions: EndpointConditions;
  readonly hostname: string | undefined;
  readonly nodeName: string | undefined;
  readonly zone: string | undefined;
  readonly targetRef: ObjectReference | undefined;
  readonly deprecatedTopology: ReadonlyMap<string, string>;
}

/** What discovery reads of an EndpointSlice. */
export interface EndpointSlice {
  readonly kind: 'EndpointSlice';
  readonly metadata: ObjectMeta;
  readonly addressType: string;
  readonly endpoints: readonly Endpoint[];
  readonly ports: readonly EndpointSlicePort[];
}

/**
 * Reads an EndpointSlice and keeps only what discovery reads. Never throws: what is missing or of the wrong type is the
 * zero value. An API server writes empty lists as null.
 * See https://kubernetes.io/docs/reference/kubernetes-api/service-resources/endpoint-slice-v1/
 */
export function readEndpointSlice(value: unknown): EndpointSlice {
  const slice = objectOf(value);
  return {
    kind: 'EndpointSlice',
    metadata: readObjectMeta(slice['metadata']),
    addressType: textOf(slice['addressType']),
    endpoints: listOf(slice['endpoints'], readEndpoint),
    ports: listOf(slice['ports'], readPort),
  };
}

function readEndpoint(value: unknown): Endpoint {
  const endpoint = objectOf(value);
  const conditions = objectOf(endpoint['conditions']);
  return {
    addresses: listOf(endpoint['addresses'], textOf),
    conditions: {
      ready: optionalBoolean(conditions['ready']),
      serving: optionalBoolean(conditions['serving']),
      terminating: optionalBoolean(conditions['terminating']),
    },
    hostname: optionalText(endpoint['hostname']),
    nodeName: optionalText(endpoint['nodeName']),
    zone: optionalText(endpoint['zone']),
    targetRef: readObjectReference(endpoint['targetRef']),
    deprecatedTopology: textsByKey(endpoint['deprecatedTopology']),
  };
}

function readPort(value: unknown): EndpointSlicePort {
  const port = objectOf(value);
  return {
    name: optionalText(port['name']),
    port: optionalInt32(port['port']),
    protocol: optionalText(port['protocol']),
    appProtocol: optionalText(port['appProtocol']),
  };
}
