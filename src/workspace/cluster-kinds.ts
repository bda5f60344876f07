/** Kinds that have no namespace; all others that we look at have one. */
const CLUSTER_KINDS: ReadonlySet<string> = new Set([
  'APIService',
  'CertificateSigningRequest',
  'ClusterRole',
  'ClusterRoleBinding',
  'ClusterTrustBundle',
  'CSIDriver',
  'CSINode',
  'CustomResourceDefinition',
  'FlowSchema',
  'IngressClass',
  'MutatingWebhookConfiguration',
  'Namespace',
  'Node',
  'PersistentVolume',
  'PodSecurityPolicy',
  'PriorityClass',
  'PriorityLevelConfiguration',
  'RuntimeClass',
  'StorageClass',
  'ValidatingAdmissionPolicy',
  'ValidatingAdmissionPolicyBinding',
  'ValidatingWebhookConfiguration',
  'VolumeAttachment',
]);

/** Whether objects of the kind are in no namespace. */
export function isClusterKind(kind: string | undefined): boolean {
  return kind !== undefined && CLUSTER_KINDS.has(kind);
}

/** Kinds whose names kustomize leaves without prefix and suffix. */
const NAMES_KEPT: ReadonlySet<string> = new Set(['APIService', 'CustomResourceDefinition', 'Namespace']);

/**
 * Whether `namePrefix` and `nameSuffix` change the object's name.
 * See https://github.com/kubernetes-sigs/kustomize/blob/master/plugin/builtin/prefixtransformer
 */
export function isRenamed(kind: string | undefined): boolean {
  return kind === undefined || !NAMES_KEPT.has(kind);
}
