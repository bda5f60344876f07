import type { RelabelConfig } from '../prometheus/config/relabel-config.ts';
import type { ScrapeConfig } from '../prometheus/config/scrape-config.ts';
import { spanOf } from '../yaml/source.ts';

/**
 * Whether the rule is the job's own. A rule that stands behind an alias, or that has an anchor, may serve jobs of
 * several roles: labels that are empty in one of them are no mistake.
 */
export function isOwnRule(job: ScrapeConfig, rule: RelabelConfig): boolean {
  const outer = spanOf(job.node);
  const inner = spanOf(rule.node);
  const list = job.node.pairs.find(({ key }) => key.kind === 'scalar' && key.text === 'relabel_configs')?.value;
  const hasAnchor = rule.node.anchor !== undefined || job.node.anchor !== undefined || list?.anchor !== undefined;
  return !hasAnchor && outer.start <= inner.start && inner.end <= outer.end;
}
