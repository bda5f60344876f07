/** Whether another extension of the editor judges Kubernetes manifests, so that two would speak of the same field. */
export type ManifestTool = 'present' | 'absent';

/** Client to server, not answered. */
export interface ManifestOrders {
  /** What was said at the start is another thing now. A client that never says anything has none. */
  readonly 'prometheusKubernetes/otherManifestTool': { readonly tool: ManifestTool };
}
