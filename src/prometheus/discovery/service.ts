import type { Service, ServicePort } from '../../kubernetes/objects/service.ts';
import type { Labels } from '../relabel/rule.ts';
import { attachNamespace } from './attach-metadata.ts';
import type { DiscoveryContext } from './discovery-context.ts';
import { joinHostPort } from './join-host-port.ts';
import { META_LABEL_PREFIX } from './meta-labels.ts';
import { addObjectLabels, type GrowingLabels, NAMESPACE_LABEL } from './object-labels.ts';
import type { DiscoveryBehaviour } from './older-versions.ts';
import type { TargetGroup } from './target-group.ts';

const PREFIX = `${META_LABEL_PREFIX}service_`;

/**
 * The group of a service: a target for each port, at the DNS name of the service without the domain of the cluster.
 * See https://prometheus.io/docs/prometheus/latest/configuration/configuration/#service
 */
export function serviceGroup(service: Service, context: DiscoveryContext): TargetGroup {
  const { name, namespace } = service.metadata;
  const labels = serviceLabels(service);
  attachNamespace(labels, namespace, context);
  return {
    source: `svc/${namespace}/${name}`,
    labels,
    targets: service.spec.ports.map(port => portTarget(service, port, context.behaviour)),
  };
}

/** The labels that speak of the service as a whole. The endpoints roles add these, and no others, of their service. */
export function serviceLabels({ metadata }: Service): GrowingLabels {
  const labels: GrowingLabels = new Map([[NAMESPACE_LABEL, metadata.namespace]]);
  addObjectLabels(labels, metadata, 'service');
  return labels;
}

function portTarget(service: Service, port: ServicePort, behaviour: DiscoveryBehaviour): Labels {
  const { metadata, spec } = service;
  const number = String(port.port);
  const labels: GrowingLabels = new Map([
    ['__address__', joinHostPort(`${metadata.name}.${metadata.namespace}.svc`, number)],
    [`${PREFIX}port_name`, port.name],
    [`${PREFIX}port_number`, number],
    [`${PREFIX}port_protocol`, port.protocol],
    [`${PREFIX}type`, spec.type],
  ]);
  if (spec.type === 'ExternalName') labels.set(`${PREFIX}external_name`, spec.externalName);
  else labels.set(`${PREFIX}cluster_ip`, spec.clusterIP);
  if (spec.type === 'LoadBalancer') labels.set(`${PREFIX}loadbalancer_ip`, loadBalancerIps(service, behaviour));
  return labels;
}

function loadBalancerIps({ spec, loadBalancerIPs }: Service, { loadBalancerIp }: DiscoveryBehaviour): string {
  const addresses = loadBalancerIp === 'status' ? loadBalancerIPs.filter(ip => ip !== '') : [];
  return addresses.length > 0 ? addresses.join(',') : spec.loadBalancerIP;
}
