import type { ObjectKind } from '../../kubernetes/objects/kubernetes-object.ts';
import { resourceOf } from '../../kubernetes/objects/resource-name.ts';

/** How far the lists that are under way are, for users: `8,400 pods, 120 services…`; '' while nothing has come. */
export function loadingText(loaded: ReadonlyMap<ObjectKind, number>): string {
  const parts = [...loaded]
    .filter(([, count]) => count > 0)
    .sort(([, one], [, other]) => other - one)
    .map(([kind, count]) => `${count.toLocaleString('en-US')} ${resourceOf(kind)}`);
  return parts.length === 0 ? '' : `${parts.join(', ')}…`;
}
