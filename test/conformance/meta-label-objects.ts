/** Objects that together make the discoverer of every role set every label that it knows. */

const keys = {
  labels: { 'app.kubernetes.io/name': 'web', empty: '' },
  annotations: { 'prometheus.io/scrape': 'true' },
};

function metadata(name: string): object {
  return { name, namespace: 'shop', ...keys };
}

function controlledBy(kind: string, name: string): object {
  return { ownerReferences: [{ apiVersion: 'v1', kind, name, uid: name, controller: true }] };
}

function pod(name: string, ip: string, owner: object): object {
  const ports = [{ name: 'http', containerPort: 8080, protocol: 'TCP' }];
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { ...metadata(name), uid: `uid-${name}`, ...owner },
    spec: { nodeName: 'node-1', containers: [{ name: 'main', image: 'web:1', ports }] },
    status: {
      phase: 'Running',
      podIP: ip,
      hostIP: '192.0.2.1',
      conditions: [{ type: 'Ready', status: 'True' }],
      containerStatuses: [{ name: 'main', containerID: 'containerd://1' }],
    },
  };
}

function service(name: string, spec: object): object {
  const ports = [{ name: 'http', port: 80, protocol: 'TCP' }];
  return { apiVersion: 'v1', kind: 'Service', metadata: metadata(name), spec: { ports, ...spec } };
}

const addresses = [
  {
    ip: '10.0.0.1',
    hostname: 'web-1',
    nodeName: 'node-1',
    targetRef: { kind: 'Pod', name: 'web-1', namespace: 'shop' },
  },
  { ip: '10.0.0.2', nodeName: 'node-1', targetRef: { kind: 'Pod', name: 'nightly-1', namespace: 'shop' } },
];

export const META_LABEL_OBJECTS: readonly object[] = [
  { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop', ...keys } },
  {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: { name: 'node-1', ...keys },
    spec: { providerID: 'kind://docker/node-1' },
    status: {
      addresses: [
        { type: 'InternalIP', address: '192.0.2.1' },
        { type: 'Hostname', address: 'node-1' },
      ],
      conditions: [{ type: 'MemoryPressure', status: 'False' }],
      daemonEndpoints: { kubeletEndpoint: { Port: 10250 } },
    },
  },
  {
    apiVersion: 'apps/v1',
    kind: 'ReplicaSet',
    metadata: { ...metadata('web-abc'), ...controlledBy('Deployment', 'web') },
  },
  {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { ...metadata('nightly-28'), ...controlledBy('CronJob', 'nightly') },
  },
  pod('web-1', '10.0.0.1', controlledBy('ReplicaSet', 'web-abc')),
  pod('nightly-1', '10.0.0.2', controlledBy('Job', 'nightly-28')),
  service('web', { type: 'ClusterIP', clusterIP: '10.96.0.1' }),
  service('outside', { type: 'ExternalName', externalName: 'example.com' }),
  service('front', { type: 'LoadBalancer', clusterIP: '10.96.0.2', loadBalancerIP: '198.51.100.1' }),
  {
    apiVersion: 'v1',
    kind: 'Endpoints',
    metadata: metadata('web'),
    subsets: [{ addresses, ports: [{ name: 'http', port: 8080, protocol: 'TCP' }] }],
  },
  {
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: {
      name: 'web-xyz',
      namespace: 'shop',
      ...keys,
      labels: { ...keys.labels, 'kubernetes.io/service-name': 'web' },
    },
    addressType: 'IPv4',
    ports: [{ name: 'http', port: 8080, protocol: 'TCP', appProtocol: 'http' }],
    endpoints: addresses.map(address => ({
      addresses: [address.ip],
      hostname: 'web-1',
      nodeName: address.nodeName,
      zone: 'a',
      targetRef: address.targetRef,
      conditions: { ready: true, serving: true, terminating: false },
      deprecatedTopology: { 'topology.kubernetes.io/zone': 'a' },
    })),
  },
  {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'Ingress',
    metadata: metadata('web'),
    spec: {
      ingressClassName: 'nginx',
      rules: [{ host: 'example.com', http: { paths: [{ path: '/', pathType: 'Prefix' }] } }],
    },
  },
];
