import type { AccountJob, WorkerConfiguration } from '../../cluster/worker-protocol.ts';
import { accessRequests } from '../../prometheus/access/access-requests.ts';
import { listAccess } from '../../prometheus/access/discovery-access.ts';
import { jobOfAccount } from '../../prometheus/access/job-of-account.ts';
import type { ListedResource } from '../../prometheus/discovery/listed-resources.ts';
import type { ScrapeJob } from '../../prometheus/targets/scrape-job.ts';
import { accessInWords } from '../access/access-words.ts';
import type { AccountListing } from '../access/account-listing.ts';
import { requestKey } from '../access/list-refusals.ts';
import { listsInShort } from './refusal-words.ts';

/** Adds to configurations who runs them, and what of their jobs is left for that account. */
export class AccountJobs {
  readonly #known = new WeakMap<WorkerConfiguration, { readonly key: string; readonly joined: WorkerConfiguration }>();

  /** `listing`: undefined while it is not known who runs it. The same object as before where nothing is new. */
  joined(configuration: WorkerConfiguration, listing: AccountListing | undefined): WorkerConfiguration {
    if (!listing) return configuration;
    const key = JSON.stringify([listing.account, [...listing.refused]]);
    const known = this.#known.get(configuration);
    if (known?.key === key) return known.joined;
    const accountJobs = configuration.jobs.flatMap(job => accountJob(job, listing) ?? []);
    const joined = { ...configuration, account: listing.account, accountJobs };
    this.#known.set(configuration, { key, joined });
    return joined;
  }
}

function accountJob(job: ScrapeJob, { account, refused }: AccountListing): AccountJob | undefined {
  if (refused.size === 0) return undefined;
  const found = jobOfAccount(job, listed => whyRefused(listed, refused) !== undefined);
  if (!found) return undefined;
  const reasons = found.refused.map(listed => {
    const why = whyRefused(listed, refused) ?? '';
    return `${account} may not ${accessInWords(listAccess(listed))}: ${why}.`;
  });
  return { job: found.job, refusal: { extent: found.extent, what: listsInShort(found.refused), reasons } };
}

/**
 * Why a list is had in no way; undefined where it may be had. Who may list and not watch gets the list again and again;
 * who may watch and not list gets it as a stream, of newer API servers by newer Prometheus.
 */
function whyRefused(listed: ListedResource, refused: AccountListing['refused']): string | undefined {
  const reasons = accessRequests(listAccess(listed)).map(request => refused.get(requestKey(request)));
  return reasons.every(why => why !== undefined) ? [...new Set(reasons)].join('; ') : undefined;
}
