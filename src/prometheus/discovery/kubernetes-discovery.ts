import type { KubernetesObject } from '../../kubernetes/objects/kubernetes-object.ts';
import type { Labels } from '../relabel/rule.ts';
import type { DiscoveryConfig } from './discovery-config.ts';
import type { DiscoveryContext } from './discovery-context.ts';
import { endpointsGroup } from './endpoints.ts';
import { endpointSliceGroup } from './endpointslice.ts';
import { ingressGroup } from './ingress.ts';
import { isListed, KIND_OF_ROLE, ListedObjects, unsupportedFields } from './listed-objects.ts';
import { nodeGroup } from './node.ts';
import type { ObjectStore } from './object-store.ts';
import { type DiscoveryBehaviour, discoveryBehaviour, isMissing, type MissingLabels } from './older-versions.ts';
import { podGroup } from './pod.ts';
import { serviceGroup } from './service.ts';
import type { TargetGroup } from './target-group.ts';

/**
 * The group of an object, or why there is none: the role does not list it (other kind, namespace or selectors), or it is
 * a node without address, for which Prometheus sends nothing, so that an earlier group of it stays.
 */
export type GroupOutcome = TargetGroup | 'not-listed' | 'no-address';

/**
 * All groups that Prometheus has once it knows the objects of the store, one for each object that the role lists, in the
 * order of the store. Empty when the API server refuses one of its lists, see {@link unsupportedFields}.
 *
 * What the final objects do not decide is left out of account: Prometheus does not look at an endpoint without reference
 * to a pod again when only its node changes.
 *
 * See https://prometheus.io/docs/prometheus/latest/configuration/configuration/#kubernetes_sd_config
 */
export function discoverGroups(config: DiscoveryConfig, store: ObjectStore): readonly TargetGroup[] {
  if (unsupportedFields(config).length > 0) return [];
  const behaviour = discoveryBehaviour(config.role, config.version);
  const groups: TargetGroup[] = [];
  for (const object of store.list(KIND_OF_ROLE[config.role])) {
    const group = outcome(object, config, store, behaviour);
    if (typeof group !== 'string') groups.push(group);
  }
  return groups;
}

/** The group of one object. It need not be in the store, which holds what the object refers to. */
export function groupOf(object: KubernetesObject, config: DiscoveryConfig, store: ObjectStore): GroupOutcome {
  if (unsupportedFields(config).length > 0) return 'not-listed';
  return outcome(object, config, store, discoveryBehaviour(config.role, config.version));
}

function outcome(
  object: KubernetesObject,
  config: DiscoveryConfig,
  store: ObjectStore,
  behaviour: DiscoveryBehaviour,
): GroupOutcome {
  if (object.kind !== KIND_OF_ROLE[config.role] || !isListed(object, config)) return 'not-listed';
  const listed = new ListedObjects(config, store, object.metadata.namespace);
  const group = build(object, { config, behaviour, listed });
  return typeof group === 'string' ? group : older(group, behaviour.missing);
}

function build(object: KubernetesObject, context: DiscoveryContext): GroupOutcome {
  switch (object.kind) {
    case 'Node':
      return nodeGroup(object);
    case 'Pod':
      return podGroup(object, context);
    case 'Service':
      return serviceGroup(object, context);
    case 'Endpoints':
      return endpointsGroup(object, context);
    case 'EndpointSlice':
      return endpointSliceGroup(object, context);
    case 'Ingress':
      return ingressGroup(object, context);
    default:
      return 'not-listed';
  }
}

/** Without the labels that a Prometheus of this age does not set. */
function older(group: TargetGroup, missing: MissingLabels): TargetGroup {
  if (missing.names.size + missing.prefixes.length === 0) return group;
  const without = (labels: Labels) => new Map([...labels].filter(([name]) => !isMissing(name, missing)));
  return { source: group.source, labels: without(group.labels), targets: group.targets.map(without) };
}
