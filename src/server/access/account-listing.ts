import type { ListRefusals } from './access-desk.ts';
import type { ClusterVerdicts } from './cluster-verdicts.ts';

/** Who runs a configuration, and which requests of its discovery are refused for certain. */
export interface AccountListing {
  /** `monitoring/prometheus`. */
  readonly account: string;
  /** By `requestKey`, with the reason and who gives it, as a clause. */
  readonly refused: ReadonlyMap<string, string>;
}

/** Whether what a cluster has said counts: it does not beside the objects of a recording. */
export type ClusterCounts = 'counts' | 'does not count';

/**
 * What is known of who runs a configuration; undefined where nothing is. Where a cluster was asked, and that can still be
 * taken to hold, it decides; else files do.
 */
export function accountListing(
  found: ListRefusals | undefined,
  verdicts: ClusterVerdicts,
  cluster: ClusterCounts,
): AccountListing | undefined {
  if (!found) return undefined;
  const refused = new Map(found.refused.map(({ key, why }) => [key, why]));
  if (cluster === 'counts') addCluster(refused, found, verdicts);
  return { account: found.account, refused };
}

function addCluster(refused: Map<string, string>, { requester }: ListRefusals, verdicts: ClusterVerdicts): void {
  const said = requester === null ? undefined : verdicts.saidOf(requester);
  for (const [key, { state }] of said?.reviewed ?? []) {
    if (state === 'granted') refused.delete(key);
    if (state === 'denied') refused.set(key, `denied in the cluster ${said?.context}`);
  }
}
