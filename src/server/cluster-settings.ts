/** The settings of the machine that say how the cluster is reached. The namespaces come with the client’s need. */
export interface ClusterSettings {
  /** '' for the variable KUBECONFIG and the default place. */
  readonly kubeconfig: string;
  readonly maxWatches: number;
}

export const DEFAULT_CLUSTER_SETTINGS: ClusterSettings = { kubeconfig: '', maxWatches: 32 };

/** More than this no API server should have to bear from one window. */
const MOST_WATCHES = 256;

/** Reads the section `prometheusKubernetes.cluster` as any client may send it; what is malformed counts as not set. */
export function readClusterSettings(section: unknown): ClusterSettings {
  if (typeof section !== 'object' || section === null) return DEFAULT_CLUSTER_SETTINGS;
  const kubeconfig = 'kubeconfig' in section ? section.kubeconfig : undefined;
  const maxWatches = 'maxWatches' in section ? section.maxWatches : undefined;
  return {
    kubeconfig: typeof kubeconfig === 'string' ? kubeconfig : DEFAULT_CLUSTER_SETTINGS.kubeconfig,
    maxWatches:
      typeof maxWatches === 'number' && Number.isInteger(maxWatches) && maxWatches >= 1
        ? Math.min(maxWatches, MOST_WATCHES)
        : DEFAULT_CLUSTER_SETTINGS.maxWatches,
  };
}
