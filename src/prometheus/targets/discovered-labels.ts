import { formatDuration } from '../duration.ts';
import { setLabel, type WorkingLabels } from '../relabel/apply-rule.ts';
import { workingLabels } from '../relabel/relabel.ts';
import type { Labels } from '../relabel/rule.ts';
import {
  ALWAYS_CLASSIC,
  CONVERT_CLASSIC,
  METRICS_PATH,
  PARAM_PREFIX,
  SCHEME,
  SCRAPE_INTERVAL,
  SCRAPE_NATIVE,
  SCRAPE_TIMEOUT,
} from './internal-labels.ts';
import type { TargetBehaviour } from './older-versions.ts';
import type { ScrapePool } from './scrape-pool.ts';

/**
 * The labels of a target before relabelling: its own, those of its group where it has none of that name (an empty one
 * masks too), then what the job gives where there is none yet. The labels given are not changed.
 * See https://prometheus.io/docs/concepts/jobs_instances/
 */
export function discoveredLabels(
  pool: ScrapePool,
  target: Labels,
  group: Labels,
  behaviour: TargetBehaviour,
): WorkingLabels {
  const labels = workingLabels(target);
  for (const [name, value] of group) if (!target.has(name)) setLabel(labels, name, value);
  for (const [name, value] of jobLabels(pool, behaviour)) if (!labels.has(name)) setLabel(labels, name, value);
  for (const [key, [first]] of pool.params) {
    const name = PARAM_PREFIX + key;
    if (first !== undefined && (behaviour.params === 'overwrite' || !labels.has(name))) setLabel(labels, name, first);
  }
  return labels;
}

function jobLabels(pool: ScrapePool, behaviour: TargetBehaviour): readonly (readonly [string, string])[] {
  const labels: (readonly [string, string])[] = [
    ['job', pool.jobName],
    [SCRAPE_INTERVAL, formatDuration(pool.scrapeInterval)],
    [SCRAPE_TIMEOUT, formatDuration(pool.scrapeTimeout)],
    [METRICS_PATH, pool.metricsPath],
    [SCHEME, pool.scheme],
  ];
  if (behaviour.histogramLabels === 'absent') return labels;
  return [
    ...labels,
    [CONVERT_CLASSIC, String(pool.convertClassicHistogramsToNhcb)],
    [ALWAYS_CLASSIC, String(pool.alwaysScrapeClassicHistograms)],
    [SCRAPE_NATIVE, String(pool.scrapeNativeHistograms)],
  ];
}
