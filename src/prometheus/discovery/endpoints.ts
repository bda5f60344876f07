import type { EndpointAddress, Endpoints, EndpointsPort } from '../../kubernetes/objects/endpoints.ts';
import { attachNamespace, attachNode } from './attach-metadata.ts';
import { BackingPods } from './backing-pods.ts';
import type { DiscoveryContext } from './discovery-context.ts';
import { joinHostPort, unsignedPort } from './join-host-port.ts';
import { META_LABEL_PREFIX } from './meta-labels.ts';
import { addAll, addObjectLabels, type GrowingLabels, NAMESPACE_LABEL } from './object-labels.ts';
import { serviceLabels } from './service.ts';
import type { TargetGroup } from './target-group.ts';

const PREFIX = `${META_LABEL_PREFIX}endpoint_`;

/**
 * The group of an Endpoints object: a target for each port of each address, ready or not, then one for each port of the
 * pods behind them that no address serves.
 * See https://prometheus.io/docs/prometheus/latest/configuration/configuration/#endpoints
 */
export function endpointsGroup(endpoints: Endpoints, context: DiscoveryContext): TargetGroup {
  const { name, namespace } = endpoints.metadata;
  const pods = new BackingPods(context);
  const targets: GrowingLabels[] = [];
  for (const { ports, addresses, notReadyAddresses } of endpoints.subsets) {
    for (const port of ports) {
      for (const address of addresses) targets.push(addressTarget(address, port, 'true', pods, context));
      for (const address of notReadyAddresses) targets.push(addressTarget(address, port, 'false', pods, context));
    }
  }
  return {
    source: `endpoints/${namespace}/${name}`,
    labels: groupLabels(endpoints, context),
    targets: [...targets, ...pods.unservedPorts()],
  };
}

function groupLabels({ metadata }: Endpoints, context: DiscoveryContext): GrowingLabels {
  const { name, namespace } = metadata;
  const labels: GrowingLabels = new Map([[NAMESPACE_LABEL, namespace]]);
  const service = context.listed.inNamespace('Service', namespace, name);
  if (service) addAll(labels, serviceLabels(service));
  addObjectLabels(labels, metadata, 'endpoints');
  attachNamespace(labels, namespace, context);
  return labels;
}

function addressTarget(
  address: EndpointAddress,
  port: EndpointsPort,
  ready: 'true' | 'false',
  pods: BackingPods,
  context: DiscoveryContext,
): GrowingLabels {
  const { targetRef, nodeName, hostname } = address;
  const target: GrowingLabels = new Map([
    ['__address__', joinHostPort(address.ip, unsignedPort(port.port))],
    [`${PREFIX}port_name`, port.name],
    [`${PREFIX}port_protocol`, port.protocol],
    [`${PREFIX}ready`, ready],
  ]);
  if (targetRef) {
    target.set(`${PREFIX}address_target_kind`, targetRef.kind);
    target.set(`${PREFIX}address_target_name`, targetRef.name);
  }
  if (nodeName !== undefined) target.set(`${PREFIX}node_name`, nodeName);
  if (hostname !== '') target.set(`${PREFIX}hostname`, hostname);
  attachNode(target, nodeName ?? (targetRef?.kind === 'Node' ? targetRef.name : undefined), context);
  pods.addLabels(target, targetRef, { port: port.port, protocol: () => port.protocol });
  return target;
}
