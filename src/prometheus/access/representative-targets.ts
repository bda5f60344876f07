import type { KubernetesRole } from '../config/kubernetes-sd-config.ts';
import type { DiscoveryConfig } from '../discovery/discovery-config.ts';
import { findMetaLabel } from '../discovery/meta-labels.ts';
import type { Labels } from '../relabel/rule.ts';
import { ADDRESS, METRICS_PATH, SCHEME } from '../targets/internal-labels.ts';
import type { ScrapeJob } from '../targets/scrape-job.ts';
import type { PossibleTarget } from './possible-target.ts';
import { symbol } from './symbols.ts';

const NAMESPACE = '__meta_kubernetes_namespace';

/** The symbol for the host of a discovered address. */
export const HOST = 'host';
/** The symbol for the port of a discovered address. */
export const PORT = 'port';

/** Where the kubelet listens unless a node says otherwise: https://kubernetes.io/docs/reference/networking/ports-and-protocols/ */
export const KUBELET_PORT = '10250';

const NODE_ADDRESS = `${symbol(HOST)}:${KUBELET_PORT}`;
const ADDRESSES: { readonly [Role in KubernetesRole]: string } = {
  node: NODE_ADDRESS,
  pod: `${symbol(HOST)}:${symbol(PORT)}`,
  endpoints: `${symbol(HOST)}:${symbol(PORT)}`,
  endpointslice: `${symbol(HOST)}:${symbol(PORT)}`,
  service: `${symbol('__meta_kubernetes_service_name')}.${symbol(NAMESPACE)}.svc:${symbol('__meta_kubernetes_service_port_number')}`,
  ingress: symbol('__meta_kubernetes_ingress_host'),
};

/** Labels that every target of a role has, with something in them. */
const ALWAYS_FILLED = [
  HOST,
  PORT,
  NAMESPACE,
  '__meta_kubernetes_node_name',
  '__meta_kubernetes_pod_name',
  '__meta_kubernetes_pod_ip',
  '__meta_kubernetes_service_name',
  '__meta_kubernetes_service_port_number',
  '__meta_kubernetes_ingress_name',
  '__meta_kubernetes_ingress_scheme',
  '__meta_kubernetes_ingress_path',
  '__meta_kubernetes_endpoints_name',
  '__meta_kubernetes_endpointslice_name',
];

/** The address as a discovery makes it, by which one can tell whether rules have changed it. */
export function discoveredAddress(role: KubernetesRole): string {
  return ADDRESSES[role];
}

/** A target that stands for all that an entry of `kubernetes_sd_configs` discovers, before relabelling. */
export function discoveredTarget({ role, namespaces, attach }: DiscoveryConfig, job: ScrapeJob): PossibleTarget {
  const labels = new Map<string, string>();
  for (const name of new Set([...namesRead(job), ...IDENTITY])) {
    const found = findMetaLabel(name);
    if (found.kind !== 'known') continue;
    const isSet = found.label.sources.some(
      source => source.role === role && (source.attach === 'none' || attach.has(source.attach)),
    );
    if (isSet) labels.set(name, symbol(name));
  }
  labels.set(ADDRESS, ADDRESSES[role]);
  const target = { labels: withJobLabels(labels, job), filled: new Set(ALWAYS_FILLED) };
  const [only, ...others] = namespaces === 'all' ? [] : [...namespaces];
  if (only === undefined || others.length > 0) return target;
  const replaced = [...target.labels].map(
    ([name, value]) => [name, value.replaceAll(symbol(NAMESPACE), only)] as const,
  );
  return { ...target, labels: new Map(replaced) };
}

/** A target of `static_configs`. */
export function staticTarget(target: Labels, group: Labels, job: ScrapeJob): PossibleTarget {
  return { labels: withJobLabels(new Map([...group, ...target]), job), filled: new Set() };
}

/** A target of another mechanism, of which nothing is known before relabelling. */
export function unknownTarget(job: ScrapeJob): PossibleTarget {
  const labels = new Map([[ADDRESS, symbol(`?${ADDRESS}`)]]);
  return { labels: withJobLabels(labels, job), filled: new Set([`?${ADDRESS}`]) };
}

/** By these one can tell which service a target belongs to. */
const IDENTITY = [
  NAMESPACE,
  '__meta_kubernetes_service_name',
  '__meta_kubernetes_endpoints_name',
  '__meta_kubernetes_service_label_k8s_app',
  '__meta_kubernetes_service_label_app_kubernetes_io_name',
  '__meta_kubernetes_service_label_component',
  '__meta_kubernetes_service_label_provider',
];

function namesRead({ pool }: ScrapeJob): readonly string[] {
  return pool.relabelRules.flatMap(({ sourceLabels, targetLabel }) => [...sourceLabels, targetLabel]);
}

function withJobLabels(labels: ReadonlyMap<string, string>, { pool }: ScrapeJob): ReadonlyMap<string, string> {
  const given = [
    [SCHEME, pool.scheme],
    [METRICS_PATH, pool.metricsPath],
    ['job', pool.jobName],
  ] as const;
  const all = new Map([...given, ...labels]);
  return new Map([...all].filter(([, value]) => value !== ''));
}
