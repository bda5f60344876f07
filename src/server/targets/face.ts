import type { WorkerConfiguration } from '../../cluster/worker-protocol.ts';
import type { ClusterStatus, TargetsFace } from '../../protocol/targets.ts';
import type { JobStatuses } from './job-statuses.ts';
import type { ScanState } from './saved-files.ts';

export interface FaceFacts {
  readonly scan: ScanState;
  readonly configurations: readonly WorkerConfiguration[];
  readonly cluster: ClusterStatus;
  readonly statuses: JobStatuses;
}

/** What the view shows as a whole: rows as soon as there is one that says something, else why there is none. */
export function faceOf(facts: FaceFacts): TargetsFace {
  const { scan, configurations, cluster } = facts;
  if (configurations.length === 0) {
    return { face: scan === 'complete' || scan === 'cut' ? 'no-configuration' : 'loading' };
  }
  switch (cluster.state) {
    case 'no-kubeconfig':
    case 'kubeconfig-unreadable':
    case 'no-context':
    case 'snapshot-unreadable':
      return { face: 'cluster' };
    case 'unreachable':
    case 'unauthorised':
    case 'forbidden':
      return { face: knowsOfCluster(facts) ? 'rows' : 'cluster' };
    case 'idle':
    case 'connecting':
    case 'connected':
    case 'loading':
    case 'snapshot':
      return { face: hasStatus(facts) || configurations.every(({ jobs }) => jobs.length === 0) ? 'rows' : 'loading' };
  }
}

function hasStatus({ configurations, statuses }: FaceFacts): boolean {
  return configurations.some(({ id, jobs }) => jobs.some(({ pool }) => statuses.of(id, pool.jobName) !== undefined));
}

/** Whether rows of the cluster are there, be they old, or none of the jobs asks it. */
function knowsOfCluster({ configurations, statuses }: FaceFacts): boolean {
  const asking = configurations.flatMap(({ id, jobs }) =>
    jobs
      .filter(job => job.discoveries.some(({ kind }) => kind === 'kubernetes'))
      .map(({ pool }) => statuses.of(id, pool.jobName)?.knowledge.state),
  );
  return asking.length === 0 || asking.some(state => state === 'complete' || state === 'partial' || state === 'stale');
}
