import type { DiscoveryConfig } from './discovery-config.ts';
import type { ListedObjects } from './listed-objects.ts';
import type { DiscoveryBehaviour } from './older-versions.ts';

/** What the group of an object depends on beside the object. */
export interface DiscoveryContext {
  readonly config: DiscoveryConfig;
  readonly behaviour: DiscoveryBehaviour;
  readonly listed: ListedObjects;
}
