import type { DiscoveryConfig } from '../../prometheus/discovery/discovery-config.ts';
import { unsupportedFields } from '../../prometheus/discovery/listed-objects.ts';
import type { JobDiscovery, ScrapeJob } from '../../prometheus/targets/scrape-job.ts';
import type { Knowledge } from '../../protocol/targets.ts';

/** What is known of the lists that a discovery needs. */
export type KnowledgeOf = (config: DiscoveryConfig) => Knowledge;

/**
 * How much of the targets of a job is known: the least of what is known of its discoveries, with all that is missing. A
 * job of which nothing at all is known is unknown.
 */
export function jobKnowledge(job: ScrapeJob, of: KnowledgeOf): Knowledge {
  const all = job.discoveries.map(discovery => discoveryKnowledge(discovery, of));
  const stale = all.find(one => one.state === 'stale');
  const missing = [...new Set(all.flatMap(missingOf))];
  const [first] = all;
  if (first?.state === 'unknown' && all.every(one => one.state === 'unknown')) {
    return { state: 'unknown', why: missing.join(' ') };
  }
  if (all.some(one => one.state === 'loading')) return { state: 'loading' };
  if (stale) return stale;
  return missing.length > 0 ? { state: 'partial', missing } : { state: 'complete' };
}

function missingOf(knowledge: Knowledge): readonly string[] {
  if (knowledge.state === 'partial') return knowledge.missing;
  return knowledge.state === 'unknown' ? [knowledge.why] : [];
}

function discoveryKnowledge(discovery: JobDiscovery, of: KnowledgeOf): Knowledge {
  switch (discovery.kind) {
    case 'static':
      return { state: 'complete' };
    case 'unknown':
      return { state: 'unknown', why: whyUnknown(discovery) };
    case 'kubernetes':
      return refusedSelector(discovery.config) ?? of(discovery.config);
  }
}

/** Prometheus then discovers nothing at all, and says so in its log only. */
function refusedSelector(config: DiscoveryConfig): Knowledge | undefined {
  const [refused] = unsupportedFields(config);
  if (!refused) return undefined;
  const why = `Prometheus discovers nothing: an API server does not select ${refused.role} objects by the field ${refused.field}.`;
  return { state: 'partial', missing: [why] };
}

function whyUnknown({ why, key }: JobDiscovery & { kind: 'unknown' }): string {
  switch (why) {
    case 'other-mechanism':
      return `What ${key} discovers is not known here.`;
    case 'own-namespace':
      return 'The namespace that Prometheus runs in is not known, and own_namespace asks for it.';
    case 'refused':
      return `A part of ${key} cannot be read.`;
  }
}
