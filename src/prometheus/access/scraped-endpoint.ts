import type { KubernetesRole } from '../config/kubernetes-sd-config.ts';
import { ADDRESS, SCHEME } from '../targets/internal-labels.ts';
import { NOT_KNOWN_PREFIX, type PossibleTarget } from './possible-target.ts';
import { discoveredAddress, HOST, KUBELET_PORT } from './representative-targets.ts';
import { hasSymbols, symbol, symbolsIn } from './symbols.ts';

/** What a target turns out to be: `other` answers for itself, `unknown` may be any of them. */
export type ScrapedEndpoint = 'api-server' | 'kubelet' | 'other' | 'unknown';

/** Where a target comes from: a role of Kubernetes discovery, or something else. */
export interface TargetOrigin {
  readonly role: KubernetesRole | 'none';
  /** Hosts that are an `api_server` of the job. */
  readonly apiServers: readonly string[];
}

const IN_CLUSTER = /^kubernetes\.default(?:\.svc(?:\.[a-z0-9.-]+)?)?\.?$/;

/** By these a target's host is that of its node. */
const NODE_HOSTS: ReadonlySet<string> = new Set(
  [
    'pod_host_ip',
    'pod_node_name',
    'node_name',
    'endpoint_node_name',
    'endpointslice_endpoint_node_name',
    'node_address_InternalIP',
    'node_address_ExternalIP',
    'node_address_Hostname',
    'node_address_InternalDNS',
    'node_address_ExternalDNS',
  ].map(name => symbol(`__meta_kubernetes_${name}`)),
);

const SERVICE_NAMES = ['__meta_kubernetes_service_name', '__meta_kubernetes_endpoints_name'];
/** The Service of kubelets that prometheus-operator writes has these labels. */
const KUBELET_LABELS = [
  '__meta_kubernetes_service_label_k8s_app',
  '__meta_kubernetes_service_label_app_kubernetes_io_name',
];

/** The API server gives its own Service, default/kubernetes, these. */
const API_SERVER_LABELS = [
  ['__meta_kubernetes_service_label_component', 'apiserver'],
  ['__meta_kubernetes_service_label_provider', 'kubernetes'],
] as const;

/** Which server a target's final address is that of. */
export function scrapedEndpoint(target: PossibleTarget, origin: TargetOrigin): ScrapedEndpoint {
  const address = target.labels.get(ADDRESS) ?? '';
  const { host, port } = splitPort(address);
  if (IN_CLUSTER.test(host) || origin.apiServers.includes(host)) return 'api-server';
  if (origin.role === 'node' || NODE_HOSTS.has(host)) return onNode(host, port, origin.role);
  if (isDiscovered(address, origin.role)) return ofService(target);
  return isUnknown(address) && origin.role === 'none' ? 'unknown' : 'other';
}

/** Whether the scheme is certainly, possibly or never TLS. */
export function usesTls({ labels }: PossibleTarget): 'yes' | 'no' | 'unknown' {
  const scheme = labels.get(SCHEME) ?? '';
  if (hasSymbols(scheme)) return 'unknown';
  return scheme === 'https' ? 'yes' : 'no';
}

function onNode(host: string, port: string, role: TargetOrigin['role']): ScrapedEndpoint {
  const isNode = host === symbol(HOST) || NODE_HOSTS.has(host);
  if (!isNode) return role === 'node' && hasSymbols(host) ? 'unknown' : 'other';
  if (hasSymbols(port)) return 'unknown';
  return port === KUBELET_PORT ? 'kubelet' : 'other';
}

function isDiscovered(address: string, role: TargetOrigin['role']): boolean {
  return (role === 'endpoints' || role === 'endpointslice') && address === discoveredAddress(role);
}

function ofService({ labels }: PossibleTarget): ScrapedEndpoint {
  const names = SERVICE_NAMES.map(name => labels.get(name));
  const isNamed = labels.get('__meta_kubernetes_namespace') === 'default' && names.includes('kubernetes');
  if (isNamed || API_SERVER_LABELS.every(([name, value]) => labels.get(name) === value)) return 'api-server';
  const isKubelet = names.includes('kubelet') || KUBELET_LABELS.some(name => labels.get(name) === 'kubelet');
  return isKubelet ? 'kubelet' : 'other';
}

function isUnknown(address: string): boolean {
  return symbolsIn(address).some(name => name.startsWith(NOT_KNOWN_PREFIX));
}

/** Host and port, each '' when it is not there; brackets of an IPv6 address are dropped. */
export function splitPort(address: string): { readonly host: string; readonly port: string } {
  const match = /^(?:\[([^\]]*)\]|([^:]*))(?::([^:]*))?$/.exec(address);
  return match ? { host: match[1] ?? match[2] ?? '', port: match[3] ?? '' } : { host: address, port: '' };
}
