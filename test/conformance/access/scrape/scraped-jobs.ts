/** A job as plain data: how its targets are discovered, and what is done to them. */
export interface ScrapedJob {
  readonly id: string;
  readonly job: Readonly<Record<string, unknown>>;
}

type Rule = Readonly<Record<string, unknown>>;

const NODE_NAME = '__meta_kubernetes_node_name';
const NAMESPACE = '__meta_kubernetes_namespace';

const sd = (role: string, namespaces?: readonly string[]) => ({
  kubernetes_sd_configs: [{ role, ...(namespaces ? { namespaces: { names: namespaces } } : {}) }],
});
const relabel = (...rules: readonly Rule[]) => ({ relabel_configs: rules });
const at = (address: string): Rule => ({ target_label: '__address__', replacement: address });
const keep = (labels: readonly string[], regex: string): Rule => ({ action: 'keep', source_labels: labels, regex });
const path = (labels: readonly string[], regex: string, replacement: string): Rule => ({
  source_labels: labels,
  regex,
  target_label: '__metrics_path__',
  replacement,
});

const IN_CLUSTER = at('kubernetes.default.svc:443');
const BY_ADDRESS = at('198.18.9.9:6443');
// The API server decides before it looks for the object; as there is none, nothing is sent to it.
const nodePath = (rest: string) => path([NODE_NAME], '(.+)', `/api/v1/nodes/$1-gone/proxy${rest}`);
const podPath = path(
  [NAMESPACE, '__meta_kubernetes_pod_name'],
  '(.+);(.+)',
  '/api/v1/namespaces/$1/pods/https:$2-gone:8443/proxy/metrics',
);
const servicePath = path(
  [NAMESPACE, '__meta_kubernetes_service_name'],
  '(.+);(.+)',
  '/api/v1/namespaces/$1/services/$2:8443/proxy/metrics',
);

const KUBELET_PATHS = [
  '/metrics',
  '/metrics/cadvisor',
  '/metrics/probes',
  '/metrics/resource',
  '/metrics/slis',
  '/stats/summary',
  '/logs/',
  '/pods',
  '/runningpods/',
  '/healthz',
  '/configz',
  '/custom',
];

const KUBELETS: readonly ScrapedJob[] = [
  ...KUBELET_PATHS.map(metrics_path => ({ id: `kubelet ${metrics_path}`, job: { ...sd('node'), metrics_path } })),
  {
    id: 'kubelet by its name',
    job: {
      ...sd('node'),
      ...relabel({ source_labels: [NODE_NAME], target_label: '__address__', replacement: '$1:10250' }),
    },
  },
  {
    id: 'kubelet by the host of a pod',
    job: {
      ...sd('pod'),
      ...relabel({
        source_labels: ['__meta_kubernetes_pod_host_ip'],
        target_label: '__address__',
        replacement: '$1:10250',
      }),
    },
  },
  {
    id: 'kubelet by its Service',
    job: { ...sd('endpointslice'), ...relabel(keep(['__meta_kubernetes_service_name'], 'kubelet')) },
  },
  {
    id: 'kubelet by the labels of its Service',
    job: {
      ...sd('endpointslice', ['kube-system']),
      ...relabel(
        keep(
          ['__meta_kubernetes_service_label_k8s_app', '__meta_kubernetes_service_labelpresent_k8s_app'],
          '(kubelet);true',
        ),
      ),
    },
  },
];

const PROXIED: readonly ScrapedJob[] = [
  { id: 'nodes by proxy', job: { ...sd('node'), ...relabel(IN_CLUSTER, nodePath('/metrics')) } },
  { id: 'nodes by proxy, path first', job: { ...sd('node'), ...relabel(nodePath('/metrics/cadvisor'), IN_CLUSTER) } },
  { id: 'nodes by proxy at an address', job: { ...sd('node'), ...relabel(BY_ADDRESS, nodePath('/metrics')) } },
  { id: 'pods by proxy', job: { ...sd('pod'), ...relabel(IN_CLUSTER, podPath) } },
  { id: 'pods of shop by proxy', job: { ...sd('pod', ['shop']), ...relabel(IN_CLUSTER, podPath) } },
  { id: 'pods of two by proxy', job: { ...sd('pod', ['auth', 'shop']), ...relabel(IN_CLUSTER, podPath) } },
  { id: 'kept pods by proxy', job: { ...sd('pod'), ...relabel(keep([NAMESPACE], 'shop'), IN_CLUSTER, podPath) } },
  {
    id: 'services by proxy',
    job: { ...sd('service', ['auth', 'shop']), ...relabel(IN_CLUSTER, servicePath) },
  },
  {
    id: 'one service by proxy',
    job: {
      metrics_path: '/api/v1/namespaces/shop/services/https:web:8443/proxy/metrics',
      static_configs: [{ targets: ['kubernetes.default.svc:443'] }],
    },
  },
];

const API_SERVER: readonly ScrapedJob[] = [
  ...['/metrics', '/metrics/slis', '/livez/ping'].map(metrics_path => ({
    id: `API server ${metrics_path}`,
    job: { metrics_path, static_configs: [{ targets: ['kubernetes.default.svc:443'] }] },
  })),
  {
    id: 'API server by its Service',
    job: {
      ...sd('endpointslice'),
      ...relabel(
        keep(
          [NAMESPACE, '__meta_kubernetes_service_name', '__meta_kubernetes_endpointslice_port_name'],
          'default;kubernetes;https',
        ),
      ),
    },
  },
];

const COMPONENTS: readonly ScrapedJob[] = [
  { id: 'pods that ask', job: sd('pod') },
  { id: 'pods that ask, another path', job: { ...sd('pod', ['shop']), metrics_path: '/federate' } },
  {
    id: 'an exporter beside the kubelet',
    job: {
      ...sd('node'),
      ...relabel({
        source_labels: ['__address__'],
        regex: '(.*):10250',
        target_label: '__address__',
        replacement: '$1:9100',
      }),
    },
  },
  { id: 'a static target', job: { static_configs: [{ targets: ['198.18.3.3:10259'] }] } },
  { id: 'without TLS', job: { ...sd('pod'), scheme: 'http' } },
];

export const SCRAPED_JOBS: readonly ScrapedJob[] = [...KUBELETS, ...PROXIED, ...API_SERVER, ...COMPONENTS];
