import type { ClusterStatus, Knowledge } from '../../protocol/targets.ts';
import type { ApiFailure } from '../api/api-failure.ts';
import type { WatchHealth } from './ports.ts';

/** What the health of the watches says of the cluster as a whole. `namespace` is that of the context. */
export function statusOfHealth(health: WatchHealth, namespace: string): ClusterStatus {
  switch (health.state) {
    case 'connecting':
    case 'connected':
      return { state: health.state };
    case 'loading':
      return health;
    case 'forbidden':
      return { state: 'forbidden', message: health.message, namespace };
    case 'failing':
      return statusOfFailure(health.failure, health.since, namespace);
  }
}

function statusOfFailure(failure: ApiFailure, since: number, namespace: string): ClusterStatus {
  if (failure.kind === 'credentials') {
    return { state: 'unauthorised', message: failure.message, advice: failure.advice };
  }
  if (failure.kind === 'status' && failure.code === 401) {
    const message = 'The API server does not accept the credentials of this context. Log in again, then refresh.';
    return { state: 'unauthorised', message, advice: '' };
  }
  if (failure.kind === 'status' && failure.code === 403) {
    return { state: 'forbidden', message: failure.message, namespace };
  }
  return { state: 'unreachable', message: failure.message, since };
}

/** Whether only other credentials, or the user, can help. */
export function isUnauthorised(health: WatchHealth): boolean {
  return statusOfHealth(health, '').state === 'unauthorised';
}

/** What is known of any discovery while there are no objects of a cluster at all. */
export function knowledgeWithoutObjects(status: ClusterStatus): Knowledge {
  switch (status.state) {
    case 'idle':
      return { state: 'unknown', why: 'Nothing is connected while nobody looks at the targets.' };
    case 'no-kubeconfig':
      return { state: 'unknown', why: 'There is no kubeconfig, so there is no cluster to ask.' };
    case 'connecting':
    case 'connected':
    case 'loading':
      return { state: 'loading' };
    case 'snapshot':
      return { state: 'complete' };
    default:
      return { state: 'unknown', why: status.message };
  }
}
