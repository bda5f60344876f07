import { OBJECT_KINDS, type ObjectKind } from '../../kubernetes/objects/kubernetes-object.ts';
import type { DiscoveryConfig } from '../../prometheus/discovery/discovery-config.ts';
import { isClusterScoped, listedResources } from '../../prometheus/discovery/listed-resources.ts';

/** How one kind of object is watched. */
export type KindPlan =
  /** In all namespaces by one watch; `instead`: in which namespaces while that is forbidden. */
  | { readonly kind: ObjectKind; readonly scope: 'all'; readonly instead: readonly string[] }
  | { readonly kind: ObjectKind; readonly scope: 'namespaces'; readonly namespaces: readonly string[] };

/** What is watched in a context, each kind once. */
export interface WatchPlan {
  readonly kinds: readonly KindPlan[];
  /** No more watches than this run at a time. */
  readonly maxWatches: number;
  /** The namespaces that the user has chosen instead of the whole cluster, [] for the whole cluster. */
  readonly chosen: readonly string[];
}

export interface PlanRequest {
  /** Those of all jobs of all configurations. */
  readonly configs: readonly DiscoveryConfig[];
  /** Chosen by the user instead of the whole cluster; [] for the whole cluster. */
  readonly chosen: readonly string[];
  /** The namespace of the context, watched while the whole cluster is forbidden. */
  readonly contextNamespace: string;
  readonly maxWatches: number;
}

/** Nothing is watched. */
export const NO_WATCHES: WatchPlan = { kinds: [], maxWatches: 0, chosen: [] };

interface Wanted {
  isAll: boolean;
  readonly namespaces: Set<string>;
}

/**
 * The watches for these entries: what they list, merged. A watch of all namespaces covers those of single ones. Where the
 * limit does not allow one for each namespace, the kind with the most of them is asked for in all namespaces.
 */
export function planWatches({ configs, chosen, contextNamespace, maxWatches }: PlanRequest): WatchPlan {
  const wanted = wantedKinds(configs, chosen);
  const kinds = OBJECT_KINDS.flatMap(kind => {
    const one = wanted.get(kind);
    return one ? [kindPlan(kind, one, contextNamespace)] : [];
  });
  return { kinds: withinLimit(kinds, maxWatches), maxWatches, chosen };
}

function wantedKinds(configs: readonly DiscoveryConfig[], chosen: readonly string[]): ReadonlyMap<ObjectKind, Wanted> {
  const wanted = new Map<ObjectKind, Wanted>();
  for (const config of configs) {
    for (const { kind, namespace } of listedResources(config)) {
      const one = wanted.get(kind) ?? { isAll: false, namespaces: new Set() };
      wanted.set(kind, one);
      if (namespace !== '') one.namespaces.add(namespace);
      else if (chosen.length === 0 || isClusterScoped(kind)) one.isAll = true;
      else for (const name of chosen) one.namespaces.add(name);
    }
  }
  return wanted;
}

function kindPlan(kind: ObjectKind, { isAll, namespaces }: Wanted, contextNamespace: string): KindPlan {
  if (!isAll) return { kind, scope: 'namespaces', namespaces: [...namespaces].sort() };
  if (isClusterScoped(kind)) return { kind, scope: 'all', instead: [] };
  // The context's namespace first: it stays where the limit cuts.
  return { kind, scope: 'all', instead: [...new Set([contextNamespace, ...[...namespaces].sort()])] };
}

function withinLimit(kinds: readonly KindPlan[], maxWatches: number): readonly KindPlan[] {
  const watches = kinds.reduce((sum, plan) => sum + watchesOf(plan), 0);
  if (watches <= maxWatches) return kinds;
  const largest = kinds.reduce((one, other) => (watchesOf(other) > watchesOf(one) ? other : one));
  if (largest.scope === 'all' || largest.namespaces.length < 2) return kinds;
  const merged: KindPlan = { kind: largest.kind, scope: 'all', instead: largest.namespaces };
  return withinLimit(
    kinds.map(plan => (plan === largest ? merged : plan)),
    maxWatches,
  );
}

function watchesOf(plan: KindPlan): number {
  return plan.scope === 'all' ? 1 : plan.namespaces.length;
}
