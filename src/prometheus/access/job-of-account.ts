import type { AttachMetadataOption } from '../config/kubernetes-sd-config.ts';
import type { DiscoveryConfig } from '../discovery/discovery-config.ts';
import { type Discoverer, discoverersOf, type ListedResource } from '../discovery/listed-resources.ts';
import type { JobDiscovery, ScrapeJob } from '../targets/scrape-job.ts';

/** What is left of a job for an account that may not list everything. */
export interface JobOfAccount {
  /** What the job discovers with, without what the account does not get. */
  readonly job: ScrapeJob;
  /** `all`: it gets nothing; `part`: there is more that it does not get; `labels`: it gets all targets, with fewer labels. */
  readonly extent: 'all' | 'part' | 'labels';
  /** The lists that it does not get and the job cannot do without as it is, each once; for `labels`, those of labels. */
  readonly refused: readonly ListedResource[];
}

/**
 * The job as it works for an account, undefined where that lacks nothing. `isRefused` says of a list that the account
 * gets it in no way; what is asked with other credentials than those of the account is taken to be had.
 *
 * Each namespace that an entry names has a discoverer of its own. One that waits for a list that it never gets gives
 * nothing, and none of the others waits for it: https://github.com/prometheus/prometheus/tree/main/discovery/kubernetes
 */
export function jobOfAccount(job: ScrapeJob, isRefused: (listed: ListedResource) => boolean): JobOfAccount | undefined {
  const all = job.discoveries.map(discovery => withoutRefused(discovery, isRefused));
  const silencing = all.flatMap(({ silencing }) => silencing);
  const labels = all.flatMap(({ labels }) => labels);
  const discoveries = all.flatMap(({ left }) => left);
  const refused = unique(silencing.length > 0 ? silencing : labels);
  if (refused.length === 0) return undefined;
  const extent = discoveries.length === 0 ? 'all' : silencing.length > 0 ? 'part' : 'labels';
  return { job: { ...job, discoveries }, extent, refused };
}

interface Reduced {
  readonly left: readonly JobDiscovery[];
  /** Refused lists for want of which a discoverer gives nothing. */
  readonly silencing: readonly ListedResource[];
  /** Refused lists for want of which a discoverer that gives something leaves labels out. */
  readonly labels: readonly ListedResource[];
}

function withoutRefused(discovery: JobDiscovery, isRefused: (listed: ListedResource) => boolean): Reduced {
  if (discovery.kind !== 'kubernetes' || discovery.otherServer !== '') {
    return { left: [discovery], silencing: [], labels: [] };
  }
  const discoverers = discoverersOf(discovery.config).map(one => ({ one, refused: one.resources.filter(isRefused) }));
  const isSilent = (refused: readonly ListedResource[]) => refused.some(({ without }) => without === 'nothing');
  const working = discoverers.filter(({ refused }) => !isSilent(refused));
  const silencing = discoverers.flatMap(({ refused }) => refused.filter(({ without }) => without === 'nothing'));
  const labels = working.flatMap(({ refused }) => refused);
  if (silencing.length === 0 && labels.length === 0) return { left: [discovery], silencing, labels };
  const byLabels = Map.groupBy(working, ({ refused }) => refused.map(({ kind }) => kind).join());
  const left = [...byLabels.values()].map(same => {
    const namespaces = same.map(({ one }) => one);
    return { ...discovery, config: reduced(discovery.config, namespaces, same[0]?.refused ?? []) };
  });
  return { left, silencing, labels };
}

function reduced(
  config: DiscoveryConfig,
  discoverers: readonly Discoverer[],
  refused: readonly ListedResource[],
): DiscoveryConfig {
  const namespaces =
    config.namespaces === 'all' ? config.namespaces : new Set(discoverers.map(({ namespace }) => namespace));
  const without = new Set(refused.map(attachedFrom));
  return { ...config, namespaces, attach: new Set([...config.attach].filter(option => !without.has(option))) };
}

/** The option that has no effect without the list; the name of a Job is read off its pod. */
function attachedFrom({ kind }: ListedResource): AttachMetadataOption | undefined {
  if (kind === 'ReplicaSet') return 'deployment';
  return kind === 'Job' ? 'cronjob' : undefined;
}

function unique(lists: readonly ListedResource[]): readonly ListedResource[] {
  return [...new Map(lists.map(one => [`${one.kind} ${one.namespace}`, one])).values()];
}
