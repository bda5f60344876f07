import { int32Of, listOf, objectOf, optionalText, textOf } from './json.ts';
import { type ObjectMeta, readObjectMeta } from './object-meta.ts';

export interface ServicePort {
  readonly name: string;
  readonly port: number;
  readonly protocol: string;
}

export interface ServiceSpec {
  readonly type: string;
  readonly clusterIP: string;
  readonly externalName: string;
  readonly loadBalancerIP: string;
  readonly ipFamilyPolicy: string | undefined;
  readonly ipFamilies: readonly string[];
  readonly ports: readonly ServicePort[];
}

/** What discovery reads of a service. */
export interface Service {
  readonly kind: 'Service';
  readonly metadata: ObjectMeta;
  readonly spec: ServiceSpec;
  /** The addresses in `status.loadBalancer.ingress`, '' for one that is a host name. */
  readonly loadBalancerIPs: readonly string[];
}

/**
 * Reads a service and keeps only what discovery reads. Never throws: what is missing or of the wrong type is the zero
 * value.
 * See https://kubernetes.io/docs/reference/kubernetes-api/service-resources/service-v1/
 */
export function readService(value: unknown): Service {
  const service = objectOf(value);
  const balancer = objectOf(objectOf(service['status'])['loadBalancer']);
  return {
    kind: 'Service',
    metadata: readObjectMeta(service['metadata']),
    spec: readSpec(service['spec']),
    loadBalancerIPs: listOf(balancer['ingress'], ingress => textOf(objectOf(ingress)['ip'])),
  };
}

function readSpec(value: unknown): ServiceSpec {
  const spec = objectOf(value);
  return {
    type: textOf(spec['type']),
    clusterIP: textOf(spec['clusterIP']),
    externalName: textOf(spec['externalName']),
    loadBalancerIP: textOf(spec['loadBalancerIP']),
    ipFamilyPolicy: optionalText(spec['ipFamilyPolicy']),
    ipFamilies: listOf(spec['ipFamilies'], textOf),
    ports: listOf(spec['ports'], readPort),
  };
}

function readPort(value: unknown): ServicePort {
  const port = objectOf(value);
  return { name: textOf(port['name']), port: int32Of(port['port']), protocol: textOf(port['protocol']) };
}
