import type { Manifest } from '../../cluster/admin-api.ts';
import { worldEndpoints, worldSlices } from './endpoints.ts';
import { worldIngresses } from './ingresses.ts';
import { worldNodes } from './nodes.ts';
import { TERMINATING, worldPods } from './pods.ts';
import { worldServices } from './services.ts';
import { worldNamespaces, worldWorkloads } from './workloads.ts';

/** What is made in a cluster, and by whom. */
export interface World {
  readonly objects: readonly Manifest[];
  /** Pods, `namespace/name`, that are deleted once they are there. */
  readonly terminating: readonly string[];
}

/** The namespace in which the Prometheus of the world runs. */
export const OWN_NAMESPACE = 'monitoring';

/** Everything in a cluster that discovery treats specially, at least once. */
export function ownWorld(): World {
  const objects = [
    ...worldNamespaces(),
    ...worldNodes(),
    ...worldWorkloads(),
    ...worldPods(),
    ...worldServices(),
    ...worldEndpoints(),
    ...worldSlices(),
    ...worldIngresses(),
  ];
  return { objects, terminating: TERMINATING };
}
