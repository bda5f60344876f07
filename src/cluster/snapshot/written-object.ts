import type { Endpoint, EndpointSlicePort } from '../../kubernetes/objects/endpoint-slice.ts';
import type { EndpointAddress, EndpointSubset } from '../../kubernetes/objects/endpoints.ts';
import type { Ingress } from '../../kubernetes/objects/ingress.ts';
import type { KubernetesObject } from '../../kubernetes/objects/kubernetes-object.ts';
import type { Node } from '../../kubernetes/objects/node.ts';
import type { Controller, ObjectMeta } from '../../kubernetes/objects/object-meta.ts';
import type { Container, Pod } from '../../kubernetes/objects/pod.ts';
import type { Service } from '../../kubernetes/objects/service.ts';
import { keptAnnotations } from './kept-annotations.ts';

/**
 * An object as Kubernetes writes it in JSON, without apiVersion and kind, as in a list. Only what discovery reads is
 * there, so the readers of `kubernetes/objects` give the same object back, but for annotations that are not kept.
 * Fields that are undefined are left out by JSON.stringify.
 */
export function writtenObject(object: KubernetesObject): object {
  switch (object.kind) {
    case 'Pod':
      return pod(object);
    case 'Service':
      return service(object);
    case 'Endpoints':
      return { metadata: metadata(object.metadata), subsets: filled(object.subsets.map(subset)) };
    case 'EndpointSlice':
      return {
        metadata: metadata(object.metadata),
        addressType: text(object.addressType),
        endpoints: filled(object.endpoints.map(endpoint)),
        ports: filled(object.ports.map(slicePort)),
      };
    case 'Node':
      return node(object);
    case 'Namespace':
      return { metadata: metadata(object.metadata) };
    case 'Ingress':
      return ingress(object);
    case 'ReplicaSet':
    case 'Job': {
      const { name, namespace } = object.metadata;
      return { metadata: { name, namespace: text(namespace), ownerReferences: owners(object.controller) } };
    }
  }
}

/** Where '' and a missing field are the same. */
function text(value: string): string | undefined {
  return value === '' ? undefined : value;
}

function number(value: number): number | undefined {
  return value === 0 ? undefined : value;
}

function filled<T>(list: readonly T[]): readonly T[] | undefined {
  return list.length === 0 ? undefined : list;
}

function texts(map: ReadonlyMap<string, string>): Readonly<Record<string, string>> | undefined {
  return map.size === 0 ? undefined : Object.fromEntries(map);
}

function metadata({ name, namespace, labels, annotations }: ObjectMeta): object {
  return {
    name,
    namespace: text(namespace),
    labels: texts(labels),
    annotations: texts(keptAnnotations(annotations)),
  };
}

function owners(controller: Controller | undefined): readonly object[] | undefined {
  return controller && [{ kind: controller.kind, name: controller.name, controller: true }];
}

function pod({ metadata: meta, uid, controller, spec, status }: Pod): object {
  return {
    metadata: { ...metadata(meta), uid: text(uid), ownerReferences: owners(controller) },
    spec: {
      nodeName: text(spec.nodeName),
      restartPolicy: text(spec.restartPolicy),
      schedulerName: text(spec.schedulerName),
      serviceAccountName: text(spec.serviceAccountName),
      hostNetwork: spec.hostNetwork || undefined,
      containers: filled(spec.containers.map(container)),
      initContainers: filled(spec.initContainers.map(container)),
    },
    status: {
      phase: text(status.phase),
      podIP: text(status.podIP),
      hostIP: text(status.hostIP),
      nominatedNodeName: text(status.nominatedNodeName),
      conditions: status.ready === undefined ? undefined : [{ type: 'Ready', status: status.ready }],
      containerStatuses: filled(status.containerStatuses),
      initContainerStatuses: filled(status.initContainerStatuses),
    },
  };
}

function container({ name, image, ports }: Container): object {
  const port = (one: Container['ports'][number]) => ({
    name: text(one.name),
    containerPort: number(one.containerPort),
    protocol: text(one.protocol),
  });
  return { name, image: text(image), ports: filled(ports.map(port)) };
}

function service({ metadata: meta, spec, loadBalancerIPs }: Service): object {
  const port = (one: Service['spec']['ports'][number]) => ({
    name: text(one.name),
    port: number(one.port),
    protocol: text(one.protocol),
  });
  const ingresses = loadBalancerIPs.map(ip => ({ ip: text(ip) }));
  return {
    metadata: metadata(meta),
    spec: {
      type: text(spec.type),
      clusterIP: text(spec.clusterIP),
      externalName: text(spec.externalName),
      loadBalancerIP: text(spec.loadBalancerIP),
      ipFamilyPolicy: spec.ipFamilyPolicy,
      ipFamilies: filled(spec.ipFamilies),
      ports: filled(spec.ports.map(port)),
    },
    status: ingresses.length === 0 ? undefined : { loadBalancer: { ingress: ingresses } },
  };
}

function subset({ addresses, notReadyAddresses, ports }: EndpointSubset): object {
  return {
    addresses: filled(addresses.map(endpointAddress)),
    notReadyAddresses: filled(notReadyAddresses.map(endpointAddress)),
    ports: filled(ports.map(one => ({ name: text(one.name), port: number(one.port), protocol: text(one.protocol) }))),
  };
}

function endpointAddress({ ip, hostname, nodeName, targetRef }: EndpointAddress): object {
  return { ip, hostname: text(hostname), nodeName, targetRef };
}

function endpoint(one: Endpoint): object {
  return {
    addresses: filled(one.addresses),
    conditions: one.conditions,
    hostname: one.hostname,
    nodeName: one.nodeName,
    zone: one.zone,
    targetRef: one.targetRef,
    deprecatedTopology: texts(one.deprecatedTopology),
  };
}

function slicePort({ name, port, protocol, appProtocol }: EndpointSlicePort): object {
  return { name, port, protocol, appProtocol };
}

function node({ metadata: meta, providerID, unschedulable, addresses, conditions, kubeletPort }: Node): object {
  return {
    metadata: metadata(meta),
    spec: { providerID: text(providerID), unschedulable: unschedulable || undefined },
    status: {
      addresses: filled(addresses),
      conditions: filled(conditions),
      daemonEndpoints: kubeletPort === 0 ? undefined : { kubeletEndpoint: { Port: kubeletPort } },
    },
  };
}

function ingress({ metadata: meta, ingressClassName, tlsHosts, rules }: Ingress): object {
  const rule = ({ host, paths }: Ingress['rules'][number]) => ({
    host: text(host),
    http: paths && { paths: paths.map(path => ({ path: text(path) })) },
  });
  return {
    metadata: metadata(meta),
    spec: {
      ingressClassName,
      tls: tlsHosts.length === 0 ? undefined : [{ hosts: tlsHosts }],
      rules: filled(rules.map(rule)),
    },
  };
}
