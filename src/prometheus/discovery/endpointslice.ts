import type { Endpoint, EndpointSlice, EndpointSlicePort } from '../../kubernetes/objects/endpoint-slice.ts';
import type { Service } from '../../kubernetes/objects/service.ts';
import { attachNamespace, attachNode } from './attach-metadata.ts';
import { BackingPods } from './backing-pods.ts';
import type { DiscoveryContext } from './discovery-context.ts';
import { joinHostPort, unsignedPort } from './join-host-port.ts';
import { META_LABEL_PREFIX } from './meta-labels.ts';
import { addAll, addObjectLabels, type GrowingLabels, NAMESPACE_LABEL } from './object-labels.ts';
import { sanitizeLabelName } from './sanitize-label-name.ts';
import { serviceLabels } from './service.ts';
import type { TargetGroup } from './target-group.ts';

const PREFIX = `${META_LABEL_PREFIX}endpointslice_`;

const SERVICE_NAME = 'kubernetes.io/service-name';

/**
 * The group of an EndpointSlice: a target for each port of each address, whatever its conditions, then one for each port
 * of the pods behind them that no address serves. A slice of the second family of a dual-stack service has no targets.
 * See https://prometheus.io/docs/prometheus/latest/configuration/configuration/#endpointslice
 */
export function endpointSliceGroup(slice: EndpointSlice, context: DiscoveryContext): TargetGroup {
  const { name, namespace } = slice.metadata;
  const source = `endpointslice/${namespace}/${name}`;
  const service = serviceOf(slice, context);
  const labels = groupLabels(slice, service, context);
  if (context.behaviour.secondFamily === 'left-out' && isSecondFamily(slice, service)) {
    return { source, labels, targets: [] };
  }
  const pods = new BackingPods(context);
  const targets: GrowingLabels[] = [];
  for (const endpoint of slice.endpoints) {
    for (const port of slice.ports) {
      for (const address of endpoint.addresses) targets.push(addressTarget(address, endpoint, port, pods, context));
    }
  }
  return { source, labels, targets: [...targets, ...pods.unservedPorts()] };
}

function serviceOf({ metadata }: EndpointSlice, { listed }: DiscoveryContext): Service | undefined {
  const name = metadata.labels.get(SERVICE_NAME);
  return name === undefined ? undefined : listed.inNamespace('Service', metadata.namespace, name);
}

function isSecondFamily(slice: EndpointSlice, service: Service | undefined): boolean {
  if (!service) return false;
  const { ipFamilyPolicy, ipFamilies } = service.spec;
  const isDualStack = ipFamilyPolicy === 'PreferDualStack' || ipFamilyPolicy === 'RequireDualStack';
  return isDualStack && ipFamilies.length > 0 && slice.addressType !== ipFamilies[0];
}

function groupLabels(
  { metadata, addressType }: EndpointSlice,
  service: Service | undefined,
  context: DiscoveryContext,
): GrowingLabels {
  const labels: GrowingLabels = new Map([
    [NAMESPACE_LABEL, metadata.namespace],
    [`${PREFIX}address_type`, addressType],
  ]);
  addObjectLabels(labels, metadata, 'endpointslice');
  if (service) addAll(labels, serviceLabels(service));
  attachNamespace(labels, metadata.namespace, context);
  return labels;
}

function addressTarget(
  address: string,
  endpoint: Endpoint,
  port: EndpointSlicePort,
  pods: BackingPods,
  context: DiscoveryContext,
): GrowingLabels {
  const { targetRef } = endpoint;
  const number = port.port === undefined ? undefined : unsignedPort(port.port);
  const target: GrowingLabels = new Map([
    ['__address__', number === undefined ? address : joinHostPort(address, number)],
  ]);
  for (const [name, value] of writtenFields(endpoint, port, number)) {
    if (value !== undefined) target.set(PREFIX + name, String(value));
  }
  for (const [key, value] of endpoint.deprecatedTopology) {
    const name = sanitizeLabelName(key);
    target.set(`${PREFIX}endpoint_topology_${name}`, value);
    target.set(`${PREFIX}endpoint_topology_present_${name}`, 'true');
  }
  attachNode(target, targetRef?.kind === 'Node' ? targetRef.name : endpoint.nodeName, context);
  pods.addLabels(target, targetRef, { port: port.port, protocol: containerPort => containerPort.protocol });
  return target;
}

/** The labels that are there only when the slice says something, and what it says. */
function writtenFields(
  { conditions, hostname, nodeName, zone, targetRef }: Endpoint,
  port: EndpointSlicePort,
  number: string | undefined,
): readonly (readonly [name: string, value: string | boolean | undefined])[] {
  return [
    ['port', number],
    ['port_name', port.name],
    ['port_protocol', port.protocol],
    ['port_app_protocol', port.appProtocol],
    ['endpoint_conditions_ready', conditions.ready],
    ['endpoint_conditions_serving', conditions.serving],
    ['endpoint_conditions_terminating', conditions.terminating],
    ['endpoint_hostname', hostname],
    ['endpoint_node_name', nodeName],
    ['endpoint_zone', zone],
    ['address_target_kind', targetRef?.kind],
    ['address_target_name', targetRef?.name],
  ];
}
