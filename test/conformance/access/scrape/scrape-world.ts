import type { AdminApi, Manifest } from '../../../cluster/admin-api.ts';

/** Where the pods and services are that are scraped. */
export const WORLD_NAMESPACES = ['shop', 'auth'] as const;

/** Two nodes, the Service of their kubelets, and a pod and a service in each of two namespaces. */
export async function createScrapeWorld(api: AdminApi): Promise<void> {
  for (const object of [...nodes(), ...kubelets(), ...WORLD_NAMESPACES.flatMap(inNamespace)]) await api.create(object);
}

function nodes(): readonly Manifest[] {
  return ['1', '2'].map(number => ({
    apiVersion: 'v1',
    kind: 'Node',
    metadata: { name: `node-${number}` },
    status: {
      addresses: [{ type: 'InternalIP', address: `198.18.0.${number}` }],
      daemonEndpoints: { kubeletEndpoint: { Port: 10250 } },
    },
  }));
}

/** As prometheus-operator writes them. */
function kubelets(): readonly Manifest[] {
  const metadata = { namespace: 'kube-system', name: 'kubelet', labels: { 'k8s-app': 'kubelet' } };
  const name = { ...metadata.labels, 'kubernetes.io/service-name': 'kubelet' };
  return [
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata,
      spec: { clusterIP: 'None', ports: [{ name: 'https-metrics', port: 10250 }] },
    },
    {
      apiVersion: 'discovery.k8s.io/v1',
      kind: 'EndpointSlice',
      metadata: { ...metadata, labels: name },
      addressType: 'IPv4',
      endpoints: [{ addresses: ['198.18.0.1'], nodeName: 'node-1' }],
      ports: [{ name: 'https-metrics', port: 10250, protocol: 'TCP' }],
    },
  ];
}

function inNamespace(namespace: string): readonly Manifest[] {
  return [
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } },
    {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { namespace, name: 'web' },
      spec: {
        nodeName: 'node-1',
        containers: [{ name: 'web', image: 'web', ports: [{ name: 'https', containerPort: 8443 }] }],
      },
      status: {
        phase: 'Running',
        hostIP: '198.18.0.1',
        hostIPs: [{ ip: '198.18.0.1' }],
        podIP: '198.18.1.1',
        podIPs: [{ ip: '198.18.1.1' }],
      },
    },
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { namespace, name: 'web' },
      spec: { selector: { app: 'web' }, ports: [{ name: 'https', port: 8443 }] },
    },
  ];
}
