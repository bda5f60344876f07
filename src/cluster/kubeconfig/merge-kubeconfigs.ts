import {
  type ClusterEntry,
  type ContextEntry,
  EMPTY_KUBECONFIG,
  type Kubeconfig,
  type UserEntry,
} from '../../kubernetes/kubeconfig/kubeconfig.ts';

/**
 * Several kubeconfigs as one: of entries with the same name the first file's counts as a whole, and so does the first
 * current-context that is not empty. https://kubernetes.io/docs/concepts/configuration/organize-cluster-access-kubeconfig/
 * @kubernetes/client-node is not used for this: it throws for a name that is there twice and lets the last
 * current-context win.
 */
export function mergeKubeconfigs(kubeconfigs: readonly Kubeconfig[]): Kubeconfig {
  return kubeconfigs.reduce(
    (merged, later) => ({
      clusters: firstWins<ClusterEntry>(merged.clusters, later.clusters),
      users: firstWins<UserEntry>(merged.users, later.users),
      contexts: firstWins<ContextEntry>(merged.contexts, later.contexts),
      currentContext: merged.currentContext === '' ? later.currentContext : merged.currentContext,
    }),
    EMPTY_KUBECONFIG,
  );
}

/** In the order of the files. */
function firstWins<T>(first: ReadonlyMap<string, T>, later: ReadonlyMap<string, T>): ReadonlyMap<string, T> {
  const merged = new Map(first);
  for (const [name, entry] of later) if (!merged.has(name)) merged.set(name, entry);
  return merged;
}
