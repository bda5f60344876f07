import type { ObjectKind } from '../../kubernetes/objects/kubernetes-object.ts';
import { resourceOf } from '../../kubernetes/objects/resource-name.ts';
import type { WatchKnowledge } from './watch-knowledge.ts';

/** Larger numbers are rounded down to this: what changes many times a second is read by nobody. */
const STEP = 100;

/** How many objects have come, by kind, of the lists that are under way for the first time. */
export function loadedFirst(watches: WatchKnowledge): ReadonlyMap<ObjectKind, number> {
  const counts = new Map<ObjectKind, number>();
  for (const { target, state } of watches.states()) {
    if (state.state === 'loading' && state.known === null) {
      counts.set(target.kind, (counts.get(target.kind) ?? 0) + state.loaded);
    }
  }
  return counts;
}

/** How far the lists that are under way are, for users: `8,400 pods, 120 services…`; '' while nothing has come. */
export function loadingText(loaded: ReadonlyMap<ObjectKind, number>): string {
  const parts = [...loaded]
    .filter(([, count]) => count > 0)
    .sort(([, one], [, other]) => other - one)
    .map(([kind, count]) => `${rounded(count).toLocaleString('en-US')} ${resourceOf(kind)}`);
  return parts.length === 0 ? '' : `${parts.join(', ')}…`;
}

function rounded(count: number): number {
  return count < 10 * STEP ? count : count - (count % STEP);
}
