import type { AccessRequest } from '../../kubernetes/rbac/access-request.ts';
import type { AccessNeed } from '../../prometheus/access/access.ts';
import type { Run, SceneAccount } from './scene.ts';

/** A right that an account needs and certainly does not have. */
export interface DeniedNeed {
  readonly run: Run;
  readonly need: AccessNeed;
  /** Those of its requests that nothing allows. */
  readonly requests: readonly AccessRequest[];
}

/** What is denied to an account; none where the files of its bundle are not all that counts. */
export function deniedNeeds(account: SceneAccount): readonly DeniedNeed[] {
  if (account.evidence === 'open') return [];
  return account.runs.flatMap(run =>
    run.needs.flatMap(({ need, state }) => (state.state === 'denied' ? [{ run, need, requests: state.requests }] : [])),
  );
}

/** The requests that are denied, each once. */
export function deniedRequests(account: SceneAccount): readonly AccessRequest[] {
  const all = deniedNeeds(account).flatMap(({ requests }) => requests);
  return [...new Map(all.map(request => [JSON.stringify(request), request])).values()];
}

/** The names of the jobs of some needs, each once, in the order of the file; '' is that of Alertmanagers. */
export function jobsOf(needs: readonly { readonly need: AccessNeed }[]): readonly string[] {
  return [...new Set(needs.flatMap(({ need }) => need.reasons.map(({ job }) => job)))];
}
