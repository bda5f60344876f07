import type { Pod } from '../../kubernetes/objects/pod.ts';
import type { DiscoveryContext } from './discovery-context.ts';
import { META_LABEL_PREFIX } from './meta-labels.ts';
import { addFamilies, addObjectLabels, type GrowingLabels } from './object-labels.ts';

/**
 * Adds the name, labels and annotations of a node, where `attach_metadata.node` asks for them and the node is listed.
 * Without a name nothing is added.
 * See https://prometheus.io/docs/prometheus/latest/configuration/configuration/#kubernetes_sd_config
 */
export function attachNode(labels: GrowingLabels, name: string | undefined, context: DiscoveryContext): void {
  if (name === undefined || !context.config.attach.has('node')) return;
  const node = context.listed.ofCluster('Node', name);
  if (node) addObjectLabels(labels, node.metadata, 'node');
}

/** Adds the labels and annotations of a namespace, where `attach_metadata.namespace` asks for them. */
export function attachNamespace(labels: GrowingLabels, name: string, context: DiscoveryContext): void {
  if (!context.config.attach.has('namespace')) return;
  const namespace = context.listed.ofCluster('Namespace', name);
  if (namespace) addFamilies(labels, namespace.metadata, 'namespace');
}

/**
 * Adds the names of the Deployment, Job and CronJob of a pod, as far as `attach_metadata` asks for them. Deployment and
 * CronJob are those that manage the ReplicaSet or Job of the pod; they themselves are not looked up.
 */
export function attachControllers(labels: GrowingLabels, pod: Pod, context: DiscoveryContext): void {
  const { controller } = pod;
  const { attach } = context.config;
  if (controller?.kind === 'ReplicaSet' && attach.has('deployment')) {
    addOwner(labels, 'ReplicaSet', 'Deployment', pod, context);
  }
  if (controller?.kind !== 'Job') return;
  if (attach.has('job')) labels.set(`${META_LABEL_PREFIX}pod_job_name`, controller.name);
  if (attach.has('cronjob')) addOwner(labels, 'Job', 'CronJob', pod, context);
}

function addOwner(
  labels: GrowingLabels,
  kind: 'ReplicaSet' | 'Job',
  ownerKind: 'Deployment' | 'CronJob',
  pod: Pod,
  { listed }: DiscoveryContext,
): void {
  const between = listed.inNamespace(kind, pod.metadata.namespace, pod.controller?.name ?? '');
  if (between?.controller?.kind !== ownerKind) return;
  labels.set(`${META_LABEL_PREFIX}pod_${ownerKind.toLowerCase()}_name`, between.controller.name);
}
