import type { AccessFault } from '../../kubernetes/kubeconfig/access-fault.ts';
import type { ClusterEntry } from '../../kubernetes/kubeconfig/kubeconfig.ts';
import { cannotOpen, type KubeconfigFiles } from '../../kubernetes/kubeconfig/kubeconfig-files.ts';
import { isProxyUrl } from './proxy-url.ts';

/** What client-go's validateClusterInfo refuses of a cluster, in its order. */
export function clusterFaults(name: string, cluster: ClusterEntry, files: KubeconfigFiles): readonly AccessFault[] {
  const faults: AccessFault[] = [];
  if (cluster.server === '') {
    faults.push({ kind: 'no-server', message: `The cluster "${name}" names no server. Set its \`server\`.` });
  }
  if (cluster.proxyUrl !== '' && !isProxyUrl(cluster.proxyUrl)) {
    const message = `The proxy-url of the cluster "${name}" is none that can be used: write http://, https:// or socks5://.`;
    faults.push({ kind: 'proxy-url', message });
  }
  if (cluster.caFile !== '' && cluster.caData.length > 0) {
    const message = `The cluster "${name}" has both certificate-authority and certificate-authority-data. Remove one.`;
    faults.push({ kind: 'ca-twice', message });
  }
  if (cluster.caFile !== '' && cannotOpen(cluster.caFile, files)) {
    const message = `The certificate authority of the cluster "${name}" cannot be read: ${cluster.caFile}.`;
    faults.push({ kind: 'ca-unreadable', message });
  }
  return faults;
}
