import type { Labels } from '../relabel/rule.ts';

/** What became of one discovered target. */
export type Target = ActiveTarget | DroppedTarget | FailedTarget | UndecidedTarget;

/** The same without what it was before. */
export type TargetOutcome =
  | Omit<ActiveTarget, 'discovered'>
  | Omit<DroppedTarget, 'discovered'>
  | Omit<FailedTarget, 'discovered'>
  | Omit<UndecidedTarget, 'discovered'>;

export interface ActiveTarget {
  readonly state: 'active';
  /** Before relabelling. */
  readonly discovered: Labels;
  /** After it, with the internal `__` labels that are left. */
  readonly labels: Labels;
  readonly url: string;
}

/** A rule dropped it, by intention. */
export interface DroppedTarget {
  readonly state: 'dropped';
  readonly discovered: Labels;
  /** The index of the rule in `relabel_configs`. */
  readonly droppedBy: number;
}

/** Prometheus logs an error and shows it nowhere. */
export interface FailedTarget {
  readonly state: 'failed';
  readonly discovered: Labels;
  readonly reason: TargetFailure;
  /** In Prometheus' own words. */
  readonly message: string;
}

/** A rule cannot be run here, so nobody may say what becomes of the target. */
export interface UndecidedTarget {
  readonly state: 'undecided';
  readonly discovered: Labels;
  readonly undecidedBy: number;
  readonly why: string;
}

export type TargetFailure =
  | 'no-address'
  | 'slash-in-address'
  | 'invalid-scheme'
  | 'invalid-scrape-interval'
  | 'zero-scrape-interval'
  | 'invalid-scrape-timeout'
  | 'zero-scrape-timeout'
  | 'timeout-above-interval'
  | 'invalid-histogram-label'
  | 'invalid-label-value';

/** The labels that a target's series get: those that do not start with `__`. */
export function publicLabels(labels: Labels): Labels {
  return new Map([...labels].filter(([name]) => !name.startsWith('__')));
}
