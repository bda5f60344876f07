import type { Kubeconfig } from '../../kubernetes/kubeconfig/kubeconfig.ts';
import type { KubeconfigPaths } from './kubeconfig-paths.ts';

/**
 * The files whose change may change what a context resolves to: every kubeconfig that was looked for, whether or not it is
 * there, and the certificates, keys and tokens that its entries name. Absolute, each once.
 */
export function watchedFiles(paths: KubeconfigPaths, kubeconfig: Kubeconfig): readonly string[] {
  const named = [...kubeconfig.clusters.values()].map(cluster => cluster.caFile);
  for (const user of kubeconfig.users.values()) named.push(user.certFile, user.keyFile, user.tokenFile);
  return [...new Set([...paths.files, ...named.filter(file => file !== '')])];
}
