import { type JsonObject, listOf, objectOf, textOf } from '../../kubernetes/objects/json.ts';
import { at } from './manifests.ts';
import { generatedName } from './names.ts';
import { NODES } from './node-of.ts';

interface ServedPod {
  readonly ip: string;
  readonly ready: boolean;
  readonly nodeName: string;
  readonly targetRef: object;
}

/** The Endpoints and the EndpointSlice that the controllers of Kubernetes make for a service with a selector. */
export function endpointsOfService(service: JsonObject, pods: readonly JsonObject[]): readonly object[] {
  const name = textOf(at(service, 'metadata', 'name'));
  const namespace = textOf(at(service, 'metadata', 'namespace'));
  const labels = objectOf(at(service, 'metadata', 'labels'));
  const backing = pods.filter(pod => isSelected(pod, namespace, objectOf(at(service, 'spec', 'selector'))));
  const served = backing.flatMap(servedPod);
  const ports = listOf(at(service, 'spec', 'ports'), port => endpointPort(objectOf(port), backing));
  const addresses = (ready: boolean) =>
    served.filter(pod => pod.ready === ready).map(({ ip, nodeName, targetRef }) => ({ ip, nodeName, targetRef }));
  const [addressesReady, notReadyAddresses] = [addresses(true), addresses(false)];
  const subset = { addresses: addressesReady, notReadyAddresses, ports };
  return [
    {
      apiVersion: 'v1',
      kind: 'Endpoints',
      metadata: { name, namespace, labels },
      subsets: served.length === 0 ? [] : [subset],
    },
    {
      apiVersion: 'discovery.k8s.io/v1',
      kind: 'EndpointSlice',
      metadata: {
        name: `${name}-${generatedName(`slice ${namespace}/${name}`, 5)}`,
        namespace,
        labels: {
          ...labels,
          'endpointslice.kubernetes.io/managed-by': 'endpointslice-controller.k8s.io',
          'kubernetes.io/service-name': name,
        },
        ownerReferences: [{ kind: 'Service', name, controller: true }],
      },
      addressType: 'IPv4',
      endpoints: served.map(({ ip, ready, nodeName, targetRef }) => ({
        addresses: [ip],
        conditions: { ready, serving: ready, terminating: false },
        nodeName,
        zone: NODES.find(node => node.name === nodeName)?.zone,
        targetRef,
      })),
      ports,
    },
  ];
}

function isSelected(pod: JsonObject, namespace: string, selector: JsonObject): boolean {
  const labels = objectOf(at(pod, 'metadata', 'labels'));
  const isSame = Object.entries(selector).every(([key, value]) => labels[key] === value);
  return isSame && Object.keys(selector).length > 0 && at(pod, 'metadata', 'namespace') === namespace;
}

/** Pods without an address are left out. */
function servedPod(pod: JsonObject): readonly ServedPod[] {
  const ip = textOf(at(pod, 'status', 'podIP'));
  if (ip === '') return [];
  const [condition] = listOf(at(pod, 'status', 'conditions'), objectOf);
  const { name, namespace, uid } = objectOf(pod['metadata']);
  const targetRef = { kind: 'Pod', namespace, name, uid };
  return [{ ip, ready: condition?.['status'] === 'True', nodeName: textOf(at(pod, 'spec', 'nodeName')), targetRef }];
}

function endpointPort({ name, port, targetPort, protocol = 'TCP' }: JsonObject, pods: readonly JsonObject[]): object {
  const containers = pods.flatMap(pod => listOf(at(pod, 'spec', 'containers'), objectOf));
  const declared = containers.flatMap(container => listOf(container['ports'], objectOf));
  const named = declared.find(one => one['name'] === targetPort)?.['containerPort'];
  return { name, port: named ?? (typeof targetPort === 'number' ? targetPort : port), protocol };
}
