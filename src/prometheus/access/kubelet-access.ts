import type { ResourceAccess } from './access.ts';

interface KubeletPath {
  readonly path: string;
  readonly subresource: string;
  readonly coarser: string;
}

/** Which subresource of the node the kubelet asks for, by the path; `proxy` for all others. */
const PATHS: readonly KubeletPath[] = [
  { path: '/metrics', subresource: 'metrics', coarser: '' },
  { path: '/stats', subresource: 'stats', coarser: '' },
  { path: '/logs', subresource: 'log', coarser: '' },
  { path: '/checkpoint', subresource: 'checkpoint', coarser: '' },
  { path: '/statusz', subresource: 'statusz', coarser: '' },
  { path: '/flagz', subresource: 'configz', coarser: '' },
  { path: '/pods', subresource: 'pods', coarser: 'proxy' },
  { path: '/runningpods', subresource: 'pods', coarser: 'proxy' },
  { path: '/healthz', subresource: 'healthz', coarser: 'proxy' },
  { path: '/configz', subresource: 'configz', coarser: 'proxy' },
];

/**
 * What somebody must be allowed who gets `path`, a literal one, from the kubelet of any node.
 * See https://kubernetes.io/docs/reference/access-authn-authz/kubelet-authn-authz/
 */
export function kubeletAccess(path: string): ResourceAccess {
  const found = PATHS.find(one => path === one.path || path.startsWith(`${one.path}/`));
  const { subresource, coarser } = found ?? { subresource: 'proxy', coarser: '' };
  const nodes = { kind: 'resource', verbs: ['get'], group: '', resource: 'nodes', names: [], namespace: '' } as const;
  return { ...nodes, subresource, coarser };
}
