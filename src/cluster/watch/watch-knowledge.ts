import type { ObjectKind } from '../../kubernetes/objects/kubernetes-object.ts';
import type { WatchPlan } from './watch-plan.ts';
import type { WatchState } from './watch-state.ts';
import type { WatchTarget } from './watch-target.ts';

/** What the watches of a context say of themselves. */
export interface WatchKnowledge {
  readonly plan: WatchPlan;
  /** Undefined when nothing watches exactly this; `namespace` is '' for all. */
  stateOf(kind: ObjectKind, namespace: string): WatchState | undefined;
  states(): readonly { readonly target: WatchTarget; readonly state: WatchState }[];
}
