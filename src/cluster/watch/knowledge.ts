import type { DiscoveryConfig } from '../../prometheus/discovery/discovery-config.ts';
import { discoverersOf } from '../../prometheus/discovery/listed-resources.ts';
import type { Knowledge } from '../../protocol/targets.ts';
import { type ResourceKnowledge, resourceKnowledge } from './resource-knowledge.ts';
import type { WatchKnowledge } from './watch-knowledge.ts';

/**
 * How much of what an entry of `kubernetes_sd_configs` discovers is known: complete only when every list that it needs is
 * current. Whether Prometheus would discover anything with these rights is in the sentences; the rows are those that the
 * user's rights give.
 */
export function knowledgeOf(config: DiscoveryConfig, watches: WatchKnowledge): Knowledge {
  const discoverers = discoverersOf(config).map(({ resources }) =>
    resources.map(resource => resourceKnowledge(resource, watches)),
  );
  const all = discoverers.flat();
  const missing = [...new Set(all.flatMap(sentencesOf))];
  const stale = all.filter(one => one.state === 'stale');
  if (stale.length > 0) {
    return { state: 'stale', since: Math.min(...stale.map(({ since }) => since)), why: missing.join(' ') };
  }
  if (all.some(one => one.state === 'loading')) return { state: 'loading' };
  if (missing.length === 0) return { state: 'complete' };
  // What the role itself discovers comes first.
  const isNothing = discoverers.every(([first]) => first?.state === 'unknown');
  return isNothing ? { state: 'unknown', why: missing.join(' ') } : { state: 'partial', missing };
}

function sentencesOf(knowledge: ResourceKnowledge): readonly string[] {
  return 'why' in knowledge ? [knowledge.why] : [];
}
