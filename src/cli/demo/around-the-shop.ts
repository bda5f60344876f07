import type { JsonObject } from '../../kubernetes/objects/json.ts';

interface WorkloadWish {
  readonly kind: 'Deployment' | 'DaemonSet';
  readonly name: string;
  readonly namespace: string;
  readonly replicas: number;
  readonly labels: Readonly<Record<string, string>>;
  readonly spec: object;
}

/** What every cluster has beside its applications, and what the demo's Prometheus speaks to. */
const WORKLOADS: readonly WorkloadWish[] = [
  {
    kind: 'Deployment',
    name: 'coredns',
    namespace: 'kube-system',
    replicas: 2,
    labels: { 'k8s-app': 'kube-dns' },
    spec: {
      serviceAccountName: 'coredns',
      containers: [
        {
          name: 'coredns',
          image: 'registry.k8s.io/coredns/coredns:v1.12.1',
          ports: [
            { name: 'dns', containerPort: 53, protocol: 'UDP' },
            { name: 'dns-tcp', containerPort: 53 },
            { name: 'metrics', containerPort: 9153 },
          ],
        },
      ],
    },
  },
  {
    kind: 'DaemonSet',
    name: 'kube-proxy',
    namespace: 'kube-system',
    replicas: 0,
    labels: { 'k8s-app': 'kube-proxy' },
    spec: {
      serviceAccountName: 'kube-proxy',
      hostNetwork: true,
      containers: [{ name: 'kube-proxy', image: 'registry.k8s.io/kube-proxy:v1.36.3' }],
    },
  },
  {
    kind: 'DaemonSet',
    name: 'node-exporter',
    namespace: 'monitoring',
    replicas: 0,
    labels: { 'app.kubernetes.io/name': 'node-exporter' },
    spec: {
      hostNetwork: true,
      containers: [
        {
          name: 'node-exporter',
          image: 'quay.io/prometheus/node-exporter:v1.9.1',
          ports: [{ name: 'metrics', containerPort: 9100 }],
        },
      ],
    },
  },
  {
    kind: 'Deployment',
    name: 'blackbox-exporter',
    namespace: 'monitoring',
    replicas: 1,
    labels: { 'app.kubernetes.io/name': 'blackbox-exporter' },
    spec: {
      containers: [
        {
          name: 'blackbox-exporter',
          image: 'quay.io/prometheus/blackbox-exporter:v0.27.0',
          ports: [{ name: 'http', containerPort: 9115 }],
        },
      ],
    },
  },
];

const SERVICES: readonly JsonObject[] = [
  service('kube-dns', 'kube-system', { 'k8s-app': 'kube-dns' }, [
    { name: 'dns', port: 53, targetPort: 'dns', protocol: 'UDP' },
    { name: 'metrics', port: 9153, targetPort: 'metrics' },
  ]),
  service('node-exporter', 'monitoring', { 'app.kubernetes.io/name': 'node-exporter' }, [
    { name: 'metrics', port: 9100, targetPort: 'metrics' },
  ]),
  service('blackbox-exporter', 'monitoring', { 'app.kubernetes.io/name': 'blackbox-exporter' }, [
    { name: 'http', port: 9115, targetPort: 'http' },
  ]),
];

/** Workloads and services as manifests. */
export function aroundTheShop(): readonly JsonObject[] {
  const workloads = WORKLOADS.map(({ kind, name, namespace, replicas, labels, spec }) => ({
    apiVersion: 'apps/v1',
    kind,
    metadata: { name, namespace, labels },
    spec: { replicas, template: { metadata: { labels }, spec } },
  }));
  return [...workloads, ...SERVICES];
}

function service(
  name: string,
  namespace: string,
  selector: Readonly<Record<string, string>>,
  ports: readonly object[],
): JsonObject {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, namespace, labels: selector },
    spec: { selector, ports },
  };
}
