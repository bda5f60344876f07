import type { WorkerConfiguration } from '../../cluster/worker-protocol.ts';
import type { ContextSummary, TargetsNeed, TargetsState } from '../../protocol/targets.ts';
import { DOWN, type WorkerState } from './cluster-worker.ts';
import { faceOf } from './face.ts';
import type { JobStatuses } from './job-statuses.ts';
import type { ScanState } from './saved-files.ts';

export interface StateFacts {
  readonly need: TargetsNeed;
  readonly worker: WorkerState;
  /** What the worker has said last; undefined while it has said nothing. */
  readonly context: ContextSummary | undefined;
  readonly scan: ScanState;
  readonly configurations: readonly WorkerConfiguration[];
  readonly statuses: JobStatuses;
}

/** What the client is told of the whole. A workspace without trust has no face of ours: the client knows why. */
export function targetsState({ need, worker, context, ...facts }: StateFacts): TargetsState {
  const chosen = need.pinnedContext === null ? 'kubeconfig' : 'pinned';
  const nameless: ContextSummary = { name: '', chosen, server: '', cluster: { state: 'idle' } };
  if (worker.state === 'down') {
    const message = DOWN[worker.why];
    const cluster = { state: 'unreachable', message, since: worker.since } as const;
    return { view: { face: 'cluster' }, context: { ...nameless, cluster } };
  }
  const waiting = worker.state === 'resting' ? 'idle' : 'connecting';
  const known = context ?? { ...nameless, cluster: { state: waiting } as const };
  if (need.trust === 'untrusted') return { view: { face: 'loading' }, context: known };
  return { view: faceOf({ ...facts, cluster: known.cluster }), context: known };
}
