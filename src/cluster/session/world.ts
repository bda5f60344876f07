import type { DiscoveryConfig } from '../../prometheus/discovery/discovery-config.ts';
import { type ObjectStore, objectStore } from '../../prometheus/discovery/object-store.ts';
import type { Knowledge } from '../../protocol/targets.ts';

/** Where discovery finds objects, and how many of all that there are it finds. */
export interface World {
  readonly store: ObjectStore;
  knowledgeOf(config: DiscoveryConfig): Knowledge;
}

/** A world without objects, of which the same is known whatever is discovered. */
export function emptyWorld(knowledge: () => Knowledge): World {
  return { store: objectStore([]), knowledgeOf: knowledge };
}
